/** What the rider wishes, from the form to the request that the server takes. */

import type { MessageKey } from '../i18n/index.svelte';
import { metresBetween } from '../motion';
import { instantOf, rfc3339 } from '../time';
import type { Party, Position, RideRequest, Stop, WireWhen } from '../wire';

export interface ChosenPlace {
  name: string;
  name_en?: string | null;
  position: Position;
  /** Set where the place is a designated stop. */
  stop?: string;
  /** True where it was tapped and has no name of its own; `name` is then the nearest stop's, or empty. */
  onMap?: boolean;
}

export type WhenKind = WireWhen['kind'];

export interface Wish {
  from: ChosenPlace | null;
  to: ChosenPlace | null;
  when: WhenKind;
  daysAhead: number;
  /** "HH:MM" on the town's clock. */
  time: string;
  party: Party;
}

export type WishFault = Extract<
  MessageKey,
  'needFrom' | 'needTo' | 'samePlace' | 'needTime' | 'pastTime' | 'needRider'
>;

/** Nearer than this, from and to are one place. */
const SAME_PLACE_M = 20;
/** A tap this near to a stop means the stop. */
const STOP_TAP_M = 40;
/** A stop this near may lend its name to a tapped place. */
const NEARBY_M = 400;

export function aloneParty(): Party {
  return { adults: 1, children: 0, infants: 0, wheelchairs: 0, disabled: 0, luggage: 0 };
}

/** How many people ride, the infants too; luggage does not count. */
export function headcount(party: Party): number {
  return party.adults + party.children + party.infants + party.disabled + party.wheelchairs;
}

function metres(a: Position, b: Position): number {
  return metresBetween([a.lon, a.lat], [b.lon, b.lat]);
}

/** The place that a tap on the map means: the stop under the finger, or the spot itself. */
export function tappedPlace(position: Position, stops: Stop[]): ChosenPlace {
  let nearest: { stop: Stop; metres: number } | null = null;
  for (const stop of stops) {
    const far = metres(position, stop.position);
    if (!nearest || far < nearest.metres) nearest = { stop, metres: far };
  }
  if (nearest && nearest.metres <= STOP_TAP_M) return stopPlace(nearest.stop);
  const name = nearest && nearest.metres <= NEARBY_M ? nearest.stop.name : '';
  return { name, position, onMap: true };
}

export function stopPlace(stop: Stop): ChosenPlace {
  return { name: stop.name, name_en: stop.name_en ?? null, position: stop.position, stop: stop.id };
}

function whenOf(wish: Wish, now: number): WireWhen | WishFault {
  if (wish.when === 'now') return { kind: 'now' };
  const at = instantOf(now, wish.daysAhead, wish.time);
  if (at === null) return 'needTime';
  if (at <= now) return 'pastTime';
  return { kind: wish.when, at: rfc3339(at) };
}

/** The request for offers, or the first thing that is missing. `now` is the town's time. */
export function requestOf(wish: Wish, now: number): RideRequest | WishFault {
  if (!wish.from) return 'needFrom';
  if (!wish.to) return 'needTo';
  if (metres(wish.from.position, wish.to.position) < SAME_PLACE_M) return 'samePlace';
  if (headcount(wish.party) < 1) return 'needRider';
  const when = whenOf(wish, now);
  if (typeof when === 'string') return when;
  return { from: endOf(wish.from), to: endOf(wish.to), when, party: { ...wish.party } };
}

function endOf(place: ChosenPlace): RideRequest['from'] {
  const { lat, lon } = place.position;
  return place.stop === undefined ? { lat, lon } : { stop: place.stop };
}
