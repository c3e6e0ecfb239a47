/** The living map: the basemap, and above it what moves. Loaded after the page stands. */

import 'maplibre-gl/dist/maplibre-gl.css';
import './map.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { Map as MapLibreMap, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import { api } from '../api';
import type { ChosenPlace } from '../booking/wish';
import type { Language } from '../i18n/index.svelte';
import { townStyle } from '../style';
import type { LiveClosure, LiveRider, LiveVehicle, Position, Stop, TileJson } from '../wire';
import { addPictures } from './icons';
import { Overlay } from './overlay';
import { Vans } from './vans';

setWorkerUrl(workerUrl);

/** Ways are redrawn at most this often: each redraw is a message to the map's worker. */
const WAYS_EVERY_MS = 400;
/** Below this zoom vans are drawn small. */
const FAR_ZOOM = 11.7;
/** A smaller change of what is covered is not worth moving the map for. */
const REFIT_PX = 80;

/** What was pointed at is kept this far from what covers the map. */
const CLEAR_PX = 48;

/** How far beside a thin line a finger may come down. */
const FINGER_PX = 12;
/** On a map this wide a van's sheet stands beside what is looked at. */
const SHEET_BESIDE_PX = 600;

/** West, south, east, north. */
type Box = [number, number, number, number];

export interface MapWords {
  title: string;
  van(vehicle: LiveVehicle): string;
}

export interface MapEvents {
  pickVan(id: string): void;
  tap(position: Position): void;
  pickClosure(id: string, position: Position): void;
}

export class TownMap {
  readonly map: MapLibreMap;
  #tiles: TileJson;
  #overlay: Overlay;
  #vans: Vans;
  #picked: string | null = null;
  /** What was shown last, until the reader moves the map or points at something on it. */
  #fitted: { bounds: Box; below: number } | null = null;
  #frame = 0;
  #waysAt = 0;
  #still = matchMedia('(prefers-reduced-motion: reduce)').matches;

  /** Asks for the tiles' description and makes the map; resolves when it can be drawn on. */
  static async make(
    container: HTMLElement,
    bounds: Box | null,
    language: Language,
    words: MapWords,
    events: MapEvents,
  ): Promise<TownMap> {
    const tiles = await api.tiles();
    const made = new TownMap(container, tiles, bounds ?? tiles.bounds ?? null, language, words, events);
    await new Promise<void>((resolve) => made.map.once('style.load', () => resolve()));
    made.#dress();
    made.#animate();
    return made;
  }

  private constructor(
    container: HTMLElement,
    tiles: TileJson,
    bounds: Box | null,
    language: Language,
    words: MapWords,
    events: MapEvents,
  ) {
    this.#tiles = tiles;
    this.map = new MapLibreMap({
      container,
      style: townStyle(tiles, language, location.origin),
      ...(bounds ? { bounds, fitBoundsOptions: { padding: 24 } } : {}),
      attributionControl: { compact: false },
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      maxZoom: 18.5,
      minZoom: 6,
      // Fading labels would keep the map drawing without end, as the vans' ways change all the time.
      fadeDuration: 0,
      locale: { 'Map.Title': words.title },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.#overlay = new Overlay(this.map);
    this.#vans = new Vans(this.map, { seats: words.van }, events.pickVan);
    this.map.on('movestart', (event) => {
      if (event.originalEvent) this.#fitted = null;
    });
    this.map.on('zoom', () => this.#scaleVans());
    this.#scaleVans();
    this.map.on('click', (event: MapMouseEvent) => {
      const closure = this.#closureAt(event);
      const position = { lat: event.lngLat.lat, lon: event.lngLat.lng };
      if (closure) events.pickClosure(closure, position);
      else events.tap(position);
    });
  }

  reportVans(vehicles: LiveVehicle[], picked: string | null, own: string | null): void {
    this.#picked = picked;
    this.#vans.report(vehicles, performance.now());
    this.#vans.mark(picked, own);
    this.#overlay.calls(vehicles, picked);
  }

  showRiders(riders: LiveRider[], now: number): void {
    this.#overlay.riders(riders, now);
  }

  /** Closed roads, and the road that is looked at. */
  showClosures(closures: LiveClosure[], looked: [number, number][] | null, sign: string): void {
    this.#overlay.closures(closures, looked, sign);
  }

  showStops(stops: Stop[]): void {
    this.#overlay.stops(stops);
  }

  showEnds(from: ChosenPlace | null, to: ChosenPlace | null): void {
    this.#overlay.ends(from, to);
  }

  speak(language: Language, title: string): void {
    this.map.getCanvas().setAttribute('aria-label', title);
    const style = townStyle(this.#tiles, language, location.origin);
    for (const layer of style.layers) {
      if (layer.type === 'symbol' && layer.layout?.['text-field'] !== undefined && this.map.getLayer(layer.id)) {
        this.map.setLayoutProperty(layer.id, 'text-field', layer.layout['text-field']);
      }
    }
  }

  /** The map takes the keys: arrows move it, plus and minus zoom. */
  focus(): void {
    this.map.getCanvas().focus();
  }

  focusVan(id: string): void {
    this.#vans.focus(id);
  }

  zoom(by: 1 | -1): void {
    this.#fitted = null;
    const target = this.map.getZoom() + by;
    if (this.#still) this.map.jumpTo({ zoom: target });
    else this.map.easeTo({ zoom: target, duration: 250 });
  }

  /** Shows a box above what covers the map's lower part. */
  fit(bounds: Box, below: number): void {
    this.#fitted = { bounds, below };
    const most = this.map.getContainer().clientHeight * 0.6;
    const padding = { top: 48, left: 40, right: 64, bottom: 40 + Math.min(below, most) };
    this.map.fitBounds(bounds, { padding, animate: !this.#still, duration: 600, maxZoom: 16 });
  }

  /** Shows the same box again where more or less is covered, unless the reader has moved the map since. */
  refit(below: number): void {
    const fitted = this.#fitted;
    if (fitted && Math.abs(fitted.below - below) >= REFIT_PX) this.fit(fitted.bounds, below);
  }

  /** The reader points at something: it stays under the finger. */
  hold(): void {
    this.#fitted = null;
    this.map.stop();
  }

  /** Moves a spot out from under what covers the map's upper and lower part, and no further. A reader
   * who has left it behind is not taken back. */
  uncover(position: Position, above: number, below: number): void {
    const { clientWidth, clientHeight } = this.map.getContainer();
    const { x, y } = this.map.project([position.lon, position.lat]);
    if (x < 0 || clientWidth < x || y < 0 || clientHeight < y) return;
    const [highest, lowest] = [above + CLEAR_PX, clientHeight - below - CLEAR_PX];
    const by = lowest < y ? y - lowest : Math.min(0, y - highest);
    if (by !== 0) this.map.panBy([0, by], { animate: !this.#still, duration: 300 });
  }

  /** Keeps a picked van in sight: on a small screen its sheet takes the lower half. */
  keepInSight(position: Position): void {
    this.#fitted = null;
    const { clientWidth, clientHeight } = this.map.getContainer();
    if (clientWidth >= SHEET_BESIDE_PX) return;
    const center: [number, number] = [position.lon, position.lat];
    this.map.easeTo({ center, offset: [0, -clientHeight / 4], animate: !this.#still, duration: 400 });
  }

  centre(): Position {
    const { lat, lng } = this.map.getCenter();
    return { lat, lon: lng };
  }

  vehicles(): { id: string; position: Position }[] {
    return this.#vans.positions();
  }

  remove(): void {
    cancelAnimationFrame(this.#frame);
    this.map.remove();
  }

  #closureAt({ point: { x, y } }: MapMouseEvent): string | null {
    const around: [[number, number], [number, number]] = [
      [x - FINGER_PX, y - FINGER_PX],
      [x + FINGER_PX, y + FINGER_PX],
    ];
    const layers = ['closures-edge', 'closures-sign'].filter((id) => this.map.getLayer(id));
    const found = this.map.queryRenderedFeatures(around, { layers });
    const id: unknown = found.find((feature) => feature.properties['closed'] === true)?.properties['id'];
    return typeof id === 'string' ? id : null;
  }

  #scaleVans(): void {
    this.map.getContainer().classList.toggle('far', this.map.getZoom() < FAR_ZOOM);
  }

  #dress(): void {
    addPictures(this.map);
    this.#overlay.add();
  }

  #animate(): void {
    const now = performance.now();
    this.#vans.move(now);
    if (now - this.#waysAt >= WAYS_EVERY_MS) {
      this.#waysAt = now;
      this.#overlay.ways(this.#vans.routes(), this.#picked);
    }
    this.#frame = requestAnimationFrame(() => this.#animate());
  }
}
