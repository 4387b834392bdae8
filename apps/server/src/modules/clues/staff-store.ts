import { type Accusation, KIN, type Kin, type Role, type StaffMember, trimRegionCode } from '@anju/domain';
import { sql } from 'kysely';
import { type Tx, withScope } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export interface Staff extends StaffMember {
  readonly roles: readonly Role[];
  readonly organisationName: string;
}

/** Everybody active of a county, or of all counties of a shorter code, with the kin they declared. */
export async function listStaff(tx: Tx, region: string): Promise<readonly Staff[]> {
  const { rows } = await sql<Omit<Staff, 'kin'>>`
    SELECT u.id, u.name, u.roles, u.organisation, u.department_id AS "departmentId",
      coalesce(d.name, o.name, u.organisation) AS "organisationName"
    FROM users u
    LEFT JOIN organisations o ON o.county = u.county AND o.code = u.organisation
    LEFT JOIN departments d ON d.county = u.county AND d.id = u.department_id
    WHERE ${inCounties(sql`u.county`, region)} AND u.active ORDER BY u.organisation, u.name, u.id`.execute(
    tx,
  );
  const kin = await listRelations(tx, region);
  return rows.map((person) => ({
    ...person,
    kin: kin
      .filter((one) => one.user_id === person.id && one.ended_on === null)
      .map((one) => ({
        name: one.related_name,
        relation: KIN[one.relation],
        organisation: one.organisation,
        departmentId: one.department_id,
      })),
  }));
}

const PROVINCE_DIGITS = 2;
const PREFECTURE_DIGITS = 4;

/** Everybody who may come across a clue of a county: its own staff, and those of the levels above. */
export function listReaders(tx: Tx, county: string): Promise<readonly Staff[]> {
  const levels = [PROVINCE_DIGITS, PREFECTURE_DIGITS].map((digits) => county.slice(0, digits).padEnd(6, '0'));
  return withScope(tx, county.slice(0, PROVINCE_DIGITS), async () => {
    const readers: Staff[] = [];
    for (const level of new Set([...levels, county])) readers.push(...(await listStaff(tx, level)));
    return readers;
  });
}

/** Whom the level above names on the clue `c` since it corrected what it had handed down. */
const namedAbove = sql`coalesce(c.corrected_above -> 'after' -> 'persons', '[]'::jsonb)`;

/** Whom these clues accuse together, by what they say or by what the level above corrected of them. */
export async function readAccusation(
  tx: Tx,
  county: string,
  clueIds: readonly string[],
): Promise<Accusation> {
  const offices = await sql<{ organisation: string | null; department: string | null }>`
    SELECT accused_organisation AS organisation, accused_department_id AS department FROM clues
    WHERE county = ${county} AND id = ANY(${clueIds}::uuid[])
    UNION
    SELECT c.corrected_above -> 'after' ->> 'accusedOrganisation',
      (c.corrected_above -> 'after' ->> 'accusedDepartmentId')::uuid FROM clues c
    WHERE c.county = ${county} AND c.id = ANY(${clueIds}::uuid[]) AND c.corrected_above IS NOT NULL`.execute(
    tx,
  );
  const persons = await sql<{ name: string }>`
    SELECT name FROM clue_persons WHERE county = ${county} AND clue_id = ANY(${clueIds}::uuid[])
    UNION
    SELECT d ->> 'name' FROM clues c, jsonb_array_elements(c.displaced || ${namedAbove}) AS d
    WHERE c.county = ${county} AND c.id = ANY(${clueIds}::uuid[])`.execute(tx);
  return {
    organisations: offices.rows.flatMap((row) => row.organisation ?? []),
    departments: offices.rows.flatMap((row) => row.department ?? []),
    persons: persons.rows.map((row) => row.name),
  };
}

export interface OfficeRow {
  readonly county: string;
  readonly code: string;
  readonly name: string;
}

/** Towns and communities of a county, or of all counties of a shorter code. */
export async function listOffices(tx: Tx, region: string): Promise<readonly OfficeRow[]> {
  const { rows } = await sql<OfficeRow>`
    SELECT county, code, name FROM organisations
    WHERE ${inCounties(sql`county`, region)} AND active AND length(code) > 6 ORDER BY code`.execute(tx);
  return rows;
}

export interface DepartmentRow {
  readonly county: string;
  readonly id: string;
  readonly name: string;
}

export async function listDepartmentsOf(tx: Tx, region: string): Promise<readonly DepartmentRow[]> {
  const { rows } = await sql<DepartmentRow>`
    SELECT county, id, name FROM departments
    WHERE ${inCounties(sql`county`, region)} AND active ORDER BY county, name`.execute(tx);
  return rows;
}

/**
 * What an office or a department is called, also one that is no longer active. A prefecture looks into offices of all
 * its counties.
 */
export async function readOfficeName(
  tx: Tx,
  county: string,
  office: { readonly organisation: string | null; readonly departmentId: string | null },
): Promise<string | null> {
  const within = inCounties(sql`county`, trimRegionCode(county));
  const { rows } = await sql<{ name: string }>`
    SELECT name FROM organisations WHERE ${within} AND code = ${office.organisation}
    UNION ALL SELECT name FROM departments WHERE ${within} AND id = ${office.departmentId}::uuid`.execute(tx);
  return rows.length === 0 ? null : rows.map((row) => row.name).join('、');
}

export interface Tenant {
  readonly county: string;
  readonly name: string;
  readonly bureau: string;
}

/** A county, its prefecture, and the counties beside it, as far as this system has them. */
export async function listNeighbours(tx: Tx, county: string): Promise<readonly Tenant[]> {
  const { rows } = await sql<Tenant>`
    SELECT county, name, bureau FROM tenants WHERE starts_with(county, ${county.slice(0, 4)}) ORDER BY county`.execute(
    tx,
  );
  return rows;
}

/** What the bureau of a county or a prefecture is called. */
export async function readBureau(tx: Tx, county: string): Promise<string> {
  const { rows } = await sql<{ bureau: string }>`SELECT bureau FROM tenants WHERE county = ${county}`.execute(
    tx,
  );
  return rows[0]?.bureau ?? '';
}

export interface RelationRow {
  readonly id: string;
  readonly user_id: string;
  readonly user_name: string;
  readonly related_name: string;
  readonly relation: Kin;
  readonly organisation: string | null;
  readonly department_id: string | null;
  readonly office_name: string | null;
  readonly declared_on: string;
  readonly declared_by_name: string;
  readonly ended_on: string | null;
}

export async function listRelations(tx: Tx, region: string): Promise<readonly RelationRow[]> {
  const { rows } = await sql<RelationRow>`
    SELECT r.id, r.user_id, u.name AS user_name, r.related_name, r.relation, r.organisation, r.department_id,
      coalesce(d.name, o.name) AS office_name, r.declared_on, r.declared_by_name, r.ended_on
    FROM staff_relations r
    JOIN users u ON u.county = r.county AND u.id = r.user_id
    LEFT JOIN organisations o ON o.county = rpad(left(r.organisation, 6), 6, '0') AND o.code = r.organisation
    LEFT JOIN departments d ON d.id = r.department_id
    WHERE ${inCounties(sql`r.county`, region)} ORDER BY r.ended_on IS NOT NULL, u.name, r.id`.execute(tx);
  return rows;
}

export async function insertRelation(
  tx: Tx,
  row: {
    readonly county: string;
    readonly id: string;
    readonly userId: string;
    readonly relatedName: string;
    readonly relation: Kin;
    readonly organisation: string | null;
    readonly departmentId: string | null;
    readonly on: string;
    readonly byName: string;
  },
): Promise<void> {
  await sql`
    INSERT INTO staff_relations (county, id, user_id, related_name, relation, organisation, department_id,
      declared_on, declared_by_name)
    VALUES (${row.county}, ${row.id}, ${row.userId}, ${row.relatedName}, ${row.relation}, ${row.organisation},
            ${row.departmentId}, ${row.on}::date, ${row.byName})`.execute(tx);
}

/** @returns false where there is no such relation, or it has ended already */
export async function endRelation(tx: Tx, county: string, id: string, on: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE staff_relations SET ended_on = ${on}::date
    WHERE county = ${county} AND id = ${id}::uuid AND ended_on IS NULL`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

export interface AccusingRow extends Accusation {
  readonly id: string;
  readonly merged_into: string | null;
  readonly barred_users: readonly string[];
}

/** Clues of a county with whom they accuse, for making anew who must not see them. `heads` null: every clue. */
export async function listAccusations(
  tx: Tx,
  county: string,
  heads: readonly string[] | null,
): Promise<readonly AccusingRow[]> {
  const chosen =
    heads === null
      ? sql`true`
      : sql`(c.id = ANY(${[...heads]}::uuid[]) OR c.merged_into = ANY(${[...heads]}::uuid[]))`;
  const { rows } = await sql<{
    id: string;
    merged_into: string | null;
    barred_users: string[];
    organisations: (string | null)[];
    departments: (string | null)[];
    persons: string[];
  }>`
    SELECT c.id, c.merged_into, c.barred_users,
      jsonb_build_array(c.accused_organisation, c.corrected_above -> 'after' ->> 'accusedOrganisation')
        AS organisations,
      jsonb_build_array(c.accused_department_id, c.corrected_above -> 'after' ->> 'accusedDepartmentId')
        AS departments,
      ARRAY(SELECT p.name FROM clue_persons p
        WHERE p.county = c.county AND p.clue_id = c.id AND p.name_key IS NOT NULL
        UNION SELECT d ->> 'name' FROM jsonb_array_elements(c.displaced || ${namedAbove}) AS d) AS persons
    FROM clues c WHERE c.county = ${county} AND ${chosen}
    ORDER BY coalesce(c.merged_into, c.id), c.merged_into NULLS FIRST, c.id`.execute(tx);
  return rows.map(({ organisations, departments, ...row }) => ({
    ...row,
    organisations: organisations.flatMap((one) => one ?? []),
    departments: departments.flatMap((one) => one ?? []),
  }));
}
