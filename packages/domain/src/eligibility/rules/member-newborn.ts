import { ageOn, type CalendarDate } from '../../basics/calendar-date.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { dateIn, hitsIn, inOrder, textIn } from '../read-values.ts';
import { trustOf } from '../trust.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['birth'] as const;
const MAJORITY = 18;

/**
 * A child born to a member and not in the household: neither by ID number nor by birth date (twins are counted), nor as a child without a number.
 * Children who are of age by the as-of date are no newborns. A row that names both parents counts once, for the first.
 */
export const memberNewborn = defineRule({
  code: 'member.newborn',
  section: 'admission',
  needs: NEEDS,
  judge(family, _pack, asOf) {
    const { missed, unclear } = missingChildren(family, asOf);
    if (missed.length > 0) {
      return missed.map((hit) => {
        const bornOn = dateIn(hit.values, 'bornOn');
        return failed(
          {
            memberKey: hit.memberKey,
            confidence: trustOf(family, hit),
            reason: `成员于${bornOn ?? '近期'}生育子女，尚未列入家庭成员`,
            evidence: { bornOn },
          },
          [hit],
        );
      });
    }
    if (unclear.length > 0) return incomparable('出生登记缺少出生日期', {}, { hits: unclear });
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('无未申报的新生子女');
  },
});

interface Births {
  readonly missed: readonly Hit[];
  /** Without a day of birth and not in the household by number: a newborn, or of age. */
  readonly unclear: readonly Hit[];
}

function missingChildren(family: Family, asOf: CalendarDate): Births {
  const births = hitsIn(family, 'birth');
  const missed: Hit[] = [];
  const unclear: Hit[] = [];
  if (births.length === 0) return { missed, unclear };
  const free = new Set(family.household.members);
  const seen = new Set<string>();
  // Exact rows first, so that a probable one never takes a child's place.
  const ordered = [...inOrder(births)].sort((a, b) => rank(family, a) - rank(family, b));
  for (const hit of ordered) {
    const bornOn = dateIn(hit.values, 'bornOn');
    const row = birthKey(hit);
    if (seen.has(row) || (bornOn !== null && (bornOn > asOf || ageOn(bornOn, asOf) >= MAJORITY))) continue;
    seen.add(row);
    const childId = textIn(hit.values, 'childId');
    const child =
      (childId === null ? undefined : [...free].find((member) => member.idNumber === childId)) ??
      (bornOn === null ? undefined : [...free].find((member) => member.birthDate === bornOn)) ??
      // Newborns have no number yet: a child without one may be this child.
      [...free].find((member) => member.idStatus === 'missing' && member.relation === 'child');
    if (child !== undefined) free.delete(child);
    else (bornOn === null ? unclear : missed).push(hit);
  }
  return { missed, unclear };
}

const rank = (family: Family, hit: Hit): number => (trustOf(family, hit) === 'exact' ? 0 : 1);

const birthKey = (hit: Hit): string =>
  textIn(hit.values, 'certificateNo') ??
  textIn(hit.values, 'childId') ??
  `${hit.lineage.file}|${hit.lineage.row}`;
