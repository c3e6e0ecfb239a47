/** Closing roads: which one is looked at, and what the server said. */

import { api, Refused } from './api';
import { newClosureId } from './booking/ids';
import type { Trouble } from './booking/desk.svelte';
import type { Position, RoadFound } from './wire';

type Step = 'off' | 'looking' | 'found' | 'lifting';

class RoadDesk {
  step = $state<Step>('off');
  /** The road that was tapped. */
  road = $state.raw<RoadFound | null>(null);
  /** The closure that was tapped. */
  lifting = $state<string | null>(null);
  busy = $state(false);
  trouble = $state.raw<Trouble | null>(null);
  /** The server keeps an id's first answer: pressing twice closes once. */
  #id = newClosureId();

  start(): void {
    this.#turnTo('looking');
  }

  stop(): void {
    this.#turnTo('off');
  }

  /** A closure on the map was picked: it can be lifted. */
  pick(closure: string): void {
    this.#turnTo('lifting');
    this.lifting = closure;
  }

  /** Asks for the road at a tap. */
  async look(position: Position): Promise<void> {
    await this.#ask(async () => {
      this.road = await api.roadAt(position);
      this.#id = newClosureId();
      this.step = 'found';
    });
  }

  async close(): Promise<void> {
    const road = this.road;
    if (!road) return;
    await this.#ask(async () => {
      await api.closeRoad(this.#id, road.position);
      this.stop();
    });
  }

  async reopen(): Promise<void> {
    const closure = this.lifting;
    if (!closure) return;
    await this.#ask(async () => {
      await api.reopenRoad(closure);
      this.stop();
    });
  }

  #turnTo(step: Step): void {
    this.step = step;
    this.road = null;
    this.lifting = null;
    this.trouble = null;
  }

  async #ask(call: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.trouble = null;
    try {
      await call();
    } catch (error) {
      this.trouble = error instanceof Refused ? { kind: 'problem', problem: error.problem } : { kind: 'unreachable' };
    } finally {
      this.busy = false;
    }
  }
}

export const roads = new RoadDesk();
