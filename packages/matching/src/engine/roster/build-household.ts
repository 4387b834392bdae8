import {
  type CalendarDate,
  type FieldValue,
  type IdReading,
  type Member,
  readCalendarDate,
  readIdNumber,
  type Tenancy,
} from '@anju/domain';
import { refuseId } from '../id-refusal.ts';
import type { Refusal } from '../types.ts';
import type { RowGroup } from './group-rows.ts';
import { readRelation } from './read-relation.ts';
import type { RosterHousehold } from './types.ts';

export interface RosterFile {
  readonly name: string;
  readonly asOf: CalendarDate | null;
  readonly idLabel: string;
}

/** A household of its rows; null when no member has a usable ID number. Refused members go to `refuse`. */
export function buildHousehold(
  group: RowGroup,
  file: RosterFile,
  refuse: (refusal: Refusal) => void,
): RosterHousehold | null {
  const lineageOf = (row: number) => ({ register: 'roster', file: file.name, row, asOf: file.asOf });
  const members: Member[] = [];
  const used = new Map<string, number>();
  for (const [at, row] of group.rows.entries()) {
    const reading = readIdNumber(row.rawId);
    if (reading.status !== 'valid' && reading.status !== 'invalid') {
      refuse(refuseId(reading, { register: 'roster', file: file.name, row: row.row, field: file.idLabel }));
      continue;
    }
    const times = (used.get(reading.id) ?? 0) + 1;
    used.set(reading.id, times);
    members.push({
      key: times === 1 ? reading.id : `${reading.id}#${times}`,
      name: row.name,
      idNumber: reading.id,
      idStatus: reading.status,
      relation: readRelation(row.relation) ?? (at === 0 ? 'self' : 'other'),
      birthDate: birthDateOf(reading),
      lineage: lineageOf(row.row),
    });
  }
  const first = group.rows[0];
  if (members.length === 0 || first === undefined) return null;
  const declared = firstFilled(group);
  return {
    code: group.code,
    members,
    tenancy: tenancyOf(declared),
    lineage: lineageOf(first.row),
    declared,
    exitedOn: dateOf(declared.exitedOn),
  };
}

function birthDateOf(reading: Extract<IdReading, { status: 'valid' | 'invalid' }>): CalendarDate | null {
  if (reading.status === 'valid') return reading.birthDate;
  // A wrong check digit seldom means a wrong date; an impossible one says nothing.
  const read = readCalendarDate(reading.id.slice(6, 14));
  return read.ok ? read.value : null;
}

/** Household cells may stand on any of the rows: the first that says something holds. */
function firstFilled({ rows }: RowGroup): Readonly<Record<string, FieldValue>> {
  const [{ family: first } = { family: {} }] = rows;
  const others = rows.filter(({ family }) => family !== first);
  if (others.length === 0) return first;
  const merged: Record<string, FieldValue> = { ...first };
  for (const key of Object.keys(merged)) for (const { family } of others) merged[key] ??= family[key] ?? null;
  return merged;
}

function tenancyOf(values: Readonly<Record<string, FieldValue>>): Tenancy {
  return {
    estate: textOf(values.estate),
    room: textOf(values.room),
    floorAreaCm2: numberOf(values.floorAreaCm2),
    category: textOf(values.category),
    monthlyRentFen: numberOf(values.monthlyRentFen),
    startDate: dateOf(values.startDate),
    endDate: dateOf(values.endDate),
    arrearsMonths: numberOf(values.arrearsMonths),
    keysOn: dateOf(values.keysOn),
    movedInOn: dateOf(values.movedInOn),
  };
}

const textOf = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);
/** Fields of dates were read as dates: they hold one or nothing. */
const dateOf = (value: FieldValue | undefined): CalendarDate | null => textOf(value) as CalendarDate | null;
