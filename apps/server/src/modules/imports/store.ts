import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { INTAKE_COLUMNS, type Intake } from '../intake/index.ts';
import type { Place } from './place-household.ts';

export async function insertImport(
  tx: Tx,
  entry: {
    readonly county: string;
    readonly id: string;
    readonly fileSha256: string;
    readonly fileName: string;
    readonly jobId: string;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO imports (county, id, kind, state, file_sha256, file_name, job_id, created_by, created_by_name,
      created_at)
    VALUES (${entry.county}, ${entry.id}::uuid, 'roster', 'reading', ${entry.fileSha256}, ${entry.fileName},
      ${entry.jobId}::uuid, ${entry.by.id}::uuid, ${entry.by.name}, ${entry.at})`.execute(tx);
}

/** One page, newest first; `after` is the id of the last one of the page before. */
export async function listImports(
  tx: Tx,
  county: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly Intake[]; readonly total: number }> {
  const beyond = page.after === null ? sql`true` : sql`id < ${page.after}::uuid`;
  const { rows } = await sql<Intake>`
    SELECT ${INTAKE_COLUMNS} FROM imports WHERE county = ${county} AND ${beyond}
    ORDER BY id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const count = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM imports WHERE county = ${county}`.execute(tx);
  return { rows, total: count.rows[0]?.n ?? 0 };
}

/** Towns and communities of the county, by which a roster's households are placed. */
export async function listPlaces(tx: Tx, county: string): Promise<readonly Place[]> {
  const { rows } = await sql<Place>`
    SELECT code, name FROM organisations
    WHERE county = ${county} AND level IN ('town', 'community') AND active`.execute(tx);
  return rows;
}

/** Imports that wait for a person since before `since`. */
export async function abandonedImports(tx: Tx, county: string, since: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM imports
    WHERE county = ${county} AND state IN ('needs-mapping', 'preview') AND created_at < ${since}
    ORDER BY id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Files of imports that ended after `since`. */
export async function endedImports(tx: Tx, county: string, since: Date): Promise<readonly string[]> {
  const { rows } = await sql<{ file_sha256: string }>`
    SELECT DISTINCT file_sha256 FROM imports
    WHERE county = ${county} AND state IN ('done', 'cancelled', 'failed') AND finished_at >= ${since}`.execute(
    tx,
  );
  return rows.map((row) => row.file_sha256);
}
