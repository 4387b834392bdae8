import { fen } from '../../basics/money.ts';
import { assetLimit, meetsLimit } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { hitsIn, numberIn, textIn } from '../read-values.ts';
import { failWith } from '../trust.ts';
import type { Hit } from '../types.ts';
import { atMost, perWhom, yuan } from '../wording.ts';
import { incomeByMember, payOf, sumOf } from './income-facts.ts';

const NEEDS = ['bank-assets'] as const;

interface Account {
  readonly hit: Hit;
  readonly balanceFen: number;
}

/**
 * Money assets from the economic-status check. Cars, shops and garages are assets too, but no register gives what
 * they are worth today, so they are left to the visit.
 */
export const assetsOver = defineRule({
  code: 'assets.over',
  section: 'admission.assets',
  needs: NEEDS,
  judge(family, pack, asOf) {
    if (pack.admission.assets === undefined) return [];
    const size = Math.max(family.household.members.length, 1);
    const income = sumOf(incomeByMember(payOf(family, asOf)));
    const rule = assetLimit(pack, asOf, { size, annualIncomeFen: income === 0 ? null : fen(income) });
    if (rule === null) return [];
    const { limit } = rule;
    if (limit === null) return incomparable('缺少收入数据，无法确定资产标准');
    const accounts = hitsIn(family, 'bank-assets').flatMap((hit): readonly Account[] => {
      const balanceFen = numberIn(hit.values, 'balanceFen');
      return balanceFen === null || balanceFen <= 0 ? [] : [{ hit, balanceFen }];
    });
    const found = failWith(family, accounts, (some) => {
      const held = eachAccountOnce(some);
      const total = held.reduce((sum, one) => sum + one.balanceFen, 0);
      return meetsLimit(total, size, limit) ? null : { held, total };
    });
    if (found !== null) {
      const { held, total } = found.found;
      return [
        failed(
          {
            memberKey: holderOfMost(held),
            confidence: found.confidence,
            reason: `家庭${size}人，已知金融资产共${yuan(total)}，标准为${perWhom(limit.per)}${atMost(limit.inclusive)}${yuan(limit.amount)}`,
            evidence: {
              valueFen: total,
              limitFen: limit.amount,
              per: limit.per,
              inclusive: limit.inclusive,
              members: size,
              parts: held.map(({ hit, balanceFen }) => ({
                member: hit.memberKey,
                kind: textIn(hit.values, 'assetKind'),
                balanceFen,
              })),
            },
          },
          held.map((one) => one.hit),
        ),
      ];
    }
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('已知金融资产未超过标准');
  },
});

/** An account reported twice counts once, with the newer balance. */
function eachAccountOnce(accounts: readonly Account[]): readonly Account[] {
  const byNumber = new Map<string, Account>();
  const unnumbered: Account[] = [];
  for (const account of accounts) {
    const number = textIn(account.hit.values, 'accountNo');
    if (number === null) {
      unnumbered.push(account);
      continue;
    }
    const before = byNumber.get(number);
    const newer =
      before === undefined ||
      (textIn(account.hit.values, 'balanceOn') ?? '') > (textIn(before.hit.values, 'balanceOn') ?? '');
    if (newer) byNumber.set(number, account);
  }
  return [...byNumber.values(), ...unnumbered];
}

function holderOfMost(accounts: readonly Account[]): string | null {
  const held = new Map<string | null, number>();
  for (const { hit, balanceFen } of accounts)
    held.set(hit.memberKey, (held.get(hit.memberKey) ?? 0) + balanceFen);
  return [...held].reduce<readonly [string | null, number]>(
    (most, one) => (one[1] > most[1] ? one : most),
    [null, -1],
  )[0];
}
