/** A party in words. */

import { t } from './i18n/index.svelte';
import type { Party } from './wire';

export type PartyKind = keyof Party;

/** In the order in which the form asks for them. */
export const PARTY_KINDS: PartyKind[] = ['adults', 'children', 'infants', 'disabled', 'wheelchairs', 'luggage'];

/** "大人 2・車いす 1": only who rides and what comes along. */
export function partyText(party: Party): string {
  const parts = PARTY_KINDS.filter((kind) => party[kind] > 0).map((kind) => `${t(kind)} ${party[kind]}`);
  return parts.length > 0 ? parts.join('・') : '0';
}
