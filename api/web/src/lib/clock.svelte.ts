/** The town's clock. Between two readings from the server it runs on by itself at the town's speed. */

import type { ClockReading } from './wire';

const TICK_MS = 250;

class TownClock {
  /** The town's time in milliseconds since 1970, as of the last tick. */
  now = $state(Date.now());
  speed = $state(1);
  #reading = Date.now();
  #readAt = performance.now();

  /** Takes a reading from the server. */
  set(reading: ClockReading): void {
    const now = Date.parse(reading.now);
    if (Number.isNaN(now)) return;
    this.#reading = now;
    this.#readAt = performance.now();
    this.speed = reading.speed;
    this.#tick();
  }

  /** Starts ticking; the returned function stops it. */
  start(): () => void {
    const timer = setInterval(() => this.#tick(), TICK_MS);
    return () => clearInterval(timer);
  }

  #tick(): void {
    this.now = this.#reading + (performance.now() - this.#readAt) * this.speed;
  }
}

export const clock = new TownClock();
