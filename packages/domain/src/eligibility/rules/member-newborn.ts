import { ageOn, type CalendarDate } from '../../basics/calendar-date.ts';
import { daysOf } from '../days-of.ts';
import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { withUnclear } from '../each-member.ts';
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
  prepare(basis) {
    const { asOf } = basis;
    const nothing = lacking(basis, NEEDS) ?? clear('无未申报的新生子女');
    return {
      nothing,
      judge(family) {
        const { missed, unclear } = missingChildren(family, asOf);
        const found = missed.map((hit) => {
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
        const said = withUnclear(found, unclear, '出生登记缺少出生日期，或日期无法判断到日');
        return said.length > 0 ? said : nothing;
      },
    };
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
    const days = daysOf(hit, 'bornOn');
    if (seen.has(row) || (days !== null && (days.first > asOf || ageOn(days.last, asOf) >= MAJORITY)))
      continue;
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
