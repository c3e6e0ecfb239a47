/** The ground: sea or land, land use, water, buildings. */

import type { LayerSpecification } from 'maplibre-gl';
import { palette } from './palette';
import { byZoom, choose, isOneOf, SOURCE } from './parts';

/** The kinds of area that the tiles carry. */
const LAND_USE: [string[], string][] = [
  [['residential'], palette.homes],
  [['commercial'], palette.commerce],
  [['industrial'], palette.industry],
  [['farmland'], palette.farm],
  [['forest'], palette.forest],
  [['scrub'], palette.scrub],
  [['grass'], palette.grass],
  [['wetland'], palette.wetland],
  [['beach'], palette.sand],
  [['bare'], palette.bare],
  [['park', 'pitch'], palette.park],
  [['school'], palette.school],
  [['hospital'], palette.care],
  [['cemetery', 'religious'], palette.grave],
  [['parking', 'pedestrian'], palette.paved],
];

/** `coast`: the tiles have a coastline, so whatever is not their land is sea. */
export function landLayers(coast: boolean): LayerSpecification[] {
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': coast ? palette.sea : palette.land } },
    {
      id: 'land',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'land',
      paint: { 'fill-color': palette.land, 'fill-antialias': false },
    },
    {
      id: 'landuse',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'landuse',
      filter: isOneOf('kind', LAND_USE.flatMap(([kinds]) => kinds)),
      paint: { 'fill-color': choose('kind', LAND_USE, palette.land), 'fill-antialias': false },
    },
  ];
}

export function waterLayers(): LayerSpecification[] {
  return [
    {
      id: 'waterway',
      type: 'line',
      source: SOURCE,
      'source-layer': 'waterway',
      layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': palette.water,
        'line-width': [
          'interpolate',
          ['exponential', 1.5],
          ['zoom'],
          9,
          ['match', ['get', 'kind'], ['river', 'canal'], 1, 0.2],
          18,
          ['match', ['get', 'kind'], ['river', 'canal'], 16, 5],
        ],
      },
    },
    {
      id: 'water',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'water',
      paint: { 'fill-color': palette.water },
    },
    {
      id: 'water-edge',
      type: 'line',
      source: SOURCE,
      'source-layer': 'water',
      minzoom: 12,
      paint: { 'line-color': palette.waterEdge, 'line-width': byZoom([12, 0.3], [17, 1.2]) },
    },
  ];
}

export function buildingLayers(): LayerSpecification[] {
  return [
    {
      id: 'building',
      type: 'fill',
      source: SOURCE,
      'source-layer': 'building',
      minzoom: 13,
      paint: {
        'fill-color': palette.building,
        'fill-outline-color': palette.buildingEdge,
        'fill-opacity': ['interpolate', ['linear'], ['zoom'], 13, 0, 14.5, 0.85],
      },
    },
  ];
}

export function boundaryLayers(): LayerSpecification[] {
  return [
    {
      id: 'boundary',
      type: 'line',
      source: SOURCE,
      'source-layer': 'boundary',
      paint: {
        'line-color': palette.boundary,
        'line-width': byZoom([6, 0.6], [14, 1.6]),
        'line-dasharray': [4, 2, 1, 2],
        'line-opacity': 0.7,
      },
    },
  ];
}
