/** A party in words. */

import { t } from './i18n/index.svelte';
import type { Party } from './wire';

export type PartyKind = 'adults' | 'children' | 'infants' | 'wheelchairs';

const KINDS: PartyKind[] = ['adults', 'children', 'infants', 'wheelchairs'];

/** "大人 2, 車いす 1": only who rides. */
export function partyText(party: Party): string {
  const parts = KINDS.filter((kind) => party[kind] > 0).map((kind) => `${t(kind)} ${party[kind]}`);
  return parts.length > 0 ? parts.join('・') : '0';
}
