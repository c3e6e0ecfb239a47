import { expect, test } from 'vitest';
import { dayText, daysFrom, hourMinute, instantOf, isoDate, minutesOf, nextMark, rfc3339 } from '../src/lib/time';

const now = Date.parse('2026-11-21T09:41:20+09:00');

test('times are read on the town clock, wherever the browser is', () => {
  expect(hourMinute('2026-11-20T15:05:00Z')).toBe('00:05');
  expect(hourMinute(now)).toBe('09:41');
  expect(isoDate(Date.parse('2026-11-20T15:05:00Z'))).toBe('2026-11-21');
});

test('a time of day becomes an instant of the chosen day', () => {
  expect(rfc3339(instantOf(now, 0, '10:05') ?? 0)).toBe('2026-11-21T10:05:00+09:00');
  expect(rfc3339(instantOf(now, 1, '00:30') ?? 0)).toBe('2026-11-22T00:30:00+09:00');
});

test('just after midnight today is the new day', () => {
  const late = Date.parse('2026-11-22T00:01:00+09:00');
  expect(rfc3339(instantOf(late, 0, '08:00') ?? 0)).toBe('2026-11-22T08:00:00+09:00');
  expect(daysFrom(now, late)).toBe(1);
});

test.each(['', '24:00', '10:60', 'noon'])('"%s" is no time of day', (text) => {
  expect(instantOf(now, 0, text)).toBeNull();
});

test('the proposed time is a five-minute mark at least so far ahead', () => {
  expect(hourMinute(nextMark(now, 30))).toBe('10:15');
});

test('minutes are rounded and never negative', () => {
  expect([89, 90, -30].map(minutesOf)).toEqual([1, 2, 0]);
});

test("the day is written in the reader's language", () => {
  expect(dayText(now, 'ja-JP')).toContain('11月21日');
  expect(dayText(now, 'en-GB')).toContain('21 Nov');
});
