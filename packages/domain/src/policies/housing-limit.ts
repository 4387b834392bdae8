import type { HousingBound, HousingPolicy } from './admission-policy.ts';
import { squareMetresToCm2 } from './amounts.ts';
import type { Limit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';

export interface HousingLimit {
  /** In cm²; meeting any one is enough. */
  readonly anyOf: readonly Limit[];
  readonly area: 'floor-area' | 'use-area';
}

export interface DisposalRule {
  /** Null: whenever it was. */
  readonly lookbackMonths: number | null;
  /** Null: every way of disposing. */
  readonly kinds: readonly string[] | null;
}

function toLimit(bound: HousingBound): Limit {
  return {
    amount: squareMetresToCm2(bound.limit),
    per: bound.basis === 'per-capita' ? 'person' : 'household',
    inclusive: bound.inclusive,
  };
}

function mainBound(housing: HousingPolicy): HousingBound | null {
  const { basis, limit, inclusive } = housing;
  if (basis === undefined || limit === undefined || inclusive === undefined) return null;
  return { basis, limit, inclusive };
}

/** The housing-area limit; null when the pack has none. */
export function housingLimit(pack: PolicyPack): HousingLimit | null {
  const housing = pack.admission.housing;
  const main = housing && mainBound(housing);
  if (!housing || !main) return null;
  const anyOf = housing.alternative ? [toLimit(main), toLimit(housing.alternative)] : [toLimit(main)];
  return { anyOf, area: housing.area ?? 'floor-area' };
}

/** Which disposals of housing count; null when the pack does not regulate them. */
export function disposalRule(pack: PolicyPack): DisposalRule | null {
  const housing = pack.admission.housing;
  if (housing?.disposalLookbackMonths === undefined && housing?.disposalKinds === undefined) return null;
  return { lookbackMonths: housing.disposalLookbackMonths ?? null, kinds: housing.disposalKinds ?? null };
}

/** Kinds of property that exclude a family whatever their size. */
export function forbiddenPropertyKinds(pack: PolicyPack): readonly string[] {
  return pack.admission.housing?.forbiddenKinds ?? [];
}
