import { clear, defineRule, failed, lacking, type Verdict } from '../define-rule.ts';
import { failEachMember, withUnclear } from '../each-member.ts';
import { textIn } from '../read-values.ts';
import type { Crossing, Family } from '../types.ts';
import { type Benefit, benefitsRunningOn, evidenceOf, holdsUnit } from './benefit-facts.ts';

const NEEDS = ['other-benefit'] as const;

/**
 * The same person in another household of the roster (each household gets its own finding), or in another programme:
 * public housing of another place or of another kind. A subsidy beside a unit is `benefit.subsidy-and-unit`. Public
 * rental housing of the own county is the household's own, unless its address is elsewhere.
 */
export const benefitDuplicate = defineRule({
  code: 'benefit.duplicate',
  section: 'admission',
  needs: NEEDS,
  prepare(basis) {
    const benefitsOf = benefitsRunningOn(basis.asOf, basis.pack);
    const nothing = lacking(basis, NEEDS) ?? clear('未发现重复享受住房保障');
    return {
      nothing,
      judge(family) {
        const twice = crossedMembers(family);
        const benefits = benefitsOf(family);
        if (twice.length === 0 && benefits.length === 0) return nothing;
        const unclear = benefits.filter((benefit) => isOther(family, benefit) === null);
        const said = withUnclear(
          merge(twice, otherBenefits(family, benefits)),
          unclear.map(({ hit }) => hit),
          '其他住房保障数据未注明保障方式或保障地区，或起止日期无法判断',
        );
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

function otherBenefits(family: Family, benefits: readonly Benefit[]): readonly Verdict[] {
  const others = benefits.filter((benefit) => isOther(family, benefit) === true);
  return failEachMember(
    family,
    others.map(({ hit }) => hit),
    (memberKey, hits, confidence) => {
      const benefit = others.find(({ hit }) => hit === hits[0]);
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员同时享受其他住房保障${benefit?.label ? `（${benefit.label}` : '（未注明方式'}${benefit?.region ? `，保障地${benefit.region}` : ''}）`,
          evidence: evidenceOf(hits),
        },
        hits,
      );
    },
  );
}

/** One verdict a member: being in two households weighs more than what another register says. */
function merge(twice: readonly Verdict[], found: readonly Verdict[]): readonly Verdict[] {
  const named = new Set(twice.map((verdict) => verdict.memberKey));
  return [...twice, ...found.filter((verdict) => !named.has(verdict.memberKey))];
}

function isOther(family: Family, benefit: Benefit): boolean | null {
  const other = isOtherByKind(family, benefit);
  return other === true && !benefit.certain ? null : other;
}

function isOtherByKind(family: Family, benefit: Benefit): boolean | null {
  if (benefit.kind === null) return null;
  // Without a unit of its own the family is on subsidy, and a unit is for benefit.subsidy-and-unit.
  const elsewhere = benefit.local === null ? null : !benefit.local;
  if (benefit.kind === 'subsidy') return holdsUnit(family) ? false : elsewhere;
  if (!holdsUnit(family)) return false;
  if (!benefit.publicRental || elsewhere === true) return true;
  const address = textIn(benefit.hit.values, 'address');
  const { estate } = family.household.tenancy;
  return address !== null && estate !== null ? !address.includes(estate) : elsewhere;
}

function crossedMembers(family: Family): readonly Verdict[] {
  const crossings = family.crossings.filter(isSamePerson);
  if (crossings.length === 0) return [];
  return family.household.members.flatMap((member): readonly Verdict[] => {
    const own = crossings.filter((crossing) => crossing.memberKey === member.key);
    if (own.length === 0) return [];
    const codes = own.map((crossing) => crossing.otherHousehold);
    const lineage = [member.lineage, ...own.map((crossing) => crossing.otherLineage)];
    return [
      {
        status: 'fail',
        memberKey: member.key,
        confidence: 'exact',
        reason: `成员同时列入另一保障家庭（户编号${codes.join('、')}）`,
        evidence: { otherHouseholds: codes },
        lineage,
      },
    ];
  });
}

function isSamePerson(crossing: Crossing): crossing is Extract<Crossing, { kind: 'same-person' }> {
  return crossing.kind === 'same-person';
}
