import type { CalendarDate } from '../../basics/calendar-date.ts';
import type { PolicyPack } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { placeOf } from '../place-of.ts';
import { dateIn, hitsIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['hukou'] as const;
const LEFT = /迁出|迁往|外迁|移出|转出/u;

/**
 * The member's newest entry says that the registration left the county; a move to a place within it is none. Without
 * a status column a registration in another county says the same. Somebody who was always registered elsewhere
 * (status 正常) did not leave. A destination given by a name that can't be placed is 不可比.
 */
export const hukouMovedOut = defineRule({
  code: 'hukou.moved-out',
  section: 'admission.hukou',
  needs: NEEDS,
  judge(family, pack, asOf) {
    const moves: Hit[] = [];
    const unclear: Hit[] = [];
    for (const hit of newestEntries(family, asOf)) {
      const left = hasLeft(hit, pack);
      if (left === true) moves.push(hit);
      if (left === null) unclear.push(hit);
    }
    const found = failEachMember(family, moves, (memberKey, hits, confidence) => {
      const [hit] = hits;
      const on = hit ? dateIn(hit.values, 'changedOn') : null;
      const region = hit ? textIn(hit.values, 'region') : null;
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员户籍${on === null ? '' : `于${on}`}已迁出${pack.region}${region === null ? '' : `，现户籍地区划${region}`}`,
          evidence: {
            changedOn: on,
            region,
            county: pack.region,
            status: hit ? textIn(hit.values, 'status') : null,
          },
        },
        hits,
      );
    });
    if (found.length > 0) return found;
    if (unclear.length > 0) return incomparable('户籍登记的去向无法确定是否在本县', {}, { hits: unclear });
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('家庭成员户籍未迁出');
  },
});

function newestEntries(family: Family, asOf: CalendarDate): readonly Hit[] {
  const entries = hitsIn(family, 'hukou').filter((hit) => (dateIn(hit.values, 'changedOn') ?? '') <= asOf);
  if (entries.length < 2) return entries;
  const dayOf = (hit: Hit) => dateIn(hit.values, 'changedOn') ?? dateIn(hit.values, 'movedInOn') ?? '';
  return entries.filter(
    (hit) => !entries.some((other) => other.memberKey === hit.memberKey && dayOf(other) > dayOf(hit)),
  );
}

function hasLeft(hit: Hit, pack: PolicyPack): boolean | null {
  const status = textIn(hit.values, 'status');
  const region = placeOf(textIn(hit.values, 'region'), pack);
  if (status === null) return region === null ? null : region === 'outside';
  if (!LEFT.test(status)) return false;
  const movedTo = textIn(hit.values, 'movedTo');
  if (movedTo === null) return true;
  const destination = placeOf(movedTo, pack);
  if (destination !== null) return destination === 'outside';
  return region === 'outside' ? true : null;
}
