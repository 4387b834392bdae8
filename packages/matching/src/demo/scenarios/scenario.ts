import { addMonths, type Confidence, type RegisterKind, type RuleCode } from '@anju/domain';
import type { DemoMember, FamilyWish } from '../family.ts';
import type { DemoHousehold } from '../household.ts';
import type { Person } from '../people/population.ts';
import { at } from '../random.ts';
import type { DemoRow, RowMaker } from '../rows.ts';

export interface Planted {
  readonly confidence?: Confidence;
  readonly note?: string;
  /** Follows from another planted fact: raising it or not is both right. */
  readonly optional?: true;
}

/** What a scenario may do to the one or two families it happens to. */
export interface Plot extends RowMaker {
  readonly households: readonly DemoHousehold[];
  readonly household: DemoHousehold;
  /** The tenant of the first household. */
  readonly self: DemoMember;
  readonly size: number;
  add(kind: RegisterKind, row: DemoRow): void;
  /** A finding that must be raised. */
  find(rule: RuleCode, person: Person | null, planted?: Planted, household?: DemoHousehold): void;
  /** Looks like a finding and is none. */
  decoy(rule: RuleCode, why: string): void;
  /** Somebody who is neither in the roster nor in the population. */
  outsider(sex?: Person['sex']): Person;
  /** Another person of the same name, sex and birth date. */
  namesake(person: Person): Person;
  person(age: readonly [number, number], sex: Person['sex']): Person;
}

export interface Scenario {
  readonly name: string;
  readonly wish?: FamilyWish;
  /** Two for what shows only between households. */
  readonly households?: 2;
  readonly category?: string;
  readonly plant: (plot: Plot) => void;
}

/** A round figure a little or a lot above a limit. */
export const above = (plot: Plot, limit: number, step: number): number =>
  (Math.floor(limit / step) + plot.random.between(1, 12)) * step;

/** Of age to own, sign and earn; the tenant where nobody else is. */
export function anyAdult(plot: Plot): DemoMember {
  const grown = addMonths(plot.asOf, -12 * 20);
  const adults = plot.household.members.filter((member) => member.birth < grown);
  return adults.length === 0 ? plot.self : plot.random.pick(adults);
}

export const secondHousehold = (plot: Plot): DemoHousehold => at(plot.households, 1);
