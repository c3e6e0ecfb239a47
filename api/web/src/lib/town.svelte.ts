/** What the page knows of the town: its facts once, its vans, riders and figures as they change. */

import { api } from './api';
import { clock } from './clock.svelte';
import { follow, type Connection } from './live';
import type { LiveClosure, LiveRider, LiveVehicle, Stop, Today, TownInfo } from './wire';

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 15_000;

class Town {
  info = $state.raw<TownInfo | null>(null);
  vehicles = $state.raw<LiveVehicle[]>([]);
  riders = $state.raw<LiveRider[]>([]);
  closures = $state.raw<LiveClosure[]>([]);
  today = $state.raw<Today | null>(null);
  connection = $state<Connection>('connecting');
  /** The van whose plan is open. */
  selected = $state<string | null>(null);

  /** Starts the clock, asks for the town's facts and follows its events; returns the stop. */
  start(): () => void {
    const stops = [clock.start(), this.#follow()];
    void this.#learn(FIRST_RETRY_MS);
    return () => stops.forEach((stop) => stop());
  }

  vehicle(id: string | null | undefined): LiveVehicle | undefined {
    return this.vehicles.find((vehicle) => vehicle.id === id);
  }

  /** The van's label, or its id while no report has come. */
  labelOf(id: string | null): string {
    return this.vehicle(id)?.label ?? id ?? '–';
  }

  stops(): Stop[] {
    return this.info?.stops ?? [];
  }

  async #learn(wait: number): Promise<void> {
    try {
      this.info = await api.town();
      clock.set(this.info.clock);
    } catch {
      setTimeout(() => void this.#learn(Math.min(LONGEST_RETRY_MS, wait * 2)), wait);
    }
  }

  #follow(): () => void {
    return follow('/v1/live', {
      connection: (state) => (this.connection = state),
      clock: (reading) => clock.set(reading),
      vehicles: (vehicles) => (this.vehicles = vehicles),
      riders: (riders) => (this.riders = riders),
      closures: (closures) => (this.closures = closures),
      today: (today) => (this.today = today),
    });
  }
}

export const town = new Town();
