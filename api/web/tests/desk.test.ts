import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Booking, Offer } from '../src/lib/wire';

interface Sent {
  path: string;
  body: { id?: string; offer?: string };
  key: string | null;
  /** What the device had stored at the moment of sending. */
  stored: string | null;
}

const place = (name: string, lat: number) => ({ name, position: { lat, lon: 137.2 } });
const at = '2026-11-21T10:00:00+09:00';

const offer: Offer = {
  id: 'off_1',
  expires: at,
  pickup: { place: place('A', 36.7), window: { from: at, to: at }, planned: at, walk_m: 0 },
  dropoff: { place: place('B', 36.8), planned: at, latest: at },
  ride_s: 600,
  direct_s: 500,
  fare_yen: 300,
  vehicle: 'veh_1',
  shared_with: 0,
};

function booked(id: string, status: Booking['status'] = 'waiting'): Booking {
  const party = { adults: 1, children: 0, infants: 0, wheelchairs: 0, disabled: 0, luggage: 0 };
  const rest = { vehicle_position: null, picked_up_at: null, dropped_off_at: null };
  return { id, status, vehicle: 'veh_1', pickup: offer.pickup, dropoff: offer.dropoff, fare_yen: 300, party, ...rest };
}

type Answer = (sent: Sent) => Response;

const json = (status: number, body: unknown) => new Response(JSON.stringify(body), { status });
const broken: Answer = () => {
  throw new TypeError('network away');
};

let kept: Map<string, string>;
let log: Sent[];

/** A device with its storage and a network that answers each message in turn; the last answer stays. */
async function deskWith(...answers: Answer[]) {
  kept ??= new Map();
  log = [];
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  });
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const body = JSON.parse(typeof init.body === 'string' ? init.body : '{}') as Sent['body'];
    const key = new Headers(init.headers).get('Authorization');
    const sent = { path, body, key, stored: kept.get('noriai.booking') ?? null };
    log.push(sent);
    const answer = answers[Math.min(log.length, answers.length) - 1];
    if (!answer) throw new Error('no answer was prepared');
    return answer(sent);
  });
  vi.resetModules();
  const { desk } = await import('../src/lib/booking/desk.svelte');
  desk.wish.from = place('A', 36.7);
  desk.wish.to = place('B', 36.8);
  return desk;
}

beforeEach(() => {
  kept = new Map();
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const yes: Answer = (sent) => json(201, booked(sent.body.id ?? ''));

test('the booking is stored on the device before it is sent', async () => {
  const desk = await deskWith(yes);
  desk.pick(offer);
  await desk.book();
  expect(log[0]?.stored).toContain(log[0]?.body.id);
  expect(log[0]?.key).toMatch(/^Bearer rider_[0-9a-f]{64}$/);
  expect(desk.step).toBe('ride');
  expect(desk.booking?.status).toBe('waiting');
});

test('a lost message is sent again with the same id', async () => {
  const desk = await deskWith(broken, () => json(503, { code: 'busy', cause: '', remedy: '' }), yes);
  desk.pick(offer);
  const done = desk.book();
  await vi.advanceTimersByTimeAsync(4_000);
  await done;
  expect(log).toHaveLength(3);
  expect(new Set(log.map((sent) => sent.body.id)).size).toBe(1);
  expect(desk.booking?.status).toBe('waiting');
});

test('a page closed while sending takes the same booking up again', async () => {
  const first = await deskWith(broken);
  first.pick(offer);
  void first.book();
  await vi.advanceTimersByTimeAsync(0);
  const id = log[0]?.body.id;
  const second = await deskWith(yes);
  second.resume();
  await vi.advanceTimersByTimeAsync(10);
  expect(log[0]?.body).toEqual({ id, offer: 'off_1' });
  expect(second.booking?.id).toBe(id);
});

test('when the offer has gone the fresh offers are shown and nothing stays stored', async () => {
  const fresh = { ...offer, id: 'off_2' };
  const gone = { code: 'offer_gone', cause: 'c', remedy: 'r', offers: [fresh] };
  const desk = await deskWith(() => json(409, gone));
  desk.pick(offer);
  await desk.book();
  expect(desk.step).toBe('offers');
  expect(desk.offerGone).toBe(true);
  expect(desk.answer?.offers.map((found) => found.id)).toEqual(['off_2']);
  expect(kept.has('noriai.booking')).toBe(false);
});

test('an expired offer leads back to the wish with the cause', async () => {
  const desk = await deskWith(() => json(410, { code: 'offer_expired', cause: 'c', remedy: 'r' }));
  desk.pick(offer);
  await desk.book();
  expect(desk.step).toBe('wish');
  expect(desk.trouble).toMatchObject({ kind: 'problem', problem: { code: 'offer_expired' } });
});

test('the ride is followed until it is over, and no longer', async () => {
  const states: Booking['status'][] = ['waiting', 'aboard', 'completed'];
  const desk = await deskWith((sent) => json(200, booked(sent.body.id ?? 'bkg', states[Math.min(log.length, 3) - 1])));
  desk.pick(offer);
  await desk.book();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(desk.booking?.status).toBe('completed');
  expect(log).toHaveLength(3);
});

test('the return trip is the same trip the other way round', async () => {
  const desk = await deskWith(yes);
  desk.pick(offer);
  await desk.book();
  desk.startAnew(true);
  expect([desk.wish.from?.name, desk.wish.to?.name]).toEqual(['B', 'A']);
  expect(desk.step).toBe('wish');
  expect(kept.has('noriai.booking')).toBe(false);
});

test('without both places nothing is sent', async () => {
  const desk = await deskWith(yes);
  desk.wish.to = null;
  await desk.ask();
  expect(desk.fault).toBe('needTo');
  expect(log).toEqual([]);
});
