import { normaliseText } from '../basics/normalise-text.ts';
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
  const people = new Map<string, { household: Household; member: Member }[]>();
  const units = new Map<string, Household[]>();
  for (const household of households) {
    for (const member of household.members) {
      // A mistyped number says nothing about who is who.
      if (member.idStatus === 'valid') push(people, member.idNumber, { household, member });
    }
    const unit = unitKey(household.tenancy);
    if (unit !== null) push(units, unit, household);
  }
  for (const same of people.values()) {
    if (same.length < 2) continue;
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
  for (const same of units.values()) {
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

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Estate and room in the form in which units are compared; null for a household without a unit. */
export function unitKey(tenancy: Tenancy): string | null {
  if (tenancy.estate === null || tenancy.room === null) return null;
  const estate = normaliseText(tenancy.estate).replace(/\s/gu, '');
  const room = normaliseText(tenancy.room)
    .replace(/号?(楼|栋|幢|单元)|[\s_－—–]+/gu, '-')
    .replace(/[室号]$/u, '')
    .replace(/-+/gu, '-');
  return estate === '' || room === '' ? null : `${estate}\u0000${room}`;
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
