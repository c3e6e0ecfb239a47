import { expect, test } from 'vitest';
import { easy } from '../src/lib/i18n/easy';
import { en } from '../src/lib/i18n/en';
import { ja } from '../src/lib/i18n/ja';
import { fill } from '../src/lib/i18n/index.svelte';

const others: [string, Record<string, string>][] = [
  ['English', en],
  ['easy Japanese', easy],
];

const marks = (text: string) => (text.match(/\{\w+\}/g) ?? []).sort();

test.each(others)('%s has exactly the keys of the Japanese dictionary', (_, messages) => {
  expect(Object.keys(messages).sort()).toEqual(Object.keys(ja).sort());
});

test.each(others)('%s uses the same values as the Japanese dictionary in every message', (_, messages) => {
  for (const [key, text] of Object.entries(ja)) {
    expect([key, marks(messages[key] ?? '')]).toEqual([key, marks(text)]);
  }
});

test('no message is empty in any language', () => {
  for (const messages of [ja, en, easy]) {
    for (const [key, text] of Object.entries(messages)) expect([key, text.trim()]).not.toEqual([key, '']);
  }
});

test('a value without a number to put in stays visible as a mark', () => {
  expect(fill('{a} of {b}', { a: 2 })).toBe('2 of {b}');
});
