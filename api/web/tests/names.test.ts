import { afterEach, expect, test } from 'vitest';
import { speech } from '../src/lib/i18n/index.svelte';
import { nameOfRoad } from '../src/lib/names';

afterEach(() => {
  speech.language = 'ja';
});

test('a road has its name in the language of the reader, as far as the map has it', () => {
  const road = { name: '大手通り', name_en: 'Ote-dori' };
  expect(nameOfRoad(road)).toBe('大手通り');
  speech.language = 'en';
  expect(nameOfRoad(road)).toBe('Ote-dori');
  expect(nameOfRoad({ ...road, name_en: null })).toBe('大手通り');
});

test('a road without a name is said to have none, in every language', () => {
  const said = (['ja', 'easy', 'en'] as const).map((language) => {
    speech.language = language;
    return nameOfRoad({ name: null, name_en: null });
  });
  expect(said).toEqual(['名前のない道', '名前(なまえ)のない 道(みち)', 'a road without a name']);
});
