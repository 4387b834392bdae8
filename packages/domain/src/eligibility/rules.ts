import { REGISTER_KINDS, type RegisterKind } from '../registers/index.ts';
import { hasUnnumbered } from './define-rule.ts';
import type { RuleCode } from './rule-codes.ts';
import { applicantMinor } from './rules/applicant-minor.ts';
import { assetsOver } from './rules/assets-over.ts';
import { benefitDuplicate } from './rules/benefit-duplicate.ts';
import { businessRegistered } from './rules/business-registered.ts';
import { doubleAllocated } from './rules/double-allocated.ts';
import { housingDisposed } from './rules/housing-disposed.ts';
import { housingOwned } from './rules/housing-owned.ts';
import { housingSigned } from './rules/housing-signed.ts';
import { hukouMovedOut } from './rules/hukou-moved-out.ts';
import { idInvalid } from './rules/id-invalid.ts';
import { idMismatch } from './rules/id-mismatch.ts';
import { incomeOver } from './rules/income-over.ts';
import { leaseExpired } from './rules/lease-expired.ts';
import { memberDeceased } from './rules/member-deceased.ts';
import { memberNewborn } from './rules/member-newborn.ts';
import { notMovedIn } from './rules/not-moved-in.ts';
import { payrollPublic } from './rules/payroll-public.ts';
import { rentArrears } from './rules/rent-arrears.ts';
import { statusLost } from './rules/status-lost.ts';
import { subsidyAndUnit } from './rules/subsidy-and-unit.ts';
import { undeclaredSpouse } from './rules/undeclared-spouse.ts';
import { utilityExcess } from './rules/utility-excess.ts';
import { utilityIdle } from './rules/utility-idle.ts';
import { vehicleOver } from './rules/vehicle-over.ts';
import type { Basis, Family, Judge, Outcome, Rule } from './types.ts';

/** Every rule, in the order of its code list. */
export const RULES: readonly Rule[] = Object.freeze([
  housingOwned,
  housingSigned,
  housingDisposed,
  incomeOver,
  assetsOver,
  vehicleOver,
  businessRegistered,
  memberDeceased,
  undeclaredSpouse,
  memberNewborn,
  hukouMovedOut,
  benefitDuplicate,
  subsidyAndUnit,
  statusLost,
  payrollPublic,
  applicantMinor,
  utilityIdle,
  utilityExcess,
  rentArrears,
  leaseExpired,
  doubleAllocated,
  notMovedIn,
  idInvalid,
  idMismatch,
]);

/**
 * Makes ready to judge family after family: the judge gives every outcome of every rule. A rule that the pack does not
 * regulate, or that has no bearing on the family, gives none; a rule that several members fail gives one for each.
 */
export function prepareJudge(basis: Basis): Judge {
  const rules = RULES.flatMap((rule) => {
    const prepared = rule.prepare(basis);
    return prepared === null ? [] : [{ ...prepared, registers: maskOf([...rule.needs, ...rule.uses]) }];
  });
  return (family) => {
    const told = toldBy(family);
    const outcomes: Outcome[] = [];
    for (const { judge, nothing, registers } of rules) {
      const said = nothing !== null && (told & registers) === 0 ? nothing : judge(family);
      for (const outcome of said) outcomes.push(outcome);
    }
    return outcomes;
  };
}

const BITS = new Map(REGISTER_KINDS.map((kind, at) => [kind, 1 << at]));
const ALL = -1;

function maskOf(kinds: Iterable<RegisterKind>): number {
  let mask = 0;
  for (const kind of kinds) mask |= BITS.get(kind) ?? ALL;
  return mask;
}

/** The registers that know something of the family; all, where it takes more than hits to tell. */
function toldBy({ household, hits, crossings }: Family): number {
  if (crossings.length > 0 || hasUnnumbered(household.members)) return ALL;
  let mask = 0;
  for (const { register } of hits) mask |= BITS.get(register) ?? ALL;
  return mask;
}

/** The rules that said nothing of any family: the pack does not regulate them, or they had no bearing on anyone. */
export function silentRules(said: ReadonlySet<RuleCode>): readonly RuleCode[] {
  return RULES.flatMap(({ code }) => (said.has(code) ? [] : [code]));
}
