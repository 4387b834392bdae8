import { unitKey } from '../basics/unit-room.ts';
import type { Crossing, Household, Member, Tenancy } from './types.ts';

/**
 * What only shows between households: the same valid ID number in two of them, and one unit let twice at a time.
 * @returns household code → its crossings; households without any are absent
 */
export function findCrossings(households: readonly Household[]): ReadonlyMap<string, readonly Crossing[]> {
  const crossings = new Map<string, Crossing[]>();
  const add = (code: string, crossing: Crossing) => {
    const own = crossings.get(code);
    if (own === undefined) crossings.set(code, [crossing]);
    else own.push(crossing);
  };
  for (const same of sharedPeople(households)) {
    for (const { household, member } of same) {
      for (const other of same) {
        if (other.household.code === household.code) continue;
        add(household.code, {
          kind: 'same-person',
          memberKey: member.key,
          otherHousehold: other.household.code,
          otherLineage: other.member.lineage,
        });
      }
    }
  }
  for (const same of sharedUnits(households)) {
    for (const household of same) {
      for (const other of same) {
        if (other.code === household.code) continue;
        const overlaps = tenanciesOverlap(household.tenancy, other.tenancy);
        if (overlaps === false) continue;
        add(household.code, {
          kind: 'same-unit',
          otherHousehold: other.code,
          overlaps,
          otherLineage: other.lineage,
        });
      }
    }
  }
  return crossings;
}

interface Person {
  readonly household: Household;
  readonly member: Member;
}

function sharedPeople(households: readonly Household[]): Iterable<readonly Person[]> {
  const first = new Map<string, Person>();
  const shared = new Map<string, Person[]>();
  for (const household of households)
    for (const member of household.members) {
      // A mistyped number says nothing about who is who.
      if (member.idStatus !== 'valid') continue;
      const person = { household, member };
      const before = first.get(member.idNumber);
      if (before === undefined) first.set(member.idNumber, person);
      else push(shared, member.idNumber, before, person);
    }
  return shared.values();
}

function sharedUnits(households: readonly Household[]): Iterable<readonly Household[]> {
  const first = new Map<string, Household>();
  const shared = new Map<string, Household[]>();
  for (const household of households) {
    const unit = unitKey(household.tenancy);
    if (unit === null) continue;
    const before = first.get(unit);
    if (before === undefined) first.set(unit, household);
    else push(shared, unit, before, household);
  }
  return shared.values();
}

function push<T>(map: Map<string, T[]>, key: string, first: T, next: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [first, next]);
  else list.push(next);
}

/**
 * Whether two tenancies share a day. No end date is open-ended; a lease ends on its end date, so that one starting
 * that day shares none. Null: a start date is missing.
 */
function tenanciesOverlap(a: Tenancy, b: Tenancy): boolean | null {
  if (a.startDate !== null && b.endDate !== null && a.startDate >= b.endDate) return false;
  if (b.startDate !== null && a.endDate !== null && b.startDate >= a.endDate) return false;
  return a.startDate === null || b.startDate === null ? null : true;
}
