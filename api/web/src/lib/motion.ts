/** Lets a van glide between two reports, along the road it was driving, not through houses. */

import type { LiveVehicle } from './wire';

/** [longitude, latitude] in degrees. */
export type Point = [number, number];

const METRES_PER_DEGREE = 111_195;
/** A report this near to the known route counts as on it. */
const ON_ROUTE_M = 60;
/** A van that is further off than this has been moved, not driven; it jumps. */
const JUMP_M = 5_000;
const SHORTEST_MS = 250;
const LONGEST_MS = 2_500;

/** Metres between two points; flat, which is exact enough within a town. */
export function metresBetween(a: Point, b: Point): number {
  const x = (b[0] - a[0]) * Math.cos(((a[1] + b[1]) / 2) * (Math.PI / 180));
  return Math.hypot(x, b[1] - a[1]) * METRES_PER_DEGREE;
}

/** Degrees clockwise from north, from a to b. */
export function bearing(a: Point, b: Point): number {
  const x = (b[0] - a[0]) * Math.cos((a[1] * Math.PI) / 180);
  return ((Math.atan2(x, b[1] - a[1]) * 180) / Math.PI + 360) % 360;
}

function between(a: Point, b: Point, part: number): Point {
  return [a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part];
}

/** The nearest point to `p` on the piece from a to b, as a part of that piece (0 to 1). */
function partOf(p: Point, a: Point, b: Point): number {
  const scale = Math.cos((p[1] * Math.PI) / 180);
  const [dx, dy] = [(b[0] - a[0]) * scale, b[1] - a[1]];
  const length = dx * dx + dy * dy;
  if (length === 0) return 0;
  const along = (p[0] - a[0]) * scale * dx + (p[1] - a[1]) * dy;
  return Math.min(1, Math.max(0, along / length));
}

/** The line from `from` along `route` to the report `to`; straight where the route does not pass it. */
export function wayAlong(route: Point[], from: Point, to: Point): Point[] {
  let best = { metres: ON_ROUTE_M, piece: -1 };
  for (let piece = 0; piece + 1 < route.length; piece += 1) {
    const [a, b] = [route[piece] as Point, route[piece + 1] as Point];
    const metres = metresBetween(to, between(a, b, partOf(to, a, b)));
    if (metres < best.metres) best = { metres, piece };
  }
  if (best.piece < 0) return [from, to];
  return [from, ...route.slice(1, best.piece + 1), to];
}

/** The point so many metres along the line, with the points still ahead. */
export function alongLine(line: Point[], metres: number): { at: Point; ahead: Point[]; heading: number | null } {
  let left = metres;
  for (let piece = 0; piece + 1 < line.length; piece += 1) {
    const [a, b] = [line[piece] as Point, line[piece + 1] as Point];
    const length = metresBetween(a, b);
    if (left < length) {
      return { at: between(a, b, left / length), ahead: line.slice(piece + 1), heading: bearing(a, b) };
    }
    left -= length;
  }
  return { at: line[line.length - 1] as Point, ahead: [], heading: null };
}

function lengthOf(line: Point[]): number {
  let metres = 0;
  for (let piece = 0; piece + 1 < line.length; piece += 1) {
    metres += metresBetween(line[piece] as Point, line[piece + 1] as Point);
  }
  return metres;
}

/** Where a van is drawn at one moment. */
export interface Pose {
  at: Point;
  heading: number;
  /** What is left of the way to the last report, then the way to the next call. */
  route: Point[];
}

/** One van's glide from report to report. Times are real milliseconds, from any fixed origin. */
export class Glide {
  #line: Point[];
  #length = 0;
  #route: Point[];
  #heading: number;
  #began: number;
  #lasts = SHORTEST_MS;

  constructor(report: LiveVehicle, now: number) {
    this.#line = [[report.position.lon, report.position.lat]];
    this.#route = report.route;
    this.#heading = report.heading ?? 0;
    this.#began = now;
  }

  /** Takes the next report. The van reaches it when the one after it is due. */
  report(report: LiveVehicle, now: number, still: boolean): void {
    const here = this.pose(now);
    const target: Point = [report.position.lon, report.position.lat];
    const far = metresBetween(here.at, target);
    const jump = still || far > JUMP_M;
    this.#line = jump ? [target] : wayAlong(here.route, here.at, target);
    this.#length = lengthOf(this.#line);
    this.#heading = jump || far < 1 ? (report.heading ?? here.heading) : here.heading;
    this.#route = report.route;
    // A little longer than the last gap, so that the van is still rolling when the next report comes.
    this.#lasts = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (now - this.#began) * 1.1));
    this.#began = now;
  }

  /** Where the van is drawn now. */
  pose(now: number): Pose {
    const part = Math.min(1, Math.max(0, (now - this.#began) / this.#lasts));
    const { at, ahead, heading } = alongLine(this.#line, this.#length * part);
    if (heading !== null) this.#heading = heading;
    return { at, heading: this.#heading, route: [at, ...ahead, ...this.#route.slice(1)] };
  }
}
