import type { IdGap, Member } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

export interface RosterRow {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly category: string | null;
  readonly source_row: number | null;
  readonly source_sheet: string | null;
  readonly source_file: string | null;
  readonly estate_name: string | null;
  readonly room: string | null;
  readonly floor_area_cm2: number | null;
  readonly start_on: string | null;
  readonly end_on: string | null;
  readonly monthly_rent_fen: number | null;
  readonly arrears_months: number | null;
  readonly keys_on: string | null;
  readonly keys_recorded: boolean | null;
  readonly moved_in_on: string | null;
}

export interface RosterMemberRow {
  readonly id: string;
  readonly household_id: string;
  readonly name: string;
  readonly relation: string;
  /** Null for a member without a usable number. */
  readonly id_sealed: Buffer | null;
  readonly id_status: Member['idStatus'];
  readonly id_from_15: boolean;
  readonly id_fault: IdGap | null;
  readonly birth_date: string | null;
  readonly source_row: number | null;
  readonly source_sheet: string | null;
}

/** Active households after `code`, in the order of the codes, with their tenancies of now. */
export async function readRosterPage(
  tx: Tx,
  county: string,
  after: string,
  limit: number,
): Promise<readonly RosterRow[]> {
  const { rows } = await sql<RosterRow>`
    SELECT h.id, h.code, h.region, h.category, h.source_row, h.source_sheet, i.file_name AS source_file, t.estate_name,
      t.room, t.floor_area_cm2, t.start_on::text, t.end_on::text, t.monthly_rent_fen, t.arrears_months, t.keys_on::text,
      t.keys_recorded, t.moved_in_on::text
    FROM households h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    LEFT JOIN imports i ON i.county = h.county AND i.id = h.import_id
    WHERE h.county = ${county} AND h.state = 'active' AND h.code > ${after}
    ORDER BY h.code LIMIT ${limit}`.execute(tx);
  return rows;
}

export async function readRosterMembers(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
): Promise<readonly RosterMemberRow[]> {
  const { rows } = await sql<RosterMemberRow>`
    SELECT id, household_id, name, relation, id_sealed, id_status, id_from_15, id_fault, birth_date::text,
      source_row, source_sheet
    FROM members
    WHERE county = ${county} AND household_id = ANY(${householdIds}::uuid[]) AND removed_at IS NULL
    ORDER BY household_id, position`.execute(tx);
  return rows;
}
