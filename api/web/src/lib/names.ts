/** Names as the reader reads them. */

import type { ChosenPlace } from './booking/wish';
import { nameOf, speech, t, type MessageKey } from './i18n/index.svelte';
import type { RoadNames, TownInfo } from './wire';

/** "富山市の乗合バス"; null while the town is not known. */
export function nameOfTown(info: TownInfo | null): string | null {
  if (!info) return null;
  return t('titleOf', { town: speech.language === 'en' ? info.name : info.name_ja });
}

/** What a chosen place is called: its name, or what it is near to. */
export function nameOfPlace(place: ChosenPlace): string {
  if (!place.onMap) return nameOf(place);
  return place.name ? t('placeNear', { name: place.name }) : t('placeOnMap');
}

/** A road's name, or that it has none. */
export function nameOfRoad(road: RoadNames): string {
  const name = speech.language === 'en' ? road.name_en || road.name : road.name;
  return name || t('namelessRoad');
}

const KINDS: Record<string, MessageKey> = {
  stop: 'stopKind',
  station: 'kind_station',
  hospital: 'kind_hospital',
  clinic: 'kind_hospital',
  pharmacy: 'kind_pharmacy',
  welfare: 'kind_welfare',
  shop: 'kind_shop',
  supermarket: 'kind_shop',
  restaurant: 'kind_restaurant',
  hotel: 'kind_hotel',
  onsen: 'kind_onsen',
  hall: 'kind_hall',
  community_centre: 'kind_hall',
  library: 'kind_library',
  post_office: 'kind_post',
  bank: 'kind_bank',
  school: 'kind_school',
  park: 'kind_park',
  sight: 'kind_sight',
  district: 'kind_district',
  hamlet: 'kind_district',
};

/** The kind of a found place, in words. */
export function nameOfKind(kind: string): string {
  return t(KINDS[kind] ?? 'kind_other');
}
