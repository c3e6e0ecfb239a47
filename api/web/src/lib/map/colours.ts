/** Colours of vans: eight that stay apart on the map, each dark enough for white figures (4.5:1). */
const VANS = ['#0b6bcb', '#b3401f', '#6a3fb5', '#00756b', '#a8246f', '#7a5200', '#39606f', '#4a7018'];

/** A van keeps its colour: it is told by the number in its id. */
export function vanColour(id: string): string {
  const n = Number(/\d+/.exec(id)?.[0] ?? 0);
  return VANS[(n + VANS.length - 1) % VANS.length] as string;
}

export const RIDER_WAITING = '#b45309';
export const RIDER_LATE = '#b91c1c';
export const CLOSED_COLOUR = '#b91c1c';
export const STOP_COLOUR = '#1f4e46';
