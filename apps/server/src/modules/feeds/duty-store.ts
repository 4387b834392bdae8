import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import type { Pointed } from '../intake/index.ts';

/** The columns that a department's files had. */
export async function readRemembered(
  tx: Tx,
  key: { readonly county: string; readonly kind: string; readonly department: string },
): Promise<Pointed | null> {
  const { rows } = await sql<Pointed>`
    SELECT mapping AS columns, header_rows AS "headerRows" FROM feed_mappings
    WHERE county = ${key.county} AND kind = ${key.kind} AND department = ${key.department}`.execute(tx);
  return rows[0] ?? null;
}

export async function rememberColumns(
  tx: Tx,
  key: { readonly county: string; readonly kind: string; readonly department: string },
  { columns, headerRows }: Pointed,
  at: Date,
): Promise<void> {
  await sql`
    INSERT INTO feed_mappings (county, kind, department, mapping, header_rows, updated_at)
    VALUES (${key.county}, ${key.kind}, ${key.department}, ${JSON.stringify(columns)}::jsonb,
      ${headerRows === null ? null : [...headerRows]}::integer[], ${at})
    ON CONFLICT (county, kind, department) DO UPDATE SET mapping = excluded.mapping,
      header_rows = excluded.header_rows,
      updated_at = excluded.updated_at`.execute(tx);
}

export interface DutyRow {
  readonly kind: string;
  readonly every_days: number;
  readonly next_due: string;
}

export async function listDuties(tx: Tx, county: string): Promise<readonly DutyRow[]> {
  const { rows } = await sql<DutyRow>`
    SELECT kind, every_days, next_due::text FROM feed_duties WHERE county = ${county}`.execute(tx);
  return rows;
}

export async function upsertDuty(
  tx: Tx,
  duty: {
    readonly county: string;
    readonly kind: string;
    readonly department: string;
    readonly everyDays: number;
    readonly nextDue: string;
  },
): Promise<void> {
  await sql`
    INSERT INTO feed_duties (county, kind, department, every_days, next_due)
    VALUES (${duty.county}, ${duty.kind}, ${duty.department}, ${duty.everyDays}, ${duty.nextDue}::date)
    ON CONFLICT (county, kind) DO UPDATE SET department = excluded.department,
      every_days = excluded.every_days, next_due = excluded.next_due`.execute(tx);
}

/** When each register was last asked for, agreed or not. */
export async function listChases(tx: Tx, county: string): Promise<ReadonlyMap<string, Date>> {
  const { rows } = await sql<{ kind: string; chased_at: Date }>`
    SELECT kind, chased_at FROM feed_chases WHERE county = ${county}`.execute(tx);
  return new Map(rows.map((row) => [row.kind, row.chased_at]));
}

export async function markChased(tx: Tx, county: string, kind: string, at: Date): Promise<void> {
  await sql`
    INSERT INTO feed_chases (county, kind, chased_at) VALUES (${county}, ${kind}, ${at})
    ON CONFLICT (county, kind) DO UPDATE SET chased_at = excluded.chased_at`.execute(tx);
}

export interface Supplier {
  /** Name of the department. */
  readonly name: string;
  readonly registers: readonly string[];
}

/** The county's departments with the registers that were given to them by name. */
export async function listSuppliers(tx: Tx, county: string): Promise<readonly Supplier[]> {
  const { rows } = await sql<Supplier>`
    SELECT name, registers FROM departments WHERE county = ${county} AND active ORDER BY name`.execute(tx);
  return rows;
}

/** The data persons of a department, whom a delivery is asked of. */
export async function dataPersonsOf(
  tx: Tx,
  county: string,
  department: string,
): Promise<readonly { readonly id: string }[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT u.id FROM users u JOIN departments d ON d.county = u.county AND d.id = u.department_id
    WHERE u.county = ${county} AND d.name = ${department} AND u.active AND 'department-data' = ANY (u.roles)
    ORDER BY u.id`.execute(tx);
  return rows;
}
