import { incomeLimit, type Limit, meetsLimit } from '../../policies/index.ts';
import type { RegisterKind } from '../../registers/index.ts';
import { isUsable, missingOf, missingText } from '../availability.ts';
import { defineRule, exempt, failed, incomparable, passed, type Verdict } from '../define-rule.ts';
import { holderOfMost } from '../holder-of-most.ts';
import { hitsIn } from '../read-values.ts';
import { failWith } from '../trust.ts';
import type { Basis, Family } from '../types.ts';
import { atMost, perWhom, yuan } from '../wording.ts';
import { currentProperties } from './housing-facts.ts';
import { incomeByMember, type MemberIncome, type Pay, payOn, sumOf } from './income-facts.ts';

const NEEDS: readonly RegisterKind[] = ['payroll', 'pension', 'social-insurance'];

/**
 * Income of a member = 12 × the higher of monthly pay and contribution base + 12 × monthly pension; the family's sum
 * against limit × members. What is known and passes the limit is a fail even where registers are missing; within the
 * limit it passes only when pay, pension and one contribution register (social insurance or housing fund) are there
 * and every row of them says how much.
 */
export const incomeOver = defineRule({
  code: 'income.over',
  section: 'admission.income',
  needs: NEEDS,
  uses: ['housing-fund', 'real-estate', 'model-worker'],
  prepare(basis) {
    const { pack, asOf } = basis;
    const limits = incomeLimit(pack, asOf);
    if (limits === null) return null;
    const ofOwners = incomeLimit(pack, asOf, { ownsHome: true })?.annual ?? null;
    const exemptions = limits.exemptGroups.map((group) => ({
      group,
      said: exempt(`属于${group}，不受收入标准限制`),
    }));
    const missing = missingOf(basis, neededFor(basis, limits.policy.whenOwningHome !== undefined));
    const lack = missingText(basis, missing);
    const payOf = payOn(asOf);
    return {
      judge(family) {
        const properties = currentProperties(family, asOf);
        const ownsHome = properties.some(({ dwelling }) => dwelling === true);
        const annual = ownsHome ? ofOwners : limits.annual;
        const group = exemptGroup(family, limits.exemptGroups);
        const exemption = exemptions.find((one) => one.group === group);
        if (exemption !== undefined) return exemption.said;
        if (annual === null) return incomparable('缺少上年人均可支配收入，无法确定收入标准');
        const { rows, unclear } = payOf(family);
        const incomes = incomeByMember(rows);
        const over = judgeIncome(family, { rows, incomes }, annual);
        if (over !== null) return [over];
        const evidence = incomeEvidence(family, incomes, annual);
        if (missing.length > 0) return incomparable(lack, { ...evidence, missing });
        if (unclear.length > 0)
          return incomparable(
            '工资、缴费基数或养老金缺少金额，停发日期无法判断，或最近一次缴费早于一年',
            evidence,
            {
              hits: unclear,
            },
          );
        // The stricter limit for owners of a home may apply.
        const mayOwn = !ownsHome && properties.some(({ dwelling }) => dwelling === null);
        if (mayOwn && ofOwners !== null && judgeIncome(family, { rows, incomes }, ofOwners) !== null)
          return incomparable('不动产登记缺少用途，无法确定适用的收入标准', evidence, {
            hits: properties.map(({ hit }) => hit),
          });
        return passed('家庭收入未超过标准', evidence);
      },
    };
  },
});

function neededFor(basis: Basis, dependsOnHome: boolean): readonly RegisterKind[] {
  const base: RegisterKind =
    !isUsable(basis, 'social-insurance') && isUsable(basis, 'housing-fund')
      ? 'housing-fund'
      : 'social-insurance';
  return dependsOnHome ? ['payroll', 'pension', base, 'real-estate'] : ['payroll', 'pension', base];
}

function exemptGroup(family: Family, groups: readonly string[]): string | null {
  if (groups.length === 0) return null;
  const category = family.household.tenancy.category;
  const named = category === null ? undefined : groups.find((group) => category.includes(group));
  if (named !== undefined) return named;
  const modelWorker = groups.find((group) => /劳模|劳动模范/u.test(group));
  return modelWorker !== undefined && hitsIn(family, 'model-worker').some((hit) => hit.confidence === 'exact')
    ? modelWorker
    : null;
}

interface Income {
  readonly rows: readonly Pay[];
  /** What all the rows come to. */
  readonly incomes: readonly MemberIncome[];
}

function judgeIncome(family: Family, { rows, incomes }: Income, limit: Limit): Verdict | null {
  if (rows.length === 0) return null;
  const size = sizeOf(family);
  const found = failWith(family, rows, (some) => {
    const members = some.length === rows.length ? incomes : incomeByMember(some);
    return meetsLimit(sumOf(members), size, limit) ? null : { members, some };
  });
  if (found === null) return null;
  const { members, some } = found.found;
  const total = sumOf(members);
  const value =
    limit.per === 'person' ? `人均年收入${(total / size / 100).toFixed(2)}元` : `家庭年收入${yuan(total)}`;
  return failed(
    {
      memberKey: holderOfMost(members.map(({ memberKey, annualFen }) => ({ memberKey, amount: annualFen }))),
      confidence: found.confidence,
      reason: `家庭${size}人，${value}（按工资、缴费基数、养老金推算），标准为${perWhom(limit.per)}${atMost(limit.inclusive)}${yuan(limit.amount)}`,
      evidence: incomeEvidence(family, members, limit),
    },
    some.map((row) => row.hit),
  );
}

const sizeOf = (family: Family): number => Math.max(family.household.members.length, 1);

function incomeEvidence(family: Family, members: readonly MemberIncome[], limit: Limit) {
  return {
    valueFen: sumOf(members),
    limitFen: limit.amount,
    per: limit.per,
    inclusive: limit.inclusive,
    members: sizeOf(family),
    parts: members.map(({ memberKey, payrollFen, baseFen, pensionFen, annualFen }) => ({
      member: memberKey,
      payrollFen,
      baseFen,
      pensionFen,
      annualFen,
    })),
  };
}
