/** Roads from footpath to motorway, each with its casing, and railways with their dashes. */

import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import { palette } from './palette';
import { byZoom, isOneOf, SOURCE } from './parts';

interface RoadRank {
  id: string;
  classes: string[];
  from: number;
  fill: string;
  edge: string;
  /** Line width in pixels at zoom 8, 12, 15 and 18. */
  width: [number, number, number, number];
}

/** From the least to the greatest: later ranks are drawn on top. */
const RANKS: RoadRank[] = [
  {
    id: 'service',
    classes: ['service', 'track'],
    from: 14,
    fill: palette.street,
    edge: palette.streetEdge,
    width: [0, 0.2, 1.4, 9],
  },
  {
    id: 'street',
    classes: ['residential', 'unclassified', 'living_street'],
    from: 12,
    fill: palette.street,
    edge: palette.streetEdge,
    width: [0, 0.8, 3.6, 18],
  },
  { id: 'tertiary', classes: ['tertiary'], from: 10, fill: palette.street, edge: palette.streetEdge, width: [0.3, 1.3, 5, 24] },
  {
    id: 'secondary',
    classes: ['secondary'],
    from: 9,
    fill: palette.secondary,
    edge: palette.secondaryEdge,
    width: [0.6, 2, 6.5, 27],
  },
  { id: 'primary', classes: ['primary'], from: 7, fill: palette.primary, edge: palette.primaryEdge, width: [0.9, 2.6, 7.5, 29] },
  { id: 'trunk', classes: ['trunk'], from: 6, fill: palette.trunk, edge: palette.trunkEdge, width: [1.2, 3, 8, 30] },
  {
    id: 'motorway',
    classes: ['motorway'],
    from: 5,
    fill: palette.motorway,
    edge: palette.motorwayEdge,
    width: [1.4, 3.2, 8, 30],
  },
];

const PATHS = ['path', 'pedestrian'];

function widths(rank: RoadRank, extra: number) {
  const [w8, w12, w15, w18] = rank.width;
  return byZoom([8, w8 + extra * 0.4], [12, w12 + extra * 0.7], [15, w15 + extra], [18, w18 + extra * 1.5]);
}

function casing(rank: RoadRank): LayerSpecification {
  return {
    id: `road-${rank.id}-edge`,
    type: 'line',
    source: SOURCE,
    'source-layer': 'road',
    minzoom: Math.max(rank.from, 9),
    filter: isOneOf('class', rank.classes),
    layout: { 'line-cap': 'butt', 'line-join': 'round' },
    paint: { 'line-color': rank.edge, 'line-width': widths(rank, 1.4) },
  };
}

function surface(rank: RoadRank): LayerSpecification {
  return {
    id: `road-${rank.id}`,
    type: 'line',
    source: SOURCE,
    'source-layer': 'road',
    minzoom: rank.from,
    filter: isOneOf('class', rank.classes),
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': rank.fill, 'line-width': widths(rank, 0) },
  };
}

function paths(): LayerSpecification {
  return {
    id: 'road-path',
    type: 'line',
    source: SOURCE,
    'source-layer': 'road',
    minzoom: 14.5,
    filter: isOneOf('class', PATHS),
    paint: { 'line-color': palette.path, 'line-width': byZoom([14, 0.6], [18, 2]), 'line-dasharray': [3, 2] },
  };
}

/** Casings all come below surfaces, so that roads of different ranks meet without a line across. */
export function roadLayers(): LayerSpecification[] {
  return [paths(), ...RANKS.map(casing), ...RANKS.map(surface)];
}

const TRAMS = ['tram', 'light_rail', 'funicular', 'monorail', 'subway'];

/** The Japanese map's railway: a dark line with white dashes in it. Trams are one thin line. */
export function railLayers(): LayerSpecification[] {
  const common = { type: 'line', source: SOURCE, 'source-layer': 'rail' } as const;
  const tram = isOneOf('kind', TRAMS);
  const heavy: FilterSpecification = ['!', ['in', ['get', 'kind'], ['literal', TRAMS]]];
  return [
    {
      ...common,
      id: 'rail-tram',
      minzoom: 11,
      filter: tram,
      paint: { 'line-color': palette.tram, 'line-width': byZoom([11, 0.8], [17, 2.4]) },
    },
    {
      ...common,
      id: 'rail',
      minzoom: 7,
      filter: heavy,
      paint: { 'line-color': palette.rail, 'line-width': byZoom([7, 0.8], [12, 2], [17, 4]) },
    },
    {
      ...common,
      id: 'rail-dashes',
      minzoom: 10,
      filter: heavy,
      paint: {
        'line-color': '#ffffff',
        'line-width': byZoom([10, 0.7], [12, 1.1], [17, 2.6]),
        'line-dasharray': [6, 6],
      },
    },
  ];
}
