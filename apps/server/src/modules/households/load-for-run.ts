import {
  type CalendarDate,
  calendarDate,
  type Household,
  type Lineage,
  type Member,
  type Relation,
} from '@anju/domain';
import { fileAt } from '@anju/matching';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Secrets } from '../../platform/secrets.ts';
import { type RosterMemberRow, type RosterRow, readRosterMembers, readRosterPage } from './roster-store.ts';

/** A stored household as the comparison takes it, with what its findings need to be filed. */
export interface RosterEntry {
  readonly id: string;
  readonly region: string;
  /** Member keys are the members' ids. */
  readonly household: Household;
}

const PAGE = 1_000;
const RELATIONS: Readonly<Record<Relation, true>> = {
  self: true,
  spouse: true,
  child: true,
  parent: true,
  sibling: true,
  grandchild: true,
  grandparent: true,
  other: true,
};
const isRelation = (text: string): text is Relation => Object.hasOwn(RELATIONS, text);
const dateOrNull = (text: string | null): CalendarDate | null => (text === null ? null : calendarDate(text));

function lineageOf(file: string, { source_row, source_sheet }: RosterRow | RosterMemberRow): Lineage {
  const row = source_row ?? 0;
  return { register: 'roster', file: fileAt(file, { row, sheet: source_sheet }), row, asOf: null };
}

function memberOf(row: RosterMemberRow, file: string, secrets: Pick<Secrets, 'openField'>): Member {
  const relation = isRelation(row.relation) ? row.relation : 'other';
  const lineage = lineageOf(file, row);
  const { id_sealed: sealed, id_status: idStatus } = row;
  if (sealed === null || idStatus === 'missing')
    return {
      key: row.id,
      name: row.name,
      idNumber: null,
      idStatus: 'missing',
      idFault: row.id_fault ?? 'blank',
      relation,
      birthDate: null,
      lineage,
    };
  return {
    key: row.id,
    name: row.name,
    idNumber: secrets.openField(sealed),
    idStatus,
    ...(row.id_from_15 ? { from15: true } : {}),
    relation,
    birthDate: dateOrNull(row.birth_date),
    lineage,
  };
}

function entryOf(row: RosterRow, members: readonly Member[]): RosterEntry {
  return {
    id: row.id,
    region: row.region,
    household: {
      code: row.code,
      members,
      tenancy: {
        estate: row.estate_name,
        room: row.room,
        floorAreaCm2: row.floor_area_cm2,
        category: row.category,
        monthlyRentFen: row.monthly_rent_fen,
        startDate: dateOrNull(row.start_on),
        endDate: dateOrNull(row.end_on),
        arrearsMonths: row.arrears_months,
        keysOn: dateOrNull(row.keys_on),
        keysRecorded: row.keys_recorded ?? false,
        movedInOn: dateOrNull(row.moved_in_on),
      },
      lineage: lineageOf(row.source_file ?? '花名册', row),
    },
  };
}

/** Every active household of the county, ID numbers opened, for a comparison run; about 5 µs a person. */
export async function loadRosterFor(
  tx: Tx,
  secrets: Pick<Secrets, 'openField'>,
  county: string,
): Promise<readonly RosterEntry[]> {
  const entries: RosterEntry[] = [];
  let after = '';
  for (;;) {
    const page = await readRosterPage(tx, county, after, PAGE);
    const last = page.at(-1);
    if (last === undefined) return entries;
    const rows = await readRosterMembers(
      tx,
      county,
      page.map((row) => row.id),
    );
    const files = new Map(page.map((row) => [row.id, row.source_file ?? '花名册']));
    const members = new Map<string, Member[]>();
    for (const row of rows) {
      const list = members.get(row.household_id) ?? [];
      list.push(memberOf(row, files.get(row.household_id) ?? '', secrets));
      members.set(row.household_id, list);
    }
    entries.push(...page.map((row) => entryOf(row, members.get(row.id) ?? [])));
    after = last.code;
  }
}
