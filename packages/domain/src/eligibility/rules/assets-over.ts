import type { CalendarDate } from '../../basics/calendar-date.ts';
import { type Fen, fen } from '../../basics/money.ts';
import { assetLimit, type Limit, meetsLimit } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { holderOfMost } from '../holder-of-most.ts';
import { failWith } from '../trust.ts';
import type { Family } from '../types.ts';
import { atMost, perWhom, yuan } from '../wording.ts';
import { type Asset, assetsOf, eachAssetOnce } from './asset-facts.ts';
import { incomeByMember, payOf, sumOf } from './income-facts.ts';

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
  judge(family, pack, asOf) {
    if (pack.admission.assets === undefined) return [];
    const size = Math.max(family.household.members.length, 1);
    const isMultiple = pack.admission.assets.basis === 'income-multiple';
    const annualIncomeFen = isMultiple ? knownIncome(family, asOf) : null;
    const rule = assetLimit(pack, asOf, { size, annualIncomeFen });
    if (rule === null) return [];
    const { limit } = rule;
    if (limit === null) return incomparable('缺少收入数据，无法确定资产标准');
    const { assets, unclear } = assetsOf(family, pack, rule.scope, asOf);
    const found =
      assets.length === 0
        ? null
        : failWith(
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
    if (unclear.length > 0 || doubtful.length > 0)
      return incomparable(
        '家庭持有的账户、车辆或非住宅房产缺少现值',
        {},
        { hits: [...unclear, ...doubtful.map(({ hit }) => hit)] },
      );
    const missing = missingOf(family, rule.scope === 'all' ? NEEDS_FOR_ALL : NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('已知资产未超过标准');
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
function knownIncome(family: Family, asOf: CalendarDate): Fen | null {
  const { rows, unclear } = payOf(family, asOf);
  const income = sumOf(incomeByMember(rows));
  return unclear.length > 0 || income === 0 ? null : fen(income);
}
