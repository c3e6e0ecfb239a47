import { expect, test } from 'vitest';
import { newBookingId, newRiderKey } from '../src/lib/booking/ids';
import { Shelf, type KeptBooking, type Store } from '../src/lib/booking/shelf';
import { aloneParty } from '../src/lib/booking/wish';

function store(): Store & { kept: Map<string, string> } {
  const kept = new Map<string, string>();
  return {
    kept,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  };
}

const place = { name: '駅前', position: { lat: 36.7, lon: 137.2 } };

function booking(): KeptBooking {
  return { id: newBookingId(), offer: 'off_1', acknowledged: false, from: place, to: place, party: aloneParty() };
}

test('ids and keys have the shape of the contract and never repeat', () => {
  expect(newBookingId()).toMatch(/^bkg_[0-9a-f]{32}$/);
  expect(newRiderKey()).toMatch(/^rider_[0-9a-f]{64}$/);
  expect(new Set(Array.from({ length: 1000 }, newBookingId)).size).toBe(1000);
});

test('the rider key is made once and stays', () => {
  const shared = store();
  const key = new Shelf(shared).riderKey();
  expect(new Shelf(shared).riderKey()).toBe(key);
});

test('a kept booking comes back as it was, until it is forgotten', () => {
  const shared = store();
  const kept = booking();
  new Shelf(shared).keep(kept);
  expect(new Shelf(shared).booking()).toEqual(kept);
  new Shelf(shared).forget();
  expect(new Shelf(shared).booking()).toBeNull();
});

test.each(['{', '7', 'null', '{"id":"bkg_1"}'])('damaged storage (%s) counts as empty', (text) => {
  const shared = store();
  shared.setItem('noriai.booking', text);
  expect(new Shelf(shared).booking()).toBeNull();
});
