import type { IdGap, Member } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export interface HouseholdFile {
  readonly id: string;
  readonly county: string;
  readonly code: string;
  readonly region: string;
  readonly state: 'active' | 'exited';
  readonly category: string | null;
  readonly applicant_name: string;
  readonly changed_at: Date;
  readonly version: number;
  readonly left_on: string | null;
  readonly source_row: number | null;
  readonly source_sheet: string | null;
  readonly source_file: string | null;
  readonly estate_name: string | null;
  readonly room: string | null;
  readonly unit_id: string | null;
  readonly floor_area_cm2: number | null;
  readonly start_on: string | null;
  readonly end_on: string | null;
  readonly monthly_rent_fen: number | null;
  readonly arrears_months: number | null;
  readonly keys_on: string | null;
  readonly moved_in_on: string | null;
}

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly id_masked: string | null;
  readonly id_status: Member['idStatus'];
  readonly id_fault: IdGap | null;
  readonly birth_date: string | null;
  readonly phone_masked: string | null;
}

/** The household with its tenancy of now; null when there is none in the reader's scope. */
export async function readHousehold(tx: Tx, scope: string, id: string): Promise<HouseholdFile | null> {
  const { rows } = await sql<HouseholdFile>`
    SELECT h.id, h.county, h.code, h.region, h.state, h.category, h.applicant_name, h.changed_at, h.version, h.left_on::text,
      h.source_row, h.source_sheet, i.file_name AS source_file,
      t.estate_name, t.room, t.unit_id, t.floor_area_cm2, t.start_on::text, t.end_on::text, t.monthly_rent_fen,
      t.arrears_months, t.keys_on::text, t.moved_in_on::text
    FROM households h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    LEFT JOIN imports i ON i.county = h.county AND i.id = h.import_id
    WHERE ${inCounties(sql`h.county`, scope)} AND h.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export async function listMembers(
  tx: Tx,
  county: string,
  householdId: string,
): Promise<readonly MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    SELECT id, name, relation, id_masked, id_status, id_fault, birth_date::text, phone_masked
    FROM members WHERE county = ${county} AND household_id = ${householdId}::uuid AND removed_at IS NULL
    ORDER BY position`.execute(tx);
  return rows;
}

/** The sealed value of one field of one member; null when the member or the value is not there. */
export async function readSealed(
  tx: Tx,
  county: string,
  key: { readonly householdId: string; readonly memberId: string; readonly field: 'idNumber' | 'phone' },
): Promise<{ readonly sealed: Buffer | null; readonly region: string } | null> {
  const column = key.field === 'idNumber' ? sql`id_sealed` : sql`phone_sealed`;
  const { rows } = await sql<{ sealed: Buffer | null; region: string }>`
    SELECT ${column} AS sealed, region FROM members
    WHERE county = ${county} AND household_id = ${key.householdId}::uuid AND id = ${key.memberId}::uuid`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/**
 * Places households whose roster named no community in one, so that its workers see them; those that already
 * lie in a community stay. Returns the ids that moved.
 */
export async function placeInCommunity(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
  region: string,
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    UPDATE households SET region = ${region}
    WHERE county = ${county} AND id = ANY(${householdIds}::uuid[]) AND region = ${county.padEnd(12, '0')}
    RETURNING id`.execute(tx);
  const moved = rows.map((row) => row.id);
  for (const table of [sql`members`, sql`tenancies`]) {
    await sql`UPDATE ${table} SET region = ${region}
      WHERE county = ${county} AND household_id = ANY(${moved}::uuid[])`.execute(tx);
  }
  return moved;
}
