import type { CalendarDate } from '../basics/calendar-date.ts';
import type { Fen } from '../basics/money.ts';
import type { AssetsPolicy } from './admission-policy.ts';
import { yuanToFen } from './amounts.ts';
import { disposableIncomeYuan } from './income-limit.ts';
import type { Limit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';

export interface AssetFamily {
  readonly size: number;
  /** The family's known income in a year; null when not known. */
  readonly annualIncomeFen: Fen | null;
}

export interface AssetLimits {
  readonly scope: 'all' | 'money';
  /** Whether the family's own income has a part in it. */
  readonly restsOnIncome: boolean;
  /** In fen; null when the income it is a multiple of is unknown: 不可比. */
  readonly limitOf: (family: AssetFamily) => Limit | null;
}

/** The asset limits in force on a day; null when the pack does not regulate assets. */
export function assetLimits(pack: PolicyPack, asOf: CalendarDate): AssetLimits | null {
  const { assets } = pack.admission;
  if (!assets) return null;
  const disposableYuan = disposableIncomeYuan(pack, asOf);
  const per = assets.basis === 'per-capita' ? 'person' : 'household';
  return {
    scope: assets.scope ?? 'all',
    restsOnIncome: assets.basis === 'income-multiple' && assets.multipleOf !== 'disposable-income',
    limitOf(family) {
      const amount = amountFen(assets, disposableYuan, family);
      return amount === null ? null : { amount, per, inclusive: assets.inclusive };
    },
  };
}

function amountFen(assets: AssetsPolicy, disposableYuan: number | null, family: AssetFamily): Fen | null {
  if (assets.basis === 'by-size') {
    const table = assets.bySize ?? [];
    const yuan = table[Math.min(Math.max(family.size, 1), table.length) - 1];
    return yuan === undefined ? null : yuanToFen(yuan);
  }
  if (assets.basis !== 'income-multiple') return assets.limit === undefined ? null : yuanToFen(assets.limit);
  const incomeYuan =
    assets.multipleOf === 'disposable-income'
      ? disposableYuan
      : family.annualIncomeFen === null
        ? null
        : family.annualIncomeFen / 100;
  return incomeYuan === null || assets.multiple === undefined
    ? null
    : yuanToFen(incomeYuan * assets.multiple);
}
