/** The layers above the basemap: stops, ways and calls of vans, riders, the ends of a wish. */

import type { GeoJSONSource, LayerSpecification, Map as MapLibreMap } from 'maplibre-gl';
import type { ChosenPlace } from '../booking/wish';
import type { Point } from '../motion';
import { bold, regular } from '../style/fonts';
import { palette } from '../style/palette';
import type { LiveClosure, LiveRider, LiveVehicle, Stop } from '../wire';
import { CLOSED_COLOUR, vanColour } from './colours';

type Collection = GeoJSON.FeatureCollection;
type Sources = 'closures' | 'stops' | 'ways' | 'calls' | 'riders' | 'ends';

const EMPTY: Collection = { type: 'FeatureCollection', features: [] };

function point(at: Point, properties: Record<string, string | number | boolean>): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'Point', coordinates: at }, properties };
}

/** A line's properties, for lines that are all alike. */
function line(coordinates: Point[], properties: Record<string, string | boolean>): GeoJSON.Feature {
  return { type: 'Feature', geometry: { type: 'LineString', coordinates }, properties };
}

/** The point half way along the corners of a line. */
function middle(way: Point[]): Point {
  const [a, b] = [way[Math.floor((way.length - 1) / 2)], way[Math.ceil((way.length - 1) / 2)]];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : [0, 0];
}

const LAYERS: LayerSpecification[] = [
  // Red and white stripes, as on a barrier; a road that is only looked at has no stripes.
  {
    id: 'closures-edge',
    type: 'line',
    source: 'closures',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': CLOSED_COLOUR, 'line-width': 11 },
  },
  {
    id: 'closures-stripes',
    type: 'line',
    source: 'closures',
    filter: ['get', 'closed'],
    paint: { 'line-color': '#ffffff', 'line-width': 6, 'line-dasharray': [1, 1] },
  },
  {
    id: 'stops',
    type: 'symbol',
    source: 'stops',
    minzoom: 12,
    layout: {
      'icon-image': 'stop',
      'icon-size': ['interpolate', ['linear'], ['zoom'], 12, 0.5, 15, 1],
      'icon-allow-overlap': true,
      'text-field': ['step', ['zoom'], '', 14.5, ['get', 'name']],
      'text-font': regular,
      'text-size': 13.5,
      'text-anchor': 'top',
      'text-offset': [0, 0.8],
      'text-optional': true,
      'text-max-width': 8,
    },
    paint: { 'text-color': '#1f4e46', 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
  },
  {
    id: 'ways-edge',
    type: 'line',
    source: 'ways',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: { 'line-color': '#ffffff', 'line-width': ['case', ['get', 'picked'], 9, 5], 'line-opacity': 0.8 },
  },
  {
    id: 'ways',
    type: 'line',
    source: 'ways',
    layout: { 'line-cap': 'round', 'line-join': 'round' },
    paint: {
      'line-color': ['get', 'colour'],
      'line-width': ['case', ['get', 'picked'], 6, 3],
      'line-opacity': ['case', ['get', 'dimmed'], 0.3, 0.85],
    },
  },
  {
    id: 'calls',
    type: 'circle',
    source: 'calls',
    minzoom: 11,
    paint: {
      'circle-color': '#ffffff',
      'circle-radius': ['case', ['get', 'picked'], 12, 8],
      'circle-stroke-color': ['get', 'colour'],
      'circle-stroke-width': ['case', ['get', 'picked'], 3, 2],
      'circle-opacity': ['case', ['get', 'dimmed'], 0.4, 1],
      'circle-stroke-opacity': ['case', ['get', 'dimmed'], 0.4, 1],
    },
  },
  {
    id: 'calls-number',
    type: 'symbol',
    source: 'calls',
    minzoom: 11,
    layout: {
      'text-field': ['get', 'n'],
      'text-font': bold,
      'text-size': ['case', ['get', 'picked'], 15, 11],
      'text-allow-overlap': true,
      'text-ignore-placement': true,
    },
    paint: { 'text-color': ['get', 'colour'], 'text-opacity': ['case', ['get', 'dimmed'], 0.4, 1] },
  },
  {
    id: 'closures-sign',
    type: 'symbol',
    source: 'closures',
    filter: ['has', 'sign'],
    layout: {
      'icon-image': 'closed',
      'icon-allow-overlap': true,
      'text-field': ['get', 'sign'],
      'text-font': bold,
      'text-size': 14,
      'text-anchor': 'top',
      'text-offset': [0, 1],
      'text-optional': true,
    },
    paint: { 'text-color': CLOSED_COLOUR, 'text-halo-color': palette.halo, 'text-halo-width': 2 },
  },
  {
    id: 'riders',
    type: 'symbol',
    source: 'riders',
    layout: { 'icon-image': ['get', 'icon'], 'icon-anchor': 'bottom', 'icon-allow-overlap': true },
  },
  {
    id: 'ends',
    type: 'symbol',
    source: 'ends',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-anchor': 'bottom',
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
    },
  },
];

export class Overlay {
  #map: MapLibreMap;
  #shown = new Map<Sources, string>();

  constructor(map: MapLibreMap) {
    this.#map = map;
  }

  /** Adds the empty layers. */
  add(): void {
    for (const id of ['closures', 'stops', 'ways', 'calls', 'riders', 'ends'] satisfies Sources[]) {
      if (!this.#map.getSource(id)) this.#map.addSource(id, { type: 'geojson', data: EMPTY });
    }
    for (const layer of LAYERS) if (!this.#map.getLayer(layer.id)) this.#map.addLayer(layer);
  }

  /** Closed roads, and the one that is looked at. */
  closures(closures: LiveClosure[], looked: Point[] | null, sign: string): void {
    const closed = closures.flatMap(({ id, lines }) =>
      lines.flatMap((way) => [
        line(way, { closed: true, id }),
        point(middle(way), { closed: true, id, sign }),
      ]),
    );
    this.#show('closures', [...closed, ...(looked ? [line(looked, { closed: false })] : [])]);
  }

  stops(stops: Stop[]): void {
    this.#show('stops', stops.map((stop) => point([stop.position.lon, stop.position.lat], { name: stop.name })));
  }

  /** The ways still ahead, from where each van is drawn. */
  ways(ways: Map<string, Point[]>, picked: string | null): void {
    const features = [...ways].flatMap(([id, line]): GeoJSON.Feature[] => {
      if (line.length < 2) return [];
      const properties = { colour: vanColour(id), picked: id === picked, dimmed: picked !== null && id !== picked };
      return [{ type: 'Feature', geometry: { type: 'LineString', coordinates: line }, properties }];
    });
    this.#show('ways', features);
  }

  calls(vehicles: LiveVehicle[], picked: string | null): void {
    const features = vehicles.flatMap((vehicle) =>
      vehicle.calls.map((call, index) =>
        point([call.position.lon, call.position.lat], {
          n: String(index + 1),
          colour: vanColour(vehicle.id),
          picked: vehicle.id === picked,
          dimmed: picked !== null && vehicle.id !== picked,
        }),
      ),
    );
    this.#show('calls', features);
  }

  /** Riders who wait; those whose window has passed are marked late. Those aboard are in their van. */
  riders(riders: LiveRider[], now: number): void {
    const features = riders
      .filter((rider) => rider.status === 'waiting')
      .map((rider) => {
        const late = Date.parse(rider.window.to) < now;
        return point([rider.position.lon, rider.position.lat], { icon: late ? 'rider-late' : 'rider-waiting' });
      });
    this.#show('riders', features);
  }

  ends(from: ChosenPlace | null, to: ChosenPlace | null): void {
    const end = (place: ChosenPlace | null, icon: string) =>
      place ? [point([place.position.lon, place.position.lat], { icon })] : [];
    this.#show('ends', [...end(from, 'end-from'), ...end(to, 'end-to')]);
  }

  /** What is shown already is not shown again: each change is work for the map's worker. */
  #show(source: Sources, features: GeoJSON.Feature[]): void {
    const text = JSON.stringify(features);
    if (this.#shown.get(source) === text) return;
    this.#shown.set(source, text);
    this.#map.getSource<GeoJSONSource>(source)?.setData({ type: 'FeatureCollection', features });
  }
}
