import {
  type CalendarDate,
  type FieldValue,
  type IdReading,
  type Member,
  readCalendarDate,
  readIdNumber,
  type Tenancy,
} from '@anju/domain';
import { refuseId, type Unusable } from '../id-refusal.ts';
import type { Refusal } from '../types.ts';
import type { RowGroup } from './group-rows.ts';
import { readRelation } from './read-relation.ts';
import { roomOf } from './room-of.ts';
import type { RosterHousehold } from './types.ts';

export interface RosterFile {
  readonly name: string;
  readonly asOf: CalendarDate | null;
  readonly idLabel: string;
  /** Whether the file gives the day of the keys for anybody: a column that nobody fills says nothing. */
  readonly keysRecorded: boolean;
}

/** A number that can't be used; its row counts all the same where it names somebody. */
interface Gap {
  readonly reading: Unusable;
  readonly row: number;
  readonly isNamed: boolean;
}

/**
 * A household of its rows; null when no member has a usable ID number. Who has none stays a member by name, and their
 * row is told to `refuse`; without a name either, or where nobody of the household can be compared, it is left out.
 */
export function buildHousehold(
  group: RowGroup,
  file: RosterFile,
  refuse: (refusal: Refusal) => void,
): RosterHousehold | null {
  const lineageOf = (row: number) => ({ register: 'roster', file: file.name, row, asOf: file.asOf });
  const members: Member[] = [];
  const used = new Map<string, number>();
  const gaps: Gap[] = [];
  for (const [at, row] of group.rows.entries()) {
    const reading = readIdNumber(row.rawId);
    const { name } = row;
    const relation = readRelation(row.relation) ?? (at === 0 ? 'self' : 'other');
    const lineage = lineageOf(row.row);
    if (reading.status === 'damaged' || reading.status === 'unusable') {
      gaps.push({ reading, row: row.row, isNamed: name !== '' });
      if (name !== '')
        members.push({
          key: `第${row.row}行`,
          name,
          idNumber: null,
          idStatus: 'missing',
          idFault: reading.fault,
          relation,
          birthDate: null,
          lineage,
        });
      continue;
    }
    const times = (used.get(reading.id) ?? 0) + 1;
    used.set(reading.id, times);
    members.push({
      key: times === 1 ? reading.id : `${reading.id}#${times}`,
      name,
      idNumber: reading.id,
      idStatus: reading.status,
      relation,
      birthDate: birthDateOf(reading),
      lineage,
    });
  }
  for (const { reading, row, isNamed } of gaps) {
    const place = { register: 'roster', file: file.name, row, field: file.idLabel } as const;
    refuse(refuseId(reading, place, used.size > 0 && isNamed ? 'field' : 'row'));
  }
  const first = group.rows[0];
  if (used.size === 0 || first === undefined) return null;
  const declared = firstFilled(group);
  return {
    code: group.code,
    members,
    tenancy: tenancyOf(declared, file.keysRecorded && !group.rows.some(({ keysUnread }) => keysUnread)),
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

function tenancyOf(values: Readonly<Record<string, FieldValue>>, keysRecorded: boolean): Tenancy {
  return {
    estate: textOf(values.estate),
    room: roomOf(values),
    floorAreaCm2: numberOf(values.floorAreaCm2),
    category: textOf(values.category),
    monthlyRentFen: numberOf(values.monthlyRentFen),
    startDate: dateOf(values.startDate),
    endDate: dateOf(values.endDate),
    arrearsMonths: numberOf(values.arrearsMonths),
    keysOn: dateOf(values.keysOn),
    movedInOn: dateOf(values.movedInOn),
    keysRecorded,
  };
}

const textOf = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);
/** Fields of dates were read as dates: they hold one or nothing. */
const dateOf = (value: FieldValue | undefined): CalendarDate | null => textOf(value) as CalendarDate | null;
