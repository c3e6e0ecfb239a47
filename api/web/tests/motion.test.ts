import { expect, test } from 'vitest';
import { bearing, Glide, metresBetween, wayAlong, type Point } from '../src/lib/motion';
import type { LiveVehicle } from '../src/lib/wire';

/** About 0.001 degree north is 111 m. */
function van(at: Point, route: Point[], heading: number | null = null): LiveVehicle {
  const position = { lon: at[0], lat: at[1] };
  return { id: 'veh_1', label: '1', position, heading, seats: 8, aboard: 0, on_duty: true, route, calls: [] };
}

const corner: Point[] = [
  [137, 36],
  [137, 36.002],
  [137.002, 36.002],
];

test('distances agree with the meridian', () => {
  expect(metresBetween([137, 36], [137, 36.01])).toBeCloseTo(1112, 0);
});

test('bearings turn clockwise from north', () => {
  expect(bearing([137, 36], [137, 36.1])).toBeCloseTo(0);
  expect(bearing([137, 36], [137.1, 36])).toBeCloseTo(90);
  expect(bearing([137, 36], [137, 35.9])).toBeCloseTo(180);
});

test('a report further along the known route is reached round the corner', () => {
  const target: Point = [137.001, 36.002];
  expect(wayAlong(corner, [137, 36], target)).toEqual([[137, 36], [137, 36.002], target]);
});

test('a report away from the route is reached straight', () => {
  const target: Point = [136.99, 36.001];
  expect(wayAlong(corner, [137, 36], target)).toEqual([[137, 36], target]);
});

test('a van glides to its report and looks along the road', () => {
  const glide = new Glide(van([137, 36], corner), 0);
  glide.report(van([137.001, 36.002], [[137.001, 36.002], corner[2] as Point]), 1000, false);
  const early = glide.pose(1100);
  expect(early.at[0]).toBeCloseTo(137, 6);
  expect(early.at[1]).toBeGreaterThan(36);
  expect(early.heading).toBeCloseTo(0);
  const late = glide.pose(2050);
  expect(late.heading).toBeCloseTo(90, 0);
  expect(glide.pose(9000).at).toEqual([137.001, 36.002]);
});

test('the way still ahead begins at the van and leads to the next call', () => {
  const glide = new Glide(van([137, 36], corner), 0);
  glide.report(van([137, 36.001], [[137, 36.001], ...corner.slice(1)]), 1000, false);
  const { at, route } = glide.pose(1500);
  expect(route[0]).toEqual(at);
  expect(route.at(-1)).toEqual(corner[2]);
});

test('with reduced motion a van stands where it was reported', () => {
  const glide = new Glide(van([137, 36], corner), 0);
  glide.report(van([137, 36.001], corner, 12), 1000, true);
  expect(glide.pose(1000)).toMatchObject({ at: [137, 36.001], heading: 12 });
});

test('a van that was moved across town does not fly there', () => {
  const glide = new Glide(van([137, 36], corner), 0);
  glide.report(van([137.2, 36.2], []), 1000, false);
  expect(glide.pose(1001).at).toEqual([137.2, 36.2]);
});
