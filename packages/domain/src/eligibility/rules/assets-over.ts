import { type Fen, fen } from '../../basics/money.ts';
import { assetLimits, type Limit, meetsLimit } from '../../policies/index.ts';
import { clear, defineRule, failed, incomparable, lacking } from '../define-rule.ts';
import { holderOfMost } from '../holder-of-most.ts';
import { failWith } from '../trust.ts';
import { atMost, perWhom, yuan } from '../wording.ts';
import { type Asset, assetsCountedOn, eachAssetOnce } from './asset-facts.ts';
import { incomeByMember, type PayReading, payOn, sumOf } from './income-facts.ts';

const NEEDS = ['bank-assets'] as const;
const NEEDS_FOR_ALL = ['bank-assets', 'vehicle', 'real-estate'] as const;

/**
 * What the members own against the limit for the family. What is known and passes the limit is a fail; where
 * something held has no known worth today (a shop, a car with its old price at most, an account without a balance) it
 * is 不可比.
 */
export const assetsOver = defineRule({
  code: 'assets.over',
  section: 'admission.assets',
  needs: NEEDS,
  uses: ['vehicle', 'real-estate', 'presale'],
  prepare(basis) {
    const { pack, asOf } = basis;
    const limits = assetLimits(pack, asOf);
    if (limits === null) return null;
    const payOf = limits.restsOnIncome ? payOn(asOf) : null;
    const assetsOf = assetsCountedOn(asOf, pack, limits.scope);
    const needed = limits.scope === 'all' ? NEEDS_FOR_ALL : NEEDS;
    const nothing = lacking(basis, needed) ?? clear('已知资产未超过标准');
    return {
      nothing: limits.limitOf({ size: 1, annualIncomeFen: null }) === null ? null : nothing,
      judge(family) {
        const size = Math.max(family.household.members.length, 1);
        const annualIncomeFen = payOf === null ? null : knownIncome(payOf(family));
        const limit = limits.limitOf({ size, annualIncomeFen });
        if (limit === null) return incomparable('缺少收入数据，无法确定资产标准');
        const { assets, unclear } = assetsOf(family);
        if (assets.length === 0 && unclear.length === 0) return nothing;
        const found = failWith(
          family,
          assets.filter(({ certain }) => certain),
          (some) => exceeding(some, size, limit),
        );
        if (found !== null) {
          const { held, total } = found.found;
          return [
            failed(
              {
                memberKey: holderOfMost(
                  held.map(({ hit, valueFen }) => ({ memberKey: hit.memberKey, amount: valueFen })),
                ),
                confidence: found.confidence,
                reason: `家庭${size}人，已知资产共${yuan(total)}，标准为${perWhom(limit.per)}${atMost(limit.inclusive)}${yuan(limit.amount)}`,
                evidence: {
                  valueFen: total,
                  limitFen: limit.amount,
                  per: limit.per,
                  inclusive: limit.inclusive,
                  members: size,
                  parts: held.map(({ hit, kind, valueFen }) => ({ member: hit.memberKey, kind, valueFen })),
                },
              },
              held.map((one) => one.hit),
            ),
          ];
        }
        const doubtful = exceeding(assets, size, limit)?.held.filter(({ certain }) => !certain) ?? [];
        return unclear.length > 0 || doubtful.length > 0
          ? incomparable(
              '家庭持有的账户、车辆或非住宅房产缺少现值',
              {},
              { hits: [...unclear, ...doubtful.map(({ hit }) => hit)] },
            )
          : nothing;
      },
    };
  },
});

/** What is held and its worth; null where it meets the limit. */
function exceeding(some: readonly Asset[], size: number, limit: Limit) {
  if (some.length === 0) return null;
  const held = eachAssetOnce(some);
  const total = held.reduce((sum, one) => sum + one.valueFen, 0);
  return meetsLimit(total, size, limit) ? null : { held, total };
}

/** Null: none known, or some of it not. */
function knownIncome({ rows, unclear }: PayReading): Fen | null {
  const income = sumOf(incomeByMember(rows));
  return unclear.length > 0 || income === 0 ? null : fen(income);
}
