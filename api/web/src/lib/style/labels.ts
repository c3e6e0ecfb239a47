/** Names on the map: waterways, roads and their numbers, sights and services, towns. */

import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Language } from '../i18n/index.svelte';
import { bold, regular } from './fonts';
import { palette } from './palette';
import { byZoom, choose, isOneOf, nameField, SOURCE } from './parts';

const halo = { 'text-halo-color': palette.halo, 'text-halo-width': 1.6 };

/** One number where several run together ("8;41"), or the shield would cover the road. */
const firstNumber: ExpressionSpecification = [
  'to-string',
  ['at', 0, ['split', ['get', 'ref'], ';']],
];

const numbered: FilterSpecification = [
  'all',
  ['has', 'ref'],
  ['in', ['get', 'class'], ['literal', ['motorway', 'trunk', 'primary', 'secondary']]],
];

export function lineLabels(language: Language): LayerSpecification[] {
  const named = { type: 'symbol', source: SOURCE, 'source-layer': 'road' } as const;
  return [
    {
      type: 'symbol',
      source: SOURCE,
      'source-layer': 'waterway',
      id: 'waterway-name',
      minzoom: 12,
      layout: {
        'symbol-placement': 'line',
        'text-field': nameField(language),
        'text-font': regular,
        'text-size': 13,
        'text-letter-spacing': 0.15,
        'symbol-spacing': 400,
      },
      paint: { 'text-color': palette.textWater, ...halo },
    },
    {
      ...named,
      id: 'road-name',
      minzoom: 13.5,
      filter: isOneOf('class', ['trunk', 'primary', 'secondary', 'tertiary']),
      layout: {
        'symbol-placement': 'line',
        'text-field': nameField(language),
        'text-font': regular,
        'text-size': byZoom([13, 12], [17, 15]),
        'symbol-spacing': 450,
        'text-max-angle': 30,
      },
      paint: { 'text-color': palette.textRoad, ...halo },
    },
    {
      ...named,
      id: 'street-name',
      minzoom: 15.5,
      filter: isOneOf('class', ['residential', 'unclassified', 'living_street', 'pedestrian']),
      layout: {
        'symbol-placement': 'line',
        'text-field': nameField(language),
        'text-font': regular,
        'text-size': 13,
        'symbol-spacing': 350,
        'text-max-angle': 30,
      },
      paint: { 'text-color': palette.textSoft, ...halo },
    },
    {
      ...named,
      id: 'road-number',
      minzoom: 10,
      filter: numbered,
      layout: {
        'symbol-placement': 'line',
        'symbol-spacing': 500,
        'text-field': firstNumber,
        'text-font': bold,
        'text-size': 11,
        'text-rotation-alignment': 'viewport',
        'text-pitch-alignment': 'viewport',
        'icon-image': choose('class', [[['motorway'], 'shield-green'], [['trunk'], 'shield-blue']], 'shield-grey'),
        'icon-text-fit': 'both',
        'icon-text-fit-padding': [2, 5, 2, 5],
        'icon-rotation-alignment': 'viewport',
      },
      paint: { 'text-color': '#ffffff' },
    },
  ];
}

/** Kinds with a mark of their own, and the zoom from which they are shown. */
const MARKS: [kinds: string[], image: string, from: number][] = [
  [['station'], 'poi-station', 11],
  [['hospital'], 'poi-hospital', 12.5],
  [['hall'], 'poi-hall', 13.5],
  [['onsen'], 'poi-onsen', 14],
  [['supermarket'], 'poi-shop', 14],
  [['school'], 'poi-school', 14.5],
  [['community_centre', 'library'], 'poi-book', 14.5],
  [['clinic', 'pharmacy', 'welfare'], 'poi-clinic', 15],
  [['post_office'], 'poi-post', 15],
  [['sight', 'park'], 'poi-sight', 15],
  [['shop', 'bank', 'restaurant', 'hotel'], 'poi-dot', 16],
];

export function poiLabels(language: Language): LayerSpecification[] {
  return MARKS.map(([kinds, image, from]) => ({
    id: image,
    type: 'symbol' as const,
    source: SOURCE,
    'source-layer': 'poi',
    minzoom: from,
    filter: isOneOf('kind', kinds),
    layout: {
      'icon-image': image,
      'icon-size': 0.9,
      'text-field': nameField(language),
      'text-font': image === 'poi-station' ? bold : regular,
      'text-size': image === 'poi-station' ? 14 : 13.5,
      'text-anchor': 'top' as const,
      'text-offset': [0, 0.9] as [number, number],
      'text-optional': true,
      'text-max-width': 8,
    },
    paint: { 'text-color': image === 'poi-station' ? palette.text : palette.textSoft, ...halo },
  }));
}

/** Rank of places: the greater ones win where labels collide. */
const PLACES: [kinds: string[], from: number, to: number, size: number][] = [
  [['hamlet', 'isolated_dwelling', 'locality', 'neighbourhood', 'quarter'], 13.5, 22, 13.5],
  [['village', 'suburb', 'island'], 10.5, 17, 15],
  [['town'], 8, 16, 18],
  [['city'], 5, 15, 21],
];

export function placeLabels(language: Language): LayerSpecification[] {
  return PLACES.map(([kinds, from, to, size]) => ({
    id: `place-${kinds[0]}`,
    type: 'symbol' as const,
    source: SOURCE,
    'source-layer': 'place',
    minzoom: from,
    maxzoom: to,
    filter: isOneOf('kind', kinds),
    layout: {
      'text-field': nameField(language),
      'text-font': size > 15 ? bold : regular,
      'text-size': size,
      'text-letter-spacing': size > 15 ? 0.12 : 0.05,
      'text-max-width': 8,
    },
    paint: { 'text-color': size > 14 ? palette.text : palette.textSoft, ...halo },
  }));
}
