import type { CalendarDate } from '../basics/calendar-date.ts';
import type { Fen } from '../basics/money.ts';
import type { AssetsPolicy } from './admission-policy.ts';
import { yuanToFen } from './amounts.ts';
import { disposableIncomeYuan } from './income-limit.ts';
import type { Limit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';

export interface AssetLimit {
  /** In fen; null when the income it is a multiple of is unknown: 不可比. */
  readonly limit: Limit | null;
  readonly scope: 'all' | 'money';
}

export interface AssetFamily {
  readonly size: number;
  /** The family's known income in a year; null when not known. */
  readonly annualIncomeFen: Fen | null;
}

/** The asset limit for a family; null when the pack does not regulate assets. */
export function assetLimit(pack: PolicyPack, asOf: CalendarDate, family: AssetFamily): AssetLimit | null {
  const assets = pack.admission.assets;
  if (!assets) return null;
  const amount = amountFen(assets, disposableIncomeYuan(pack, asOf), family);
  const per = assets.basis === 'per-capita' ? 'person' : 'household';
  return {
    limit: amount === null ? null : { amount, per, inclusive: assets.inclusive },
    scope: assets.scope ?? 'all',
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
