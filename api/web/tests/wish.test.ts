import { expect, test } from 'vitest';
import { aloneParty, requestOf, tappedPlace, type Wish } from '../src/lib/booking/wish';
import type { Stop } from '../src/lib/wire';

const now = Date.parse('2026-11-21T09:41:20+09:00');
const station: Stop = { id: 'stp_3', name: '駅前', position: { lat: 36.7, lon: 137.2 } };

function wish(change: Partial<Wish> = {}): Wish {
  return {
    from: { name: '駅前', position: station.position, stop: 'stp_3' },
    to: { name: '病院', position: { lat: 36.71, lon: 137.21 } },
    when: 'now',
    daysAhead: 0,
    time: '',
    party: aloneParty(),
    ...change,
  };
}

test('a stop is asked for by its id and any other place by its position', () => {
  expect(requestOf(wish(), now)).toEqual({
    from: { stop: 'stp_3' },
    to: { lat: 36.71, lon: 137.21 },
    when: { kind: 'now' },
    party: { adults: 1, children: 0, infants: 0, wheelchairs: 0, disabled: 0, luggage: 0 },
  });
});

test('an arrival time is sent with the town offset', () => {
  const request = requestOf(wish({ when: 'arrive_by', daysAhead: 1, time: '08:30' }), now);
  expect(request).toMatchObject({ when: { kind: 'arrive_by', at: '2026-11-22T08:30:00+09:00' } });
});

test.each<[string, Partial<Wish>, string]>([
  ['no place to board', { from: null }, 'needFrom'],
  ['no place to go', { to: null }, 'needTo'],
  ['the same place twice', { to: { name: '駅', position: { lat: 36.70001, lon: 137.2 } } }, 'samePlace'],
  ['nobody riding', { party: { ...aloneParty(), adults: 0 } }, 'needRider'],
  ['a time left empty', { when: 'depart_at' }, 'needTime'],
  ['a time that has passed on the town clock', { when: 'depart_at', time: '09:41' }, 'pastTime'],
])('%s is told before anything is sent', (_, change, fault) => {
  expect(requestOf(wish(change), now)).toBe(fault);
});

test('a tap on a stop means the stop', () => {
  expect(tappedPlace({ lat: 36.7001, lon: 137.2 }, [station])).toMatchObject({ stop: 'stp_3', name: '駅前' });
});

test('a tap beside a stop is a place near it, and far from all it is just a place', () => {
  expect(tappedPlace({ lat: 36.702, lon: 137.2 }, [station])).toMatchObject({ name: '駅前', onMap: true });
  expect(tappedPlace({ lat: 36.8, lon: 137.2 }, [station])).toMatchObject({ name: '', onMap: true });
  expect(tappedPlace({ lat: 36.8, lon: 137.2 }, [])).toMatchObject({ name: '', onMap: true });
});
