/** The ground: sea or land, land use, water, buildings. */

import type { LayerSpecification } from 'maplibre-gl';
import { palette } from './palette';
import { byZoom, choose, isOneOf, SOURCE } from './parts';

const FORESTS = ['forest', 'wood', 'scrub'];
const FARMS = ['farmland', 'orchard', 'vineyard', 'farmyard', 'greenhouse_horticulture', 'plant_nursery', 'allotments'];
const PADDIES = ['paddy', 'meadow', 'wetland'];
const PARKS = ['park', 'garden', 'playground', 'pitch', 'golf_course', 'recreation_ground', 'village_green', 'nature_reserve'];
const GRASS = ['grass', 'grassland', 'heath', 'common'];

const LAND_USE: [string[], string][] = [
  [FORESTS, palette.forest],
  [PADDIES, palette.paddy],
  [FARMS, palette.farm],
  [PARKS, palette.park],
  [GRASS, palette.grass],
  [['beach', 'sand', 'bare_rock', 'shingle'], palette.sand],
  [['residential'], palette.homes],
  [['commercial', 'retail'], palette.commerce],
  [['industrial', 'railway', 'construction', 'quarry', 'port', 'brownfield', 'landfill'], palette.industry],
  [['school', 'university', 'college', 'kindergarten', 'education'], palette.school],
  [['hospital', 'healthcare'], palette.care],
  [['cemetery', 'grave_yard', 'religious'], palette.grave],
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
          choose('kind', [[['river', 'canal'], 1]], 0.2) as number,
          17,
          choose('kind', [[['river', 'canal'], 14]], 4) as number,
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
