/** Short words for the expressions that the layer groups share. */

import type {
  DataDrivenPropertyValueSpecification,
  ExpressionSpecification,
  FilterSpecification,
} from 'maplibre-gl';
import type { Language } from '../i18n/index.svelte';

export const SOURCE = 'basemap';

type Stop = [zoom: number, value: number];

/** A number that grows with the zoom, doubling evenly as the map's scale does. */
export function byZoom(...stops: Stop[]): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()] as ExpressionSpecification;
}

/** Features whose property is one of the values. */
export function isOneOf(property: string, values: readonly string[]): FilterSpecification {
  return ['in', ['get', property], ['literal', [...values]]];
}

/** A value chosen by a property, with one for all the rest. */
export function choose<Value extends string | number>(
  property: string,
  cases: readonly (readonly [readonly string[], Value])[],
  rest: Value,
): DataDrivenPropertyValueSpecification<Value> {
  const arms = cases.flatMap(([values, value]) => [[...values], value]);
  return ['match', ['get', property], ...arms, rest] as unknown as ExpressionSpecification;
}

/** The feature's name in the reader's language. */
export function nameField(language: Language): ExpressionSpecification {
  const first = language === 'en' ? 'name_en' : 'name_ja';
  return ['coalesce', ['get', first], ['get', 'name'], ''];
}
