import type { CalendarDate } from '../basics/calendar-date.ts';
import { type Fen, fen } from '../basics/money.ts';
import type { IncomeBound, IncomePolicy } from './admission-policy.ts';
import { yuanToFen } from './amounts.ts';
import type { Limit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';

export interface IncomeLimit {
  /** Limit on a year's income, monthly ones times twelve; null when the base of a ratio is unknown: 不可比. */
  readonly annual: Limit | null;
  readonly policy: IncomePolicy;
  readonly ratio: number | null;
  readonly exemptGroups: readonly string[];
}

export interface HomeOwnership {
  readonly ownsHome?: boolean;
}

/** The income limit in force on a day; null when the pack does not regulate income. */
export function incomeLimit(
  pack: PolicyPack,
  asOf: CalendarDate,
  family: HomeOwnership = {},
): IncomeLimit | null {
  const policy = pack.admission.income;
  if (!policy) return null;
  const bound = family.ownsHome && policy.whenOwningHome ? policy.whenOwningHome : policy;
  const amount = annualFen(pack, policy, bound, asOf);
  const per = policy.basis.startsWith('per-capita') ? 'person' : 'household';
  return {
    annual: amount === null ? null : { amount, per, inclusive: bound.inclusive },
    policy,
    ratio: bound.ratio ?? null,
    exemptGroups: policy.exemptGroups ?? [],
  };
}

function annualFen(
  pack: PolicyPack,
  policy: IncomePolicy,
  bound: IncomeBound,
  asOf: CalendarDate,
): Fen | null {
  if (bound.limit !== undefined) {
    return yuanToFen(policy.basis.endsWith('monthly') ? bound.limit * 12 : bound.limit);
  }
  const base = disposableIncomeYuan(pack, asOf);
  return base === null || bound.ratio === undefined ? null : yuanToFen(base * bound.ratio);
}

/** A year's limit for a household of this size, in fen; null when not regulated or not known. */
export function incomeLimitFen(
  pack: PolicyPack,
  asOf: CalendarDate,
  size: number,
  family: HomeOwnership = {},
): Fen | null {
  const annual = incomeLimit(pack, asOf, family)?.annual;
  if (!annual) return null;
  return fen(annual.per === 'person' ? annual.amount * size : annual.amount);
}

/** Disposable income per head that holds on a day, yuan a year: the newest figure of an earlier year. */
export function disposableIncomeYuan(pack: PolicyPack, asOf: CalendarDate): number | null {
  const year = asOf.slice(0, 4);
  let newest = '';
  let yuan = pack.admission.income?.base ?? null;
  for (const [key, value] of Object.entries(pack.disposableIncome?.byYear ?? {})) {
    if (key < year && key > newest) {
      newest = key;
      yuan = value;
    }
  }
  return yuan;
}
