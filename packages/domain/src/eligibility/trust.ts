import { sameName } from '../basics/name.ts';
import { memberOf } from './read-values.ts';
import type { Confidence, Family, Hit } from './types.ts';

/**
 * How far a hit may be relied on. A row with the member's very ID number but another name is either a mistake of the
 * register or another person (numbers given twice exist): it raises `id.mismatch`, and counts for every other rule
 * as probable only. A row without a name is taken at its ID number.
 */
export function trustOf(family: Family, hit: Hit): Confidence {
  if (hit.confidence === 'probable') return 'probable';
  return isMismatch(family, hit) ? 'probable' : 'exact';
}

export function isMismatch(family: Family, hit: Hit): boolean {
  if (hit.confidence !== 'exact' || hit.registeredName === null || hit.registeredName === '') return false;
  const member = memberOf(family, hit.memberKey);
  if (member === null || member.name === hit.registeredName) return false;
  return !sameName(member.name, hit.registeredName);
}

/**
 * Looks for a fail on the exact hits alone, then on all of them: the confidence of an outcome is that of the worst
 * hit it needs, and a finding that exact hits prove stays exact whatever else was matched.
 * @param hits those that matter to the rule
 * @param judge null where these hits are no fail
 */
export function failWith<H extends { readonly hit: Hit }, T>(
  family: Family,
  hits: readonly H[],
  judge: (hits: readonly H[]) => T | null,
): { readonly found: T; readonly confidence: Confidence } | null {
  const exact = hits.filter(({ hit }) => trustOf(family, hit) === 'exact');
  if (exact.length > 0 || hits.length === 0) {
    const found = judge(exact);
    if (found !== null) return { found, confidence: 'exact' };
  }
  if (exact.length === hits.length) return null;
  const found = judge(hits);
  return found === null ? null : { found, confidence: 'probable' };
}
