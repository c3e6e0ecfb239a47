/** The booking from wish to thanks: which step the panel shows, and what the server said. */

import { api, Refused, Unreachable } from '../api';
import { clock } from '../clock.svelte';
import type { Booking, Offer, OfferAnswer, Problem } from '../wire';
import { newBookingId } from './ids';
import { browserStore, Shelf, type KeptBooking } from './shelf';
import { aloneParty, requestOf, type ChosenPlace, type Wish, type WishFault } from './wish';

export type Step = 'wish' | 'offers' | 'confirm' | 'ride';
export type End = 'from' | 'to';

/** Why the last thing asked for did not happen. `unreachable` has no words from the server. */
export type Trouble = { kind: 'problem'; problem: Problem } | { kind: 'unreachable' };

/** Waits between the attempts to send a booking, in real time. */
const RETRY_MS = [1_000, 2_000, 4_000, 8_000, 8_000];
/** How often the ride is asked for, in town time, and the bounds of that in real time. */
const POLL_TOWN_MS = 30_000;
const POLL_MS = { least: 1_500, most: 5_000 };

function emptyWish(): Wish {
  return { from: null, to: null, when: 'now', daysAhead: 0, time: '', party: aloneParty() };
}

function troubleOf(error: unknown): Trouble {
  return error instanceof Refused ? { kind: 'problem', problem: error.problem } : { kind: 'unreachable' };
}

export function isOver(booking: Booking | null): boolean {
  return booking !== null && booking.status !== 'waiting' && booking.status !== 'aboard';
}

class BookingDesk {
  step = $state<Step>('wish');
  wish = $state<Wish>(emptyWish());
  fault = $state<WishFault | null>(null);
  trouble = $state<Trouble | null>(null);
  busy = $state(false);
  answer = $state.raw<OfferAnswer | null>(null);
  /** True where the offers are fresh ones in place of one that has gone. */
  offerGone = $state(false);
  offer = $state.raw<Offer | null>(null);
  retrying = $state(false);
  kept = $state.raw<KeptBooking | null>(null);
  booking = $state.raw<Booking | null>(null);
  /** True while the ride's state could not be fetched. */
  stale = $state(false);
  /** The end that the next tap on the map chooses. */
  choosing = $state<End | null>(null);

  #shelf = new Shelf(browserStore());
  #poll: ReturnType<typeof setTimeout> | undefined;

  /** Takes up what an earlier visit left: a booking on its way, or one to watch. */
  resume(): void {
    const kept = this.#shelf.booking();
    if (!kept) return;
    this.kept = kept;
    this.step = 'ride';
    if (kept.acknowledged) void this.#watch();
    else void this.#send(kept);
  }

  choose(end: End, place: ChosenPlace | null): void {
    this.wish[end] = place;
    this.choosing = null;
    this.fault = null;
  }

  swap(): void {
    [this.wish.from, this.wish.to] = [this.wish.to, this.wish.from];
  }

  /** Asks for offers; on success the panel shows them, or the refusal with its alternatives. */
  async ask(): Promise<void> {
    const request = requestOf(this.wish, clock.now);
    this.fault = typeof request === 'string' ? request : null;
    if (typeof request === 'string' || this.busy) return;
    await this.#busily(async () => {
      this.answer = await api.offers(request);
      this.offerGone = false;
      this.step = 'offers';
    });
  }

  pick(offer: Offer): void {
    this.offer = offer;
    this.trouble = null;
    this.step = 'confirm';
  }

  back(): void {
    this.trouble = null;
    this.step = this.step === 'confirm' ? 'offers' : 'wish';
  }

  /** Books the picked offer. The id and the key are kept on the device before anything is sent. */
  async book(): Promise<void> {
    const { offer } = this;
    const { from, to, party } = $state.snapshot(this.wish);
    if (!offer || !from || !to || this.busy) return;
    const kept: KeptBooking = { id: newBookingId(), offer: offer.id, acknowledged: false, from, to, party };
    this.#shelf.keep(kept);
    this.kept = kept;
    await this.#send(kept);
  }

  /** Sends a kept booking again, with the same id. */
  async sendAgain(): Promise<void> {
    if (this.kept && !this.busy) await this.#send(this.kept);
  }

  async cancel(): Promise<void> {
    const { kept } = this;
    if (!kept) return;
    await this.#busily(async () => this.#take(await api.cancel(kept.id, this.#shelf.riderKey())));
  }

  /** Leaves the finished ride and starts anew, the other way round if `returning`. */
  startAnew(returning: boolean): void {
    clearTimeout(this.#poll);
    const kept = this.kept;
    this.wish = emptyWish();
    if (returning && kept) this.wish = { ...this.wish, from: kept.to, to: kept.from, party: kept.party };
    this.#shelf.forget();
    this.kept = this.booking = this.offer = this.answer = this.trouble = null;
    this.stale = false;
    this.step = 'wish';
  }

  async #busily(work: () => Promise<void>): Promise<void> {
    this.busy = true;
    this.trouble = null;
    try {
      await work();
    } catch (error) {
      this.trouble = troubleOf(error);
    } finally {
      this.busy = false;
    }
  }

  async #send(kept: KeptBooking): Promise<void> {
    await this.#busily(async () => {
      try {
        const booking = await this.#sendUntilAnswered(kept);
        this.kept = { ...kept, acknowledged: true };
        this.#shelf.keep(this.kept);
        this.step = 'ride';
        this.#take(booking);
      } catch (error) {
        if (error instanceof Unreachable) this.step = 'ride';
        else this.#turnedDown(error);
        throw error;
      } finally {
        this.retrying = false;
      }
    });
    if (this.offerGone) this.trouble = null;
  }

  async #sendUntilAnswered(kept: KeptBooking): Promise<Booking> {
    const key = this.#shelf.riderKey();
    for (const wait of RETRY_MS) {
      try {
        return await api.book(kept.id, kept.offer, key);
      } catch (error) {
        if (!(error instanceof Unreachable)) throw error;
        this.retrying = true;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    return api.book(kept.id, kept.offer, key);
  }

  /** The server said no: nothing is booked, so nothing is kept; fresh offers are shown if it sent any. */
  #turnedDown(error: unknown): void {
    const kept = this.kept;
    this.#shelf.forget();
    this.kept = null;
    if (kept && !this.wish.from) this.wish = { ...emptyWish(), from: kept.from, to: kept.to, party: kept.party };
    const fresh = error instanceof Refused ? error.offers : [];
    this.offerGone = fresh.length > 0;
    if (this.offerGone) this.answer = { offers: fresh, refusal: null, alternatives: null };
    this.step = this.offerGone ? 'offers' : 'wish';
  }

  #take(booking: Booking): void {
    this.booking = booking;
    this.stale = false;
    clearTimeout(this.#poll);
    if (isOver(booking)) return;
    const wait = Math.min(POLL_MS.most, Math.max(POLL_MS.least, POLL_TOWN_MS / clock.speed));
    this.#poll = setTimeout(() => void this.#watch(), wait);
  }

  async #watch(): Promise<void> {
    const { kept } = this;
    if (!kept) return;
    try {
      const booking = await api.booking(kept.id, this.#shelf.riderKey());
      if (this.kept?.id === kept.id) this.#take(booking);
    } catch (error) {
      this.#unseen(error);
    }
  }

  #unseen(error: unknown): void {
    clearTimeout(this.#poll);
    this.stale = true;
    if (error instanceof Refused) {
      // The server does not know this booking (any more): say so, and stop asking.
      this.trouble = troubleOf(error);
      return;
    }
    this.#poll = setTimeout(() => void this.#watch(), POLL_MS.most);
  }
}

export const desk = new BookingDesk();
