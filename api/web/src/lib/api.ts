/** The typed client of the server's HTTP interface. */

import type {
  Booking,
  ClockReading,
  FoundPlace,
  LiveClosure,
  Offer,
  OfferAnswer,
  Position,
  Problem,
  RideRequest,
  RoadFound,
  TileJson,
  TownInfo,
} from './wire';

/** The server answered, and the answer is no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly problem: Problem,
    /** Fresh offers, where the one asked for has gone. */
    readonly offers: Offer[] = [],
  ) {
    super(problem.code);
  }
}

/** No answer came: the network is away, or the server is. The same call may be sent again. */
export class Unreachable extends Error {}

const ANSWER_WITHIN_MS = 20_000;

interface Call {
  method?: 'GET' | 'POST';
  body?: unknown;
  key?: string;
  signal?: AbortSignal;
}

function isProblem(value: unknown): value is Problem & { offers?: Offer[] } {
  return typeof value === 'object' && value !== null && 'code' in value && 'cause' in value;
}

async function send(path: string, call: Call): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  if (call.key !== undefined) headers.set('Authorization', `Bearer ${call.key}`);
  const timeout = AbortSignal.timeout(ANSWER_WITHIN_MS);
  try {
    return await fetch(path, {
      method: call.method ?? 'GET',
      headers,
      signal: call.signal ? AbortSignal.any([call.signal, timeout]) : timeout,
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  } catch (error) {
    if (call.signal?.aborted) throw error;
    throw new Unreachable(String(error));
  }
}

async function ask<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const response = await send(path, call);
  const body: unknown = await response.json().catch(() => null);
  if (response.ok && body !== null) return body as Answer;
  if (isProblem(body)) {
    // A server that says 5xx has not judged the call; it may be sent again.
    if (response.status >= 500) throw new Unreachable(`${response.status} ${body.code}`);
    throw new Refused(response.status, body, body.offers ?? []);
  }
  throw new Unreachable(`${response.status} without a reason`);
}

export const api = {
  town: () => ask<TownInfo>('/v1/town'),

  tiles: () => ask<TileJson>('/tiles/tilejson.json'),

  places: async (query: string, signal: AbortSignal): Promise<FoundPlace[]> => {
    const path = `/v1/places?q=${encodeURIComponent(query)}&limit=8`;
    return (await ask<{ places: FoundPlace[] }>(path, { signal })).places;
  },

  offers: (request: RideRequest) => ask<OfferAnswer>('/v1/offers', { method: 'POST', body: request }),

  book: (id: string, offer: string, key: string) =>
    ask<Booking>('/v1/bookings', { method: 'POST', body: { id, offer }, key }),

  booking: (id: string, key: string) => ask<Booking>(`/v1/bookings/${id}`, { key }),

  cancel: (id: string, key: string) =>
    ask<Booking>(`/v1/bookings/${id}/cancel`, { method: 'POST', body: {}, key }),

  roadAt: ({ lat, lon }: Position) => ask<RoadFound>(`/v1/roads?lat=${lat}&lon=${lon}`),

  closeRoad: (id: string, at: Position) =>
    ask<LiveClosure>('/v1/closures', { method: 'POST', body: { id, at } }),

  reopenRoad: (id: string) =>
    ask<LiveClosure>(`/v1/closures/${id}/reopen`, { method: 'POST', body: {} }),

  setSpeed: (speed: number) =>
    ask<ClockReading>('/demo/clock', { method: 'POST', body: { speed } }),
};
