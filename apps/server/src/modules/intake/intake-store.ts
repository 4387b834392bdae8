import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { type IntakeAct, type IntakeState, movesOf } from './intake-lifecycle.ts';
import type { Preview, RememberedColumn } from './preview.ts';
import { type RefusedRow, withoutNumbers } from './refused-rows.ts';

/** Rosters and registers pass through the same states in tables of the same columns. */
export type IntakeTable = 'imports' | 'feeds';

/** Field to column, as the reader takes it for `MappingOverride.columns`. */
type Columns = Readonly<Record<string, RememberedColumn>>;

export interface IntakeProblem {
  readonly code: string;
  /** Chinese, with the remedy. */
  readonly message: string;
  readonly row?: number;
  readonly seenHeader?: readonly string[];
}

export interface Intake {
  readonly id: string;
  readonly state: IntakeState;
  readonly file_sha256: string;
  readonly file_name: string;
  readonly mapping: Columns | null;
  /** Pointed out by a person, 1-based; empty where the file has no header. Null: detected. */
  readonly header_rows: readonly number[] | null;
  readonly preview: Preview | null;
  readonly counts: Readonly<Record<string, number>> | null;
  readonly problem: IntakeProblem | null;
  readonly refused_file: string | null;
  readonly refused_sample: readonly RefusedRow[];
  readonly accept_partial: boolean;
  readonly job_id: string | null;
  readonly created_by: string;
  readonly created_by_name: string;
  readonly created_at: Date;
  readonly confirmed_by: string | null;
  readonly confirmed_by_name: string | null;
  readonly confirmed_at: Date | null;
  readonly finished_at: Date | null;
}

export interface IntakeKey {
  readonly county: string;
  readonly id: string;
}

const table = (name: IntakeTable) => sql.table(name);

export const INTAKE_COLUMNS = sql`id, state, file_sha256, file_name, mapping, header_rows, preview, counts, problem, refused_file,
  refused_sample, accept_partial, job_id, created_by, created_by_name, created_at,
  confirmed_by, confirmed_by_name, confirmed_at, finished_at`;

export async function readIntake(tx: Tx, name: IntakeTable, key: IntakeKey): Promise<Intake | null> {
  const { rows } = await sql<Intake>`
    SELECT ${INTAKE_COLUMNS} FROM ${table(name)} WHERE county = ${key.county} AND id = ${key.id}::uuid`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export interface IntakeChange {
  readonly mapping?: Columns;
  readonly headerRows?: readonly number[] | null;
  readonly preview?: Preview | null;
  readonly counts?: Readonly<Record<string, number>> | null;
  readonly problem?: IntakeProblem | null;
  readonly refusedFile?: string | null;
  readonly refusedSample?: readonly RefusedRow[];
  readonly acceptPartial?: boolean;
  readonly jobId?: string;
  readonly confirmed?: { readonly by: string; readonly name: string; readonly at: Date };
  readonly finishedAt?: Date;
}

const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`;

function assignments(change: IntakeChange): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [];
  if (change.mapping !== undefined) parts.push(sql`mapping = ${json(change.mapping)}`);
  if (change.headerRows !== undefined)
    parts.push(sql`header_rows = ${change.headerRows === null ? null : [...change.headerRows]}::integer[]`);
  if (change.preview !== undefined) parts.push(sql`preview = ${json(change.preview)}`);
  if (change.counts !== undefined) parts.push(sql`counts = ${json(change.counts)}`);
  if (change.problem !== undefined) parts.push(sql`problem = ${json(change.problem)}`);
  if (change.refusedFile !== undefined) parts.push(sql`refused_file = ${change.refusedFile}`);
  if (change.refusedSample !== undefined)
    parts.push(sql`refused_sample = ${json(change.refusedSample.map(withoutNumbers))}`);
  if (change.acceptPartial !== undefined) parts.push(sql`accept_partial = ${change.acceptPartial}`);
  if (change.jobId !== undefined) parts.push(sql`job_id = ${change.jobId}::uuid`);
  if (change.confirmed !== undefined) {
    const { by, name, at } = change.confirmed;
    parts.push(sql`confirmed_by = ${by}::uuid`, sql`confirmed_by_name = ${name}`, sql`confirmed_at = ${at}`);
  }
  if (change.finishedAt !== undefined) parts.push(sql`finished_at = ${change.finishedAt}`);
  return parts;
}

/**
 * Moves a file along its life if it still stands where the act begins.
 * Of a cancellation and a load that end at the same moment exactly one wins: the other finds no row.
 * @returns false where the file has moved on meanwhile
 */
export async function moveIntake(
  tx: Tx,
  name: IntakeTable,
  key: IntakeKey,
  act: IntakeAct,
  change: IntakeChange = {},
): Promise<boolean> {
  const { from, to } = movesOf(act);
  const set = sql.join([sql`state = ${to}`, ...assignments(change)]);
  const { numAffectedRows } = await sql`
    UPDATE ${table(name)} SET ${set}
    WHERE county = ${key.county} AND id = ${key.id}::uuid AND state = ANY(${[...from]}::text[])`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

/** Whether any delivery of the county still needs this file's content. */
export async function isFileInUse(tx: Tx, county: string, sha256: string): Promise<boolean> {
  const { rows } = await sql<{ used: boolean }>`
    SELECT EXISTS (SELECT FROM imports WHERE county = ${county} AND file_sha256 = ${sha256}
        AND state NOT IN ('done', 'cancelled', 'failed'))
      OR EXISTS (SELECT FROM feeds WHERE county = ${county} AND file_sha256 = ${sha256} AND purged_at IS NULL)
      OR EXISTS (SELECT FROM papers WHERE county = ${county} AND file_sha256 = ${sha256})
      AS used`.execute(tx);
  return rows[0]?.used ?? true;
}
