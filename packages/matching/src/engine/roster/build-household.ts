import {
  type CalendarDate,
  type FieldValue,
  firstDayOf,
  type IdReading,
  lastDayOf,
  type Member,
  readCalendarDate,
  readIdNumber,
  type Tenancy,
  type YearMonth,
} from '@anju/domain';
import type { RowPlace } from '../../reading/index.ts';
import { refuseId, type Unusable } from '../id-refusal.ts';
import { fileAt, type Refusal } from '../types.ts';
import { type RowGroup, rowCalled } from './group-rows.ts';
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
  readonly place: RowPlace;
  readonly isNamed: boolean;
}

/**
 * A household of its rows; null when no member has a usable ID number. Who has none stays a member by name, and their
 * row is told to `refuse`; without a name either, or where nobody of the household can be compared, it is left out.
 * A household with a row that can't be used is left out whole: its size would be wrong.
 */
export function buildHousehold(
  group: RowGroup,
  file: RosterFile,
  refuse: (refusal: Refusal) => void,
): RosterHousehold | null {
  const lineageOf = (place: RowPlace) => ({
    register: 'roster',
    file: fileAt(file.name, place),
    row: place.row,
    asOf: file.asOf,
  });
  if (group.rows.some(({ fault }) => fault !== null)) {
    refuseWhole(group, file, refuse);
    return null;
  }
  const members: Member[] = [];
  const memberPlaces: RowPlace[] = [];
  const take = (member: Member, place: RowPlace) => {
    members.push(member);
    memberPlaces.push(place);
  };
  const used = new Map<string, number>();
  const gaps: Gap[] = [];
  for (const [at, row] of group.rows.entries()) {
    const reading = readIdNumber(row.rawId);
    const { name } = row;
    const relation = readRelation(row.relation) ?? (at === 0 ? 'self' : 'other');
    const lineage = lineageOf(row.place);
    if (reading.status === 'damaged' || reading.status === 'unusable') {
      gaps.push({ reading, place: row.place, isNamed: name !== '' });
      const key = rowCalled(row);
      const idFault = reading.fault;
      if (name !== '')
        take(
          { key, name, idNumber: null, idStatus: 'missing', idFault, relation, birthDate: null, lineage },
          row.place,
        );
      continue;
    }
    const times = (used.get(reading.id) ?? 0) + 1;
    used.set(reading.id, times);
    take(
      {
        key: times === 1 ? reading.id : `${reading.id}#${times}`,
        name,
        idNumber: reading.id,
        idStatus: reading.status,
        ...(reading.from15 ? { from15: true } : {}),
        relation,
        birthDate: birthDateOf(reading),
        lineage,
      },
      row.place,
    );
  }
  for (const { reading, place: at, isNamed } of gaps) {
    const place = { register: 'roster', file: file.name, ...at, field: file.idLabel } as const;
    refuse(refuseId(reading, place, used.size > 0 && isNamed ? 'field' : 'row'));
  }
  const first = group.rows[0];
  if (used.size === 0 || first === undefined) return null;
  const declared = firstFilled(group);
  return {
    code: group.code,
    members,
    place: first.place,
    memberPlaces,
    tenancy: tenancyOf(declared, file.keysRecorded && !group.rows.some(({ keysUnread }) => keysUnread)),
    lineage: lineageOf(first.place),
    declared,
    exitedOn: endOf(declared.exitedOn),
  };
}

function refuseWhole({ rows }: RowGroup, { name }: RosterFile, refuse: (refusal: Refusal) => void): void {
  const wrong = rows.find(({ fault }) => fault !== null);
  for (const { place, fault } of rows) {
    const { field, reason, remedy } = fault ?? {
      field: null,
      reason: `同一户的第 ${wrong?.place.row ?? 0} 行不能采用，人数不全，整户不采用`,
      remedy: '改正那一行后重新提供',
    };
    refuse({ register: 'roster', file: name, ...place, field, value: '', reason, remedy, extent: 'row' });
  }
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
    startDate: startOf(values.startDate),
    endDate: endOf(values.endDate),
    arrearsMonths: numberOf(values.arrearsMonths),
    keysOn: endOf(values.keysOn),
    movedInOn: startOf(values.movedInOn),
    keysRecorded,
  };
}

const textOf = (value: FieldValue | undefined): string | null => (typeof value === 'string' ? value : null);
const numberOf = (value: FieldValue | undefined): number | null => (typeof value === 'number' ? value : null);

/** Fields of dates were read as dates: they hold a day, a month, or nothing. */
const dayOf = (value: FieldValue | undefined, ofMonth: typeof firstDayOf): CalendarDate | null => {
  const text = textOf(value);
  if (text === null) return null;
  return text.length === MONTH_LENGTH ? ofMonth(text as YearMonth) : (text as CalendarDate);
};
const MONTH_LENGTH = 'yyyy-mm'.length;
/** A term that begins in a month begins with it, and one that ends in a month ends with it. */
const startOf = (value: FieldValue | undefined) => dayOf(value, firstDayOf);
const endOf = (value: FieldValue | undefined) => dayOf(value, lastDayOf);
