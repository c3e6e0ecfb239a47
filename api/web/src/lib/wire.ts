/** The shapes that the server sends and takes (HTTP contract, version 1). Times are RFC 3339 text. */

export interface Position {
  lat: number;
  lon: number;
}

export interface ClockReading {
  now: string;
  /** Town seconds per real second; 1 outside the demonstration. */
  speed: number;
}

export interface Stop {
  id: string;
  name: string;
  name_kana?: string | null;
  name_en?: string | null;
  position: Position;
}

export interface TownInfo {
  name: string;
  name_ja: string;
  demo: boolean;
  /** West, south, east, north. */
  bounds: [number, number, number, number];
  clock: ClockReading;
  stops: Stop[];
  policy?: {
    /** How many days ahead a ride can be booked. */
    horizon_days?: number;
  };
  phone?: string | null;
}

/** A place found by name. */
export interface FoundPlace {
  id: string;
  name: string;
  name_kana?: string | null;
  name_en?: string | null;
  kind: string;
  position: Position;
}

/** A place as an offer or a booking names it. */
export interface NamedPlace {
  name: string;
  name_en?: string | null;
  position: Position;
}

export type EndPoint = Position | { stop: string };

export type WireWhen =
  | { kind: 'now' }
  | { kind: 'depart_at'; at: string }
  | { kind: 'arrive_by'; at: string };

export interface Party {
  adults: number;
  children: number;
  infants: number;
  /** Riders who stay in their wheelchair. */
  wheelchairs: number;
  /** Riders with a disability certificate, and their attendants. */
  disabled: number;
  /** Large pieces of luggage, prams and walkers. */
  luggage: number;
}

export interface RideRequest {
  from: EndPoint;
  to: EndPoint;
  when: WireWhen;
  party: Party;
}

export interface TimeWindow {
  from: string;
  to: string;
}

export interface PlannedPickup {
  place: NamedPlace;
  window: TimeWindow;
  planned: string;
  walk_m?: number | null;
}

export interface PlannedDropoff {
  place: NamedPlace;
  planned: string;
  latest: string;
  walk_m?: number | null;
}

export interface Offer {
  id: string;
  expires: string;
  pickup: PlannedPickup;
  dropoff: PlannedDropoff;
  ride_s: number;
  direct_s: number;
  fare_yen: number;
  vehicle: string;
  shared_with: number;
}

/** A refusal or an error: a stable code, its cause and what the reader can do. */
export interface Problem {
  code: string;
  cause: string;
  remedy: string;
  cause_ja?: string | null;
  remedy_ja?: string | null;
  page?: string | null;
}

export interface OfferAnswer {
  offers: Offer[];
  refusal: Problem | null;
  alternatives: { before: Offer | null; after: Offer | null } | null;
}

export type BookingStatus = 'waiting' | 'aboard' | 'completed' | 'cancelled' | 'no_show';

export interface Booking {
  id: string;
  status: BookingStatus;
  /** None once called off. */
  vehicle: string | null;
  pickup: PlannedPickup;
  dropoff: PlannedDropoff;
  fare_yen: number;
  party: Party;
  vehicle_position: Position | null;
  picked_up_at: string | null;
  dropped_off_at: string | null;
}

export interface LiveCall {
  position: Position;
  arrival: string;
  purpose: string;
  boards: number;
  alights: number;
}

export interface LiveVehicle {
  id: string;
  label: string;
  position: Position;
  heading: number | null;
  seats: number;
  aboard: number;
  on_duty: boolean;
  /** The remaining way to the next call, [lon, lat] pairs. */
  route: [number, number][];
  calls: LiveCall[];
}

export interface LiveRider {
  n: number;
  position: Position;
  to: Position;
  status: string;
  since: string;
  window: TimeWindow;
  vehicle: string | null;
}

/** A road's names; none where the map has none. */
export interface RoadNames {
  name: string | null;
  name_en: string | null;
}

/** The stretch of road from junction to junction at some position. */
export interface RoadFound extends RoadNames {
  /** On the road; closing what is here closes the stretch. */
  position: Position;
  /** [lon, lat] pairs. */
  line: [number, number][];
}

/** Roads that are closed now. */
export interface LiveClosure extends RoadNames {
  id: string;
  /** One line for each stretch, of [lon, lat] pairs. */
  lines: [number, number][][];
  since: string;
  until: string | null;
}

export interface Today {
  date: string;
  requests: number;
  offers: number;
  bookings: number;
  completed: number;
  cancelled: number;
  no_show: number;
  refused: number;
  waiting: number;
  aboard: number;
  wait_mean_s: number | null;
  ride_mean_s: number | null;
  riders_per_trip: number | null;
  km_loaded: number;
  km_empty: number;
  fares_yen: number;
  vehicles_on_duty: number;
}

export interface TileJson {
  tiles: string[];
  minzoom?: number;
  maxzoom?: number;
  bounds?: [number, number, number, number];
  attribution?: string;
  vector_layers?: { id: string }[];
  /** True if `land` is drawn and all else is sea. */
  has_coast?: boolean;
}
