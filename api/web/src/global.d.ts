import type { Map as MapLibreMap } from 'maplibre-gl';

declare global {
  interface Window {
    /** For the browser test: the map, and where every van is drawn at this moment ([lon, lat]). */
    noriai?: { map: MapLibreMap; vehicles(): { id: string; position: [number, number] }[] };
  }
}
