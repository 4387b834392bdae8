import type { IdGap, Member } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** Hex in JSON parameters: one round trip for a thousand rows. */
export interface HouseholdToStore {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  /** The day on which the roster says that the family leaves, still to come or not. */
  readonly leftOn: string | null;
  readonly category: string | null;
  readonly applicantName: string;
  readonly applicantInitials: string;
  readonly membersCount: number;
  readonly estateId: string | null;
  readonly unitId: string | null;
  readonly digestHex: string;
  readonly sourceRow: number;
  /** Named where the roster was read of several sheets. */
  readonly sourceSheet: string | null;
}

export interface MemberToStore {
  readonly id: string;
  readonly householdId: string;
  readonly region: string;
  readonly position: number;
  readonly name: string;
  readonly initials: string;
  readonly relation: string;
  /** Null with the other two, and only then with a fault: a member without a usable number. */
  readonly idSealedHex: string | null;
  readonly idIndexHex: string | null;
  readonly idMasked: string | null;
  readonly idStatus: Member['idStatus'];
  readonly idFrom15: boolean;
  readonly idFault: IdGap | null;
  readonly birthDate: string | null;
  readonly phoneSealedHex: string | null;
  readonly phoneMasked: string | null;
  readonly sourceRow: number;
  readonly sourceSheet: string | null;
}

export interface TenancyToStore {
  readonly id: string;
  readonly householdId: string;
  readonly unitId: string | null;
  readonly region: string;
  readonly estateName: string | null;
  readonly room: string | null;
  readonly floorAreaCm2: number | null;
  readonly startOn: string | null;
  readonly endOn: string | null;
  readonly monthlyRentFen: number | null;
  readonly arrearsMonths: number | null;
  readonly keysOn: string | null;
  readonly keysRecorded: boolean;
  readonly movedInOn: string | null;
}

export interface KnownHousehold {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly digest_hex: string;
}

/** Held until the transaction ends: two rosters of one county are loaded one after the other. */
export async function lockRoster(tx: Tx, county: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext('anju.roster'), ${Number(county)})`.execute(tx);
}

/** What is known of these codes. Whole county, whatever the household's state. */
export async function knownHouseholds(
  tx: Tx,
  county: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, KnownHousehold>> {
  const { rows } = await sql<KnownHousehold>`
    SELECT id, code, region, encode(digest, 'hex') AS digest_hex
    FROM households WHERE county = ${county} AND code = ANY(${codes}::text[])`.execute(tx);
  return new Map(rows.map((row) => [row.code, row]));
}

export async function countActive(tx: Tx, county: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM households WHERE county = ${county} AND state = 'active'`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function upsertHouseholds(
  tx: Tx,
  county: string,
  households: readonly HouseholdToStore[],
  context: { readonly importId: string; readonly at: Date },
): Promise<void> {
  await sql`
    INSERT INTO households (county, id, code, region, left_on, category, applicant_name, applicant_initials, members_count,
      estate_id, unit_id, digest, import_id, source_row, source_sheet, changed_at)
    SELECT ${county}, r.id, r.code, r.region, r."leftOn", r.category, r."applicantName", r."applicantInitials",
      r."membersCount", r."estateId", r."unitId", decode(r."digestHex", 'hex'), ${context.importId}::uuid,
      r."sourceRow", r."sourceSheet", ${context.at}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(households)}::jsonb) AS r (id uuid, code text, region text,
      "leftOn" date, category text, "applicantName" text, "applicantInitials" text, "membersCount" int, "estateId" uuid,
      "unitId" uuid, "digestHex" text, "sourceRow" int, "sourceSheet" text)
    ON CONFLICT (county, code) DO UPDATE SET region = excluded.region, category = excluded.category,
      left_on = excluded.left_on,
      applicant_name = excluded.applicant_name, applicant_initials = excluded.applicant_initials,
      members_count = excluded.members_count, estate_id = excluded.estate_id, unit_id = excluded.unit_id,
      digest = excluded.digest, import_id = excluded.import_id, source_row = excluded.source_row,
      source_sheet = excluded.source_sheet, changed_at = excluded.changed_at, version = households.version + 1`.execute(
    tx,
  );
}

export interface KnownMember {
  readonly id: string;
  readonly household_id: string;
  readonly name: string;
  readonly id_index_hex: string | null;
}

/** Members ever known of these households, those removed last. */
export async function knownMembers(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
): Promise<readonly KnownMember[]> {
  const { rows } = await sql<KnownMember>`
    SELECT id, household_id, name, encode(id_index, 'hex') AS id_index_hex
    FROM members WHERE county = ${county} AND household_id = ANY(${householdIds}::uuid[])
    ORDER BY household_id, removed_at IS NOT NULL, position`.execute(tx);
  return rows;
}

/** The households' members are these and no others; ids that are known stay the same person. */
export async function replaceMembers(
  tx: Tx,
  county: string,
  householdIds: readonly string[],
  members: readonly MemberToStore[],
  at: Date,
): Promise<void> {
  await sql`
    UPDATE members SET removed_at = ${at}
    WHERE county = ${county} AND household_id = ANY(${householdIds}::uuid[]) AND removed_at IS NULL
      AND NOT id = ANY(${members.map((member) => member.id)}::uuid[])`.execute(tx);
  await sql`
    INSERT INTO members (county, id, household_id, region, position, name, initials, relation, id_sealed, id_index,
      id_masked, id_status, id_from_15, id_fault, birth_date, phone_sealed, phone_masked, source_row, source_sheet)
    SELECT ${county}, r.id, r."householdId", r.region, r.position, r.name, r.initials, r.relation,
      decode(r."idSealedHex", 'hex'), decode(r."idIndexHex", 'hex'), r."idMasked", r."idStatus", r."idFrom15", r."idFault",
      r."birthDate", decode(r."phoneSealedHex", 'hex'), r."phoneMasked", r."sourceRow", r."sourceSheet"
    FROM jsonb_to_recordset(${JSON.stringify(members)}::jsonb) AS r (id uuid, "householdId" uuid, region text,
      position int, name text, initials text, relation text, "idSealedHex" text, "idIndexHex" text,
      "idMasked" text, "idStatus" text, "idFrom15" boolean, "idFault" text, "birthDate" date, "phoneSealedHex" text, "phoneMasked" text,
      "sourceRow" int, "sourceSheet" text)
    ON CONFLICT (county, id) DO UPDATE SET region = excluded.region, position = excluded.position,
      name = excluded.name, initials = excluded.initials, relation = excluded.relation,
      id_sealed = excluded.id_sealed, id_index = excluded.id_index, id_masked = excluded.id_masked,
      id_status = excluded.id_status, id_from_15 = excluded.id_from_15, id_fault = excluded.id_fault,
      birth_date = excluded.birth_date, phone_sealed = excluded.phone_sealed, phone_masked = excluded.phone_masked,
      source_row = excluded.source_row, source_sheet = excluded.source_sheet, removed_at = NULL`.execute(tx);
}

/** One tenancy of now a household: corrected in place for the same unit, replaced and kept for another. */
export async function replaceTenancies(
  tx: Tx,
  county: string,
  tenancies: readonly TenancyToStore[],
  at: Date,
): Promise<void> {
  const rows = JSON.stringify(tenancies);
  await sql`
    UPDATE tenancies t SET replaced_at = ${at}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r ("householdId" uuid, "unitId" uuid)
    WHERE t.county = ${county} AND t.household_id = r."householdId" AND t.replaced_at IS NULL
      AND t.unit_id IS DISTINCT FROM r."unitId"`.execute(tx);
  await sql`
    INSERT INTO tenancies (county, id, household_id, unit_id, region, estate_name, room, floor_area_cm2, start_on,
      end_on, monthly_rent_fen, arrears_months, keys_on, keys_recorded, moved_in_on)
    SELECT ${county}, r.id, r."householdId", r."unitId", r.region, r."estateName", r.room, r."floorAreaCm2",
      r."startOn", r."endOn", r."monthlyRentFen", r."arrearsMonths", r."keysOn", r."keysRecorded",
      r."movedInOn"
    FROM jsonb_to_recordset(${rows}::jsonb) AS r (id uuid, "householdId" uuid, "unitId" uuid, region text,
      "estateName" text, room text, "floorAreaCm2" bigint, "startOn" date, "endOn" date, "monthlyRentFen" bigint,
      "arrearsMonths" double precision, "keysOn" date, "keysRecorded" boolean, "movedInOn" date)
    ON CONFLICT (county, household_id) WHERE replaced_at IS NULL DO UPDATE SET region = excluded.region,
      estate_name = excluded.estate_name, room = excluded.room, floor_area_cm2 = excluded.floor_area_cm2,
      start_on = excluded.start_on, end_on = excluded.end_on, monthly_rent_fen = excluded.monthly_rent_fen,
      arrears_months = excluded.arrears_months, keys_on = excluded.keys_on, keys_recorded = excluded.keys_recorded,
      moved_in_on = excluded.moved_in_on`.execute(tx);
}
