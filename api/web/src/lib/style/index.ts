/** The whole style of the basemap, for the tiles that the server says it has. */

import type { StyleSpecification } from 'maplibre-gl';
import type { Language } from '../i18n/index.svelte';
import type { TileJson } from '../wire';
import { placeLabels, poiLabels, lineLabels } from './labels';
import { boundaryLayers, buildingLayers, landLayers, waterLayers } from './land';
import { SOURCE } from './parts';
import { railLayers, roadLayers } from './roads';

/** Layers that the tiles do not have are left out, so that a roads-only extract works as well. */
export function townStyle(tiles: TileJson, language: Language, origin: string): StyleSpecification {
  const listed = tiles.vector_layers?.map((layer) => layer.id);
  const layers = [
    ...landLayers(tiles.has_coast ?? listed?.includes('land') ?? false),
    ...waterLayers(),
    ...boundaryLayers(),
    ...buildingLayers(),
    ...roadLayers(),
    ...railLayers(),
    ...lineLabels(language),
    ...poiLabels(language),
    ...placeLabels(language),
  ];
  return {
    version: 8,
    sources: {
      [SOURCE]: {
        type: 'vector',
        tiles: tiles.tiles.map((tile) => absolute(tile, origin)),
        minzoom: tiles.minzoom ?? 0,
        maxzoom: tiles.maxzoom ?? 14,
        // The described bounds are those of the roads; land and sea reach further, so they set no limit here.
        ...(tiles.attribution ? { attribution: tiles.attribution } : {}),
      },
    },
    layers: layers.filter((layer) => {
      if (!listed || !('source-layer' in layer)) return true;
      return listed.includes(String(layer['source-layer']));
    }),
  };
}

/** Tiles are fetched by a worker that has no page to be relative to. */
function absolute(tile: string, origin: string): string {
  return tile.startsWith('/') ? `${origin}${tile}` : tile;
}
