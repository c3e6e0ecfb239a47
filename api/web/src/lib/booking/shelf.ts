/**
 * Keeps the rider's key and booking on the device. A booking is written here before it is sent, so
 * that a lost answer, a closed page or an empty battery cannot lose it or double it.
 */

import type { Party } from '../wire';
import { newRiderKey } from './ids';
import type { ChosenPlace } from './wish';

const KEY = 'noriai.riderKey';
const BOOKING = 'noriai.booking';

/** A booking as the device keeps it. */
export interface KeptBooking {
  id: string;
  offer: string;
  /** False until the server has answered that it is booked. */
  acknowledged: boolean;
  from: ChosenPlace;
  to: ChosenPlace;
  party: Party;
}

/** The part of `Storage` that is used here. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Works for this visit only, where the browser gives no storage. */
function memoryStore(): Store {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

/** The browser's storage if it works, else a memory that lasts for this visit. */
export function browserStore(): Store {
  try {
    const probe = 'noriai.probe';
    localStorage.setItem(probe, '1');
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return memoryStore();
  }
}

export class Shelf {
  constructor(private readonly store: Store) {}

  /** This device's key, made on first use. */
  riderKey(): string {
    const kept = this.store.getItem(KEY);
    if (kept !== null && /^rider_[0-9a-f]{64}$/.test(kept)) return kept;
    const key = newRiderKey();
    this.store.setItem(KEY, key);
    return key;
  }

  /** The booking that was made or is being made, if any. */
  booking(): KeptBooking | null {
    try {
      const kept: unknown = JSON.parse(this.store.getItem(BOOKING) ?? 'null');
      return isKept(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  keep(booking: KeptBooking): void {
    this.store.setItem(BOOKING, JSON.stringify(booking));
  }

  forget(): void {
    this.store.removeItem(BOOKING);
  }
}

function isKept(value: unknown): value is KeptBooking {
  if (typeof value !== 'object' || value === null) return false;
  const booking = value as Partial<KeptBooking>;
  return (
    typeof booking.id === 'string' &&
    /^bkg_[0-9a-f]{32}$/.test(booking.id) &&
    typeof booking.offer === 'string' &&
    typeof booking.acknowledged === 'boolean' &&
    typeof booking.from === 'object' &&
    typeof booking.to === 'object' &&
    typeof booking.party === 'object'
  );
}
