/** Follows the town's live events, and comes back by itself when the line breaks. */

import { EventReader } from './sse';
import type { ClockReading, LiveClosure, LiveRider, LiveVehicle, Today } from './wire';

export type Connection = 'connecting' | 'live' | 'reconnecting' | 'closed';

export interface LiveListener {
  connection(state: Connection): void;
  clock(reading: ClockReading): void;
  vehicles(vehicles: LiveVehicle[]): void;
  riders(riders: LiveRider[]): void;
  closures(closures: LiveClosure[]): void;
  today(today: Today): void;
}

/** Silence after which the line counts as broken: vans report about once a second. */
const SILENCE_MS = 15_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/** The wait before the n-th new attempt (from 0): doubling, capped, with up to a quarter of jitter. */
export function waitBefore(attempt: number, jitter: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return Math.round(wait * (1 + jitter / 4));
}

/** What an event of the stream carries; any part may be missing. */
interface Payload {
  clock?: ClockReading;
  vehicles?: LiveVehicle[];
  riders?: LiveRider[];
  closures?: LiveClosure[];
  today?: Today;
}

/** Hands one event's content to the listener. A broken event is passed over: the next one mends it. */
export function deliver(event: string, data: string, listener: LiveListener): void {
  let payload: Payload;
  try {
    const parsed: unknown = JSON.parse(data);
    if (typeof parsed !== 'object' || parsed === null) return;
    payload = event === 'today' ? { today: parsed as Today } : (parsed as Payload);
  } catch {
    return;
  }
  if (payload.clock) listener.clock(payload.clock);
  if (payload.vehicles) listener.vehicles(payload.vehicles);
  if (payload.riders) listener.riders(payload.riders);
  if (payload.closures) listener.closures(payload.closures);
  if (payload.today) listener.today(payload.today);
}

/** Starts following; the returned function stops it. */
export function follow(path: string, listener: LiveListener): () => void {
  const stop = new AbortController();
  void keepFollowing(path, listener, stop.signal);
  return () => stop.abort();
}

async function keepFollowing(path: string, listener: LiveListener, stop: AbortSignal): Promise<void> {
  let attempt = 0;
  let lastId: string | null = null;
  listener.connection('connecting');
  while (!stop.aborted) {
    const outcome = await readOnce(path, lastId, stop, (event, data, id) => {
      attempt = 0;
      lastId = id;
      listener.connection('live');
      deliver(event, data, listener);
    });
    if (stop.aborted) return;
    if (outcome === 'forbidden') {
      // The town view is not public here: there is nothing to come back to.
      listener.connection('closed');
      return;
    }
    listener.connection('reconnecting');
    await pause(waitBefore(attempt, Math.random()), stop);
    attempt += 1;
  }
}

async function readOnce(
  path: string,
  lastId: string | null,
  stop: AbortSignal,
  take: (event: string, data: string, id: string | null) => void,
): Promise<'ended' | 'forbidden'> {
  const silence = new AbortController();
  let watch = setTimeout(() => silence.abort(), SILENCE_MS);
  try {
    const response = await fetch(path, {
      headers: { Accept: 'text/event-stream', ...(lastId === null ? {} : { 'Last-Event-ID': lastId }) },
      signal: AbortSignal.any([stop, silence.signal]),
      cache: 'no-store',
    });
    if ([401, 403, 404].includes(response.status)) return 'forbidden';
    if (!response.ok || !response.body) return 'ended';
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    const events = new EventReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 'ended';
      clearTimeout(watch);
      watch = setTimeout(() => silence.abort(), SILENCE_MS);
      for (const found of events.push(value)) take(found.event, found.data, found.id);
    }
  } catch {
    return 'ended';
  } finally {
    clearTimeout(watch);
  }
}

function pause(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
