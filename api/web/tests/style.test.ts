import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';
import { expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../src/lib/i18n/index.svelte';
import { townStyle } from '../src/lib/style';
import type { TileJson } from '../src/lib/wire';

const ALL = ['water', 'land', 'landuse', 'building', 'road', 'rail', 'waterway', 'place', 'poi', 'boundary'];

function tiles(layers: string[]): TileJson {
  return { tiles: ['/tiles/{z}/{x}/{y}.mvt'], maxzoom: 14, vector_layers: layers.map((id) => ({ id })) };
}

const languages = Object.keys(LANGUAGES) as Language[];

test.each(languages)('the style is valid (%s)', (language) => {
  expect(validateStyleMin(townStyle(tiles(ALL), language, 'http://town.test'))).toEqual([]);
});

test('nothing is fetched from elsewhere: no glyphs, no sprite, only our own tiles', () => {
  const style = townStyle(tiles(ALL), 'ja', 'http://town.test');
  expect(style.glyphs).toBeUndefined();
  expect(style.sprite).toBeUndefined();
  expect(JSON.stringify(style).match(/https?:\/\/[^/"]+/g)).toEqual(['http://town.test']);
});

test('an extract with roads only gets a style with roads only', () => {
  const style = townStyle(tiles(['road']), 'ja', 'http://town.test');
  const used = new Set(style.layers.flatMap((layer) => ('source-layer' in layer ? [layer['source-layer']] : [])));
  expect([...used]).toEqual(['road']);
});

test('where there is a coastline the ground is sea, else it is land', () => {
  const ground = (layers: string[]) => JSON.stringify(townStyle(tiles(layers), 'ja', '').layers[0]);
  expect(ground(['land', 'road'])).not.toBe(ground(['road']));
});

test('no two layers share an id', () => {
  const ids = townStyle(tiles(ALL), 'ja', '').layers.map((layer) => layer.id);
  expect(new Set(ids).size).toBe(ids.length);
});
