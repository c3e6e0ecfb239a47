/** The vans on the map: buttons, so that they can be reached by finger, mouse, keyboard and reader. */

import { Marker, type Map as MapLibreMap } from 'maplibre-gl';
import { Glide, type Point } from '../motion';
import type { LiveVehicle, Position } from '../wire';
import { vanColour } from './colours';

interface DrawnVan {
  glide: Glide;
  marker: Marker;
  button: HTMLButtonElement;
  nose: HTMLElement;
  seats: HTMLElement;
  label: HTMLElement;
  words: HTMLElement;
  at: Point;
  route: Point[];
}

export interface VanWords {
  /** What a screen reader says of a van after its label and figures. */
  seats(vehicle: LiveVehicle): string;
}

export class Vans {
  #map: MapLibreMap;
  #words: VanWords;
  #onPick: (id: string) => void;
  #drawn = new Map<string, DrawnVan>();
  #still: boolean;

  constructor(map: MapLibreMap, words: VanWords, onPick: (id: string) => void) {
    this.#map = map;
    this.#words = words;
    this.#onPick = onPick;
    this.#still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  }

  /** Takes a report of all vans. */
  report(vehicles: LiveVehicle[], now: number): void {
    const seen = new Set<string>();
    for (const vehicle of vehicles) {
      if (!vehicle.on_duty) continue;
      seen.add(vehicle.id);
      const known = this.#drawn.get(vehicle.id);
      if (known) known.glide.report(vehicle, now, this.#still);
      const van = known ?? this.#draw(vehicle, now);
      van.seats.textContent = `${vehicle.aboard}/${vehicle.seats}`;
      van.label.textContent = vehicle.label;
      van.words.textContent = this.#words.seats(vehicle);
    }
    for (const [id, van] of this.#drawn) {
      if (seen.has(id)) continue;
      van.marker.remove();
      this.#drawn.delete(id);
    }
  }

  /** Moves every van to where it is at this moment. */
  move(now: number): void {
    for (const van of this.#drawn.values()) {
      const pose = van.glide.pose(now);
      van.at = pose.at;
      van.route = pose.route;
      van.marker.setLngLat(pose.at);
      van.nose.style.transform = `rotate(${Math.round(pose.heading)}deg)`;
    }
  }

  /** Marks the picked van and the rider's own. */
  mark(picked: string | null, own: string | null): void {
    for (const [id, van] of this.#drawn) {
      van.button.classList.toggle('picked', id === picked);
      van.button.classList.toggle('own', id === own);
      van.button.setAttribute('aria-pressed', String(id === picked));
    }
  }

  routes(): Map<string, Point[]> {
    return new Map([...this.#drawn].map(([id, van]) => [id, van.route]));
  }

  positions(): { id: string; position: Position }[] {
    return [...this.#drawn].map(([id, { at: [lon, lat] }]) => ({ id, position: { lat, lon } }));
  }

  focus(id: string): void {
    this.#drawn.get(id)?.button.focus();
  }

  #draw(vehicle: LiveVehicle, now: number): DrawnVan {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'van';
    button.dataset['testid'] = 'van';
    button.dataset['vehicle'] = vehicle.id;
    button.style.setProperty('--van', vanColour(vehicle.id));
    button.addEventListener('click', (event) => {
      event.stopPropagation();
      this.#onPick(vehicle.id);
    });
    const part = (className: string) => {
      const element = document.createElement('span');
      element.className = className;
      button.append(element);
      return element;
    };
    const nose = part('van-nose');
    const seats = part('van-seats');
    const label = part('van-label');
    const words = part('unseen');
    const at: Point = [vehicle.position.lon, vehicle.position.lat];
    const marker = new Marker({ element: button, anchor: 'center', subpixelPositioning: true }).setLngLat(at).addTo(this.#map);
    const drawn = { glide: new Glide(vehicle, now), marker, button, nose, seats, label, words, at, route: vehicle.route };
    this.#drawn.set(vehicle.id, drawn);
    return drawn;
  }
}
