/** The parts of an offer in words. */

import { t } from './i18n/index.svelte';
import type { Offer } from './wire';

export function sharingText(offer: Offer): string {
  return offer.shared_with === 0 ? t('shared0') : t('sharedN', { n: offer.shared_with });
}

/** Walking at both ends together, to ten metres. */
export function walkText(offer: Offer): string {
  const metres = Math.round(((offer.pickup.walk_m ?? 0) + (offer.dropoff.walk_m ?? 0)) / 10) * 10;
  return metres === 0 ? t('noWalk') : t('walk', { n: metres });
}
