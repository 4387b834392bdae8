import type { RuleCode } from '../eligibility/rule-codes.ts';
import type { ExitNature } from '../exits/index.ts';
import type { PlanCode } from './plan.ts';

/** A category of a campaign and, where one fits, the item inside it. */
export interface ProblemPlace {
  readonly category: string;
  readonly item: string | null;
}

const at = (category: string, item: string | null): ProblemPlace => ({ category, item });

interface Mapping {
  /** What the family is to leave for says more than the rule that raised the suspicion. */
  readonly natures: Partial<Record<ExitNature, ProblemPlace>>;
  readonly rules: Partial<Record<RuleCode, ProblemPlace>>;
  readonly otherwise: ProblemPlace | null;
}

const OVER_LIMIT = at('3', '3.1');
const HOUSING_CHANGED = at('1', '1.1');
const MEANS_CHANGED = at('1', '1.2');

/**
 * Where a confirmed finding goes unless the officer says otherwise. Nobody is accused by a default: 欺骗 (3.2) or
 * 优亲厚友 (2.3) of source 0 has to be chosen by a person.
 */
const MAPPINGS: Readonly<Record<PlanCode, Mapping>> = {
  'allocation-2023': {
    natures: { '2': at('3', '3.4'), '3': at('3', '3.4') },
    rules: {
      'housing.owned': OVER_LIMIT,
      'housing.signed': OVER_LIMIT,
      'housing.disposed': OVER_LIMIT,
      'income.over': OVER_LIMIT,
      'assets.over': OVER_LIMIT,
      'vehicle.over': OVER_LIMIT,
      'business.registered': OVER_LIMIT,
      'rent.arrears': at('3', '3.3'),
    },
    otherwise: at('6', null),
  },
  'post-lease-2021': {
    natures: { '1A': HOUSING_CHANGED, '1B': MEANS_CHANGED, '2': at('2', '2.1'), '3': at('2', '2.2') },
    rules: {
      'housing.owned': HOUSING_CHANGED,
      'housing.signed': HOUSING_CHANGED,
      'housing.disposed': HOUSING_CHANGED,
      'income.over': MEANS_CHANGED,
      'assets.over': MEANS_CHANGED,
      'vehicle.over': MEANS_CHANGED,
      'business.registered': MEANS_CHANGED,
      'status.lost': MEANS_CHANGED,
    },
    otherwise: null,
  },
  // Findings of public rental housing have no place in a campaign on rural renovation.
  'rural-2018': { natures: {}, rules: {}, otherwise: null },
  own: { natures: {}, rules: {}, otherwise: null },
};

/** The default place of a confirmed finding in a campaign of `plan`; null: a person has to choose. */
export function problemPlaceOf(
  plan: PlanCode,
  finding: { readonly rule: RuleCode; readonly exitNature: ExitNature | null },
): ProblemPlace | null {
  const mapping = MAPPINGS[plan];
  const byNature = finding.exitNature === null ? undefined : mapping.natures[finding.exitNature];
  return byNature ?? mapping.rules[finding.rule] ?? mapping.otherwise;
}
