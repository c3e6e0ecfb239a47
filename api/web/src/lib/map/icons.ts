/** The map's small pictures, drawn here: nothing is fetched. Many are the signs of Japanese maps. */

import type { Map as MapLibreMap } from 'maplibre-gl';
import { CLOSED_COLOUR, RIDER_LATE, RIDER_WAITING, STOP_COLOUR } from './colours';

const RATIO = 2;

type Draw = (pen: CanvasRenderingContext2D, size: number) => void;

function picture(size: number, draw: Draw): ImageData | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = size * RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) return null;
  pen.scale(RATIO, RATIO);
  draw(pen, size);
  return pen.getImageData(0, 0, size * RATIO, size * RATIO);
}

/** A rounded plate with a white rim and one sign on it. */
function plate(colour: string, sign: Draw): Draw {
  return (pen, size) => {
    pen.fillStyle = '#ffffff';
    pen.beginPath();
    pen.roundRect(0, 0, size, size, 6);
    pen.fill();
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(1.5, 1.5, size - 3, size - 3, 5);
    pen.fill();
    pen.fillStyle = pen.strokeStyle = '#ffffff';
    sign(pen, size);
  };
}

function letter(text: string): Draw {
  return (pen, size) => {
    pen.font = `700 ${size * 0.62}px "Hiragino Sans", "Noto Sans CJK JP", "Noto Sans JP", sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    pen.fillText(text, size / 2, size / 2 + 0.5);
  };
}

const cross: Draw = (pen, size) => {
  const [thick, long] = [size * 0.2, size * 0.58];
  pen.fillRect((size - thick) / 2, (size - long) / 2, thick, long);
  pen.fillRect((size - long) / 2, (size - thick) / 2, long, thick);
};

const train: Draw = (pen, size) => {
  const u = size / 22;
  pen.beginPath();
  pen.roundRect(6.5 * u, 4.5 * u, 9 * u, 10.5 * u, 2 * u);
  pen.fill();
  pen.lineWidth = 1.4 * u;
  pen.beginPath();
  pen.moveTo(8 * u, 15 * u);
  pen.lineTo(6 * u, 18 * u);
  pen.moveTo(14 * u, 15 * u);
  pen.lineTo(16 * u, 18 * u);
  pen.stroke();
  pen.fillStyle = '#1d3f78';
  pen.fillRect(8 * u, 6.5 * u, 6 * u, 3.5 * u);
};

const bag: Draw = (pen, size) => {
  const u = size / 22;
  pen.fillRect(6 * u, 9 * u, 10 * u, 8 * u);
  pen.lineWidth = 1.4 * u;
  pen.beginPath();
  pen.arc(11 * u, 9 * u, 3 * u, Math.PI, 0);
  pen.stroke();
};

/** A plain dot for what has no sign of its own. */
function dot(colour: string): Draw {
  return (pen, size) => {
    pen.fillStyle = colour;
    pen.strokeStyle = '#ffffff';
    pen.lineWidth = 1.5;
    pen.beginPath();
    pen.arc(size / 2, size / 2, size / 2 - 1.5, 0, 2 * Math.PI);
    pen.fill();
    pen.stroke();
  };
}

/** A head and shoulders: a rider who waits. */
function person(colour: string): Draw {
  return (pen, size) => {
    const u = size / 28;
    pen.lineWidth = 3 * u;
    pen.strokeStyle = '#ffffff';
    pen.fillStyle = colour;
    for (const paint of ['stroke', 'fill'] as const) {
      pen.beginPath();
      pen.arc(14 * u, 8 * u, 4.6 * u, 0, 2 * Math.PI);
      pen[paint]();
      pen.beginPath();
      pen.moveTo(5.5 * u, 25 * u);
      pen.bezierCurveTo(5.5 * u, 11 * u, 22.5 * u, 11 * u, 22.5 * u, 25 * u);
      pen.closePath();
      pen[paint]();
    }
  };
}

/** The pin of an end of the rider's own ride. */
function pin(colour: string): Draw {
  return (pen, size) => {
    const u = size / 36;
    pen.fillStyle = colour;
    pen.strokeStyle = '#ffffff';
    pen.lineWidth = 2.5 * u;
    pen.beginPath();
    pen.moveTo(18 * u, 34 * u);
    pen.bezierCurveTo(4 * u, 18 * u, 6 * u, 3 * u, 18 * u, 3 * u);
    pen.bezierCurveTo(30 * u, 3 * u, 32 * u, 18 * u, 18 * u, 34 * u);
    pen.fill();
    pen.stroke();
    pen.fillStyle = '#ffffff';
    pen.beginPath();
    pen.arc(18 * u, 14 * u, 5 * u, 0, 2 * Math.PI);
    pen.fill();
  };
}

/** A stop: the round sign on its pole. */
const stopSign: Draw = (pen, size) => {
  const u = size / 20;
  pen.fillStyle = '#ffffff';
  pen.strokeStyle = STOP_COLOUR;
  pen.lineWidth = 2.4 * u;
  pen.beginPath();
  pen.arc(10 * u, 10 * u, 7 * u, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  pen.fillStyle = STOP_COLOUR;
  pen.fillRect(6 * u, 8.6 * u, 8 * u, 2.8 * u);
};

function shield(colour: string): Draw {
  return (pen, size) => {
    pen.fillStyle = '#ffffff';
    pen.beginPath();
    pen.roundRect(0, 0, size, size, 5);
    pen.fill();
    pen.fillStyle = colour;
    pen.beginPath();
    pen.roundRect(1.2, 1.2, size - 2.4, size - 2.4, 4);
    pen.fill();
  };
}

/** The Japanese sign for a road closed to all: a red ring and a red bar across. */
const closedSign: Draw = (pen, size) => {
  const [centre, radius] = [size / 2, size / 2 - 1];
  pen.fillStyle = '#ffffff';
  pen.strokeStyle = CLOSED_COLOUR;
  pen.lineWidth = size * 0.13;
  pen.beginPath();
  pen.arc(centre, centre, radius - pen.lineWidth / 2, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
  const reach = radius * 0.68;
  pen.beginPath();
  pen.moveTo(centre - reach, centre - reach);
  pen.lineTo(centre + reach, centre + reach);
  pen.stroke();
};

const PICTURES: Record<string, [size: number, draw: Draw]> = {
  'poi-station': [22, plate('#1d3f78', train)],
  'poi-hospital': [22, plate('#b3261e', cross)],
  'poi-clinic': [18, plate('#b65a55', cross)],
  'poi-hall': [22, plate('#4d5b2f', letter('◎'))],
  'poi-school': [20, plate('#7a5f2a', letter('文'))],
  'poi-shop': [20, plate('#8a4b1f', bag)],
  'poi-post': [18, plate('#a8442a', letter('〒'))],
  'poi-book': [18, plate('#5a4b7a', letter('本'))],
  'poi-onsen': [20, plate('#a34a2a', letter('♨'))],
  'poi-sight': [16, plate('#4f7a3a', letter('∴'))],
  'poi-dot': [10, dot('#857a68')],
  'rider-waiting': [28, person(RIDER_WAITING)],
  'rider-late': [28, person(RIDER_LATE)],
  'end-from': [36, pin('#0f6b3c')],
  'end-to': [36, pin('#b3261e')],
  stop: [20, stopSign],
  closed: [24, closedSign],
};

const SHIELDS: Record<string, string> = {
  'shield-green': '#3f7a46',
  'shield-blue': '#2f5fa8',
  'shield-grey': '#74777a',
};

/** Draws all pictures and gives them to the map. */
export function addPictures(map: MapLibreMap): void {
  for (const [name, [size, draw]] of Object.entries(PICTURES)) {
    const image = picture(size, draw);
    if (image && !map.hasImage(name)) map.addImage(name, image, { pixelRatio: RATIO });
  }
  for (const [name, colour] of Object.entries(SHIELDS)) {
    const image = picture(20, shield(colour));
    const stretch = [[10, 30]] as [number, number][];
    const content: [number, number, number, number] = [6, 6, 34, 34];
    const options = { pixelRatio: RATIO, stretchX: stretch, stretchY: stretch, content };
    if (image && !map.hasImage(name)) map.addImage(name, image, options);
  }
}
