import type { Map as MapLibreMap } from 'maplibre-gl';
import type { Position } from './lib/wire';

declare global {
  interface Window {
    /** For the browser test: the map, and where every van is drawn at this moment. */
    noriai?: { map: MapLibreMap; vehicles(): { id: string; position: Position }[] };
  }
}
