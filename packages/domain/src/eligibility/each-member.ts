import type { Verdict } from './define-rule.ts';
import { inOrder } from './read-values.ts';
import { trustOf } from './trust.ts';
import type { Confidence, Family, Hit } from './types.ts';

const NONE: readonly Verdict[] = [];

/**
 * One verdict for every member with hits, in the order of the household. A member's exact hits alone are given
 * where there are any, because they suffice; else the probable ones.
 */
export function failEachMember(
  family: Family,
  hits: readonly Hit[],
  say: (memberKey: string, hits: readonly Hit[], confidence: Confidence) => Verdict,
): readonly Verdict[] {
  if (hits.length === 0) return NONE;
  const verdicts: Verdict[] = [];
  for (const { key } of family.household.members) {
    const own = hits.filter((hit) => hit.memberKey === key);
    if (own.length === 0) continue;
    const exact = own.filter((hit) => trustOf(family, hit) === 'exact');
    verdicts.push(exact.length > 0 ? say(key, inOrder(exact), 'exact') : say(key, inOrder(own), 'probable'));
  }
  return verdicts;
}
