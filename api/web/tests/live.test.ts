import { expect, test } from 'vitest';
import { deliver, waitBefore, type LiveListener } from '../src/lib/live';

function recorder(): { heard: string[]; listener: LiveListener } {
  const heard: string[] = [];
  const hear = (name: string) => (value: unknown) => void heard.push(`${name} ${JSON.stringify(value)}`);
  const listener = {
    connection: hear('connection'),
    clock: hear('clock'),
    vehicles: hear('vehicles'),
    riders: hear('riders'),
    closures: hear('closures'),
    today: hear('today'),
  };
  return { heard, listener };
}

test('a snapshot reaches every listener, the clock first', () => {
  const { heard, listener } = recorder();
  deliver('snapshot', '{"today":{"waiting":1},"vehicles":[],"closures":[],"riders":[],"clock":{"now":"x","speed":8}}', listener);
  expect(heard.map((line) => line.split(' ')[0])).toEqual(['clock', 'vehicles', 'riders', 'closures', 'today']);
});

test("today's figures come without a wrapping", () => {
  const { heard, listener } = recorder();
  deliver('today', '{"waiting":3}', listener);
  expect(heard).toEqual(['today {"waiting":3}']);
});

test('a broken event disturbs nothing', () => {
  const { heard, listener } = recorder();
  for (const data of ['{"vehicles":[', 'null', '7']) deliver('vehicles', data, listener);
  expect(heard).toEqual([]);
});

test('waits double, stay below the cap and differ by the jitter', () => {
  expect([0, 1, 2, 3, 10].map((attempt) => waitBefore(attempt, 0))).toEqual([500, 1000, 2000, 4000, 15000]);
  expect(waitBefore(0, 1)).toBe(625);
});
