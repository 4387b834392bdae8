import { incomparable, type Verdict } from './define-rule.ts';
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

/** The hits of which it is so, and those of which it is not known. */
export function sift(
  hits: readonly Hit[],
  isSo: (hit: Hit) => boolean | null,
): { readonly counted: readonly Hit[]; readonly unclear: readonly Hit[] } {
  if (hits.length === 0) return NOTHING;
  const counted: Hit[] = [];
  const unclear: Hit[] = [];
  for (const hit of hits) {
    const so = isSo(hit);
    if (so === true) counted.push(hit);
    if (so === null) unclear.push(hit);
  }
  return { counted, unclear };
}

const NOTHING = { counted: [], unclear: [] } as const;

/** A fail of one member says nothing of another: 不可比 beside it for the members of unclear hits who do not fail. */
export function withUnclear(
  found: readonly Verdict[],
  unclear: readonly Hit[],
  reason: string,
): readonly Verdict[] {
  if (unclear.length === 0) return found;
  const failing = new Set(found.map(({ memberKey }) => memberKey));
  const others = unclear.filter(({ memberKey }) => !failing.has(memberKey));
  return others.length === 0 ? found : [...found, ...incomparable(reason, {}, { hits: others })];
}
