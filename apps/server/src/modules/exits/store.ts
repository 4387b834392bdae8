import type { ExitNature } from '@anju/domain';
import { type SqlBool, sql } from 'kysely';
import pg from 'pg';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, type Reader } from '../recusal/index.ts';

/** What a family is to leave on: a finding of the comparison, or a problem of a campaign. */
export type GroundSource =
  | { readonly finding: string; readonly problem?: never }
  | { readonly problem: string; readonly finding?: never };

export interface ExitPaper {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** Bytes. */
  readonly size: number;
}

export interface ExitRow {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly household_id: string;
  readonly household_code: string;
  readonly applicant_name: string;
  readonly estate: string | null;
  readonly nature: ExitNature;
  readonly other_natures: readonly ExitNature[];
  readonly finding_id: string | null;
  readonly problem_id: string | null;
  readonly established_on: string;
  readonly measures: string;
  readonly planned_on: string | null;
  readonly exited_on: string | null;
  readonly papers: readonly ExitPaper[];
  /** The roster says that the family has gone; the exit is not recorded yet. */
  readonly left_by_roster: boolean;
  readonly changed_by_name: string | null;
  readonly version: number;
}

const SELECT_EXITS = sql`
  SELECT e.county, e.id, e.region, e.household_id, h.code AS household_code, h.applicant_name,
    t.estate_name AS estate, e.nature, e.other_natures, e.finding_id, e.problem_id, e.established_on,
    e.measures, e.planned_on, e.exited_on, e.exited_on IS NULL AND h.state = 'exited' AS left_by_roster,
    e.changed_by_name, e.version,
    coalesce((
      SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'type', p.type, 'size', p.size) ORDER BY p.at, p.id)
      FROM papers p WHERE p.county = e.county AND p.exit_id = e.id), '[]') AS papers
  FROM exits e
  JOIN households h ON h.county = e.county AND h.id = e.household_id
  LEFT JOIN tenancies t ON t.county = e.county AND t.id = e.tenancy_id`;

const STILL_TO_LEAVE = sql`e.exited_on IS NULL AND e.withdrawn_at IS NULL`;

export interface ExitFilter {
  /** The reader's region prefix, or the county chosen in it; row security holds it too. */
  readonly scope: string;
  readonly id?: string | undefined;
  readonly household?: string | undefined;
  readonly nature?: ExitNature | undefined;
  readonly state?: 'open' | 'exited' | undefined;
  /** True: still to leave, without measures or without a planned day. */
  readonly unplanned?: boolean | undefined;
  readonly estate?: string | undefined;
  /** Established on or before this date. */
  readonly until?: string | undefined;
  /** Whoever left before this day is left out. */
  readonly from?: string | undefined;
}

function conditions(filter: ExitFilter) {
  const parts = [sql<SqlBool>`e.region LIKE ${`${filter.scope}%`}`, sql<SqlBool>`e.withdrawn_at IS NULL`];
  if (filter.id !== undefined) parts.push(sql`e.id = ${filter.id}`);
  if (filter.household !== undefined) parts.push(sql`e.household_id = ${filter.household}`);
  if (filter.nature !== undefined) parts.push(sql`e.nature = ${filter.nature}`);
  if (filter.state === 'open') parts.push(sql`e.exited_on IS NULL`);
  if (filter.state === 'exited') parts.push(sql`e.exited_on IS NOT NULL`);
  if (filter.unplanned === true)
    parts.push(sql`e.exited_on IS NULL AND (e.measures = '' OR e.planned_on IS NULL)`);
  if (filter.estate !== undefined) parts.push(sql`t.estate_name = ${filter.estate}`);
  if (filter.from !== undefined)
    parts.push(sql`(e.exited_on IS NULL OR e.exited_on >= ${filter.from}::date)`);
  if (filter.until !== undefined) parts.push(sql`e.established_on <= ${filter.until}::date`);
  return sql.join(parts, sql` AND `);
}

/** Families still to leave that are planned to do so on or before a day. */
export async function listPlannedExits(
  tx: Tx,
  county: string,
  until: string,
): Promise<readonly { readonly id: string; readonly householdCode: string; readonly plannedOn: string }[]> {
  const { rows } = await sql<{ id: string; householdCode: string; plannedOn: string }>`
    SELECT e.id, h.code AS "householdCode", e.planned_on AS "plannedOn"
    FROM exits e JOIN households h ON h.county = e.county AND h.id = e.household_id
    WHERE e.county = ${county} AND ${STILL_TO_LEAVE} AND e.planned_on <= ${until}::date
    ORDER BY e.planned_on, e.id`.execute(tx);
  return rows;
}

/** Families that the roster takes for gone while their exit is still to be recorded. */
export async function listLeftByRoster(
  tx: Tx,
  county: string,
): Promise<readonly { readonly id: string; readonly householdCode: string }[]> {
  const { rows } = await sql<{ id: string; householdCode: string }>`
    SELECT e.id, h.code AS "householdCode"
    FROM exits e JOIN households h ON h.county = e.county AND h.id = e.household_id
    WHERE e.county = ${county} AND ${STILL_TO_LEAVE} AND h.state = 'exited' ORDER BY e.id`.execute(tx);
  return rows;
}

export async function listExits(
  tx: Tx,
  filter: ExitFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<{ readonly rows: readonly ExitRow[]; readonly next: string | null }> {
  const beyond = page.after === null ? sql`true` : sql`e.id < ${page.after}::uuid`;
  const { rows } = await sql<ExitRow>`
    ${SELECT_EXITS} WHERE ${conditions(filter)} AND ${beyond}
    ORDER BY e.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  return { rows: shown, next: rows.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}

export async function countExits(tx: Tx, filter: ExitFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM exits e
    LEFT JOIN tenancies t ON t.county = e.county AND t.id = e.tenancy_id
    WHERE ${conditions(filter)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

/** Everything established up to a date, for the form: estates and natures in the order of the form's rows. */
export async function listExitsDuring(
  tx: Tx,
  scope: string,
  days: { readonly from?: string | undefined; readonly until: string },
): Promise<readonly ExitRow[]> {
  const { rows } = await sql<ExitRow>`
    ${SELECT_EXITS} WHERE ${conditions({ scope, ...days })}
    ORDER BY t.estate_name NULLS LAST, e.nature, e.established_on, e.id`.execute(tx);
  return rows;
}

/** Numbers of the problems on which families are to leave, by id; of those the reader may know of. */
export async function readProblemNumbers(
  tx: Tx,
  reader: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; number: string }>`
    SELECT p.id, p.number FROM problems p
    WHERE p.id = ANY(${[...ids]}::uuid[]) AND ${aboutOpenClue(reader, 'p')}`.execute(tx);
  return new Map(rows.map(({ id, number }) => [id, number]));
}

/** Locks the family of an exit, before the exit itself: whoever moves a family to a community does so in this order. */
export async function lockFamilyOf(tx: Tx, id: string): Promise<void> {
  await sql`
    SELECT FROM households h JOIN exits e ON e.county = h.county AND e.household_id = h.id
    WHERE e.id = ${id}::uuid FOR NO KEY UPDATE OF h`.execute(tx);
}

export async function lockExit(tx: Tx, id: string): Promise<ExitRow | null> {
  const { rows } = await sql<ExitRow>`
    ${SELECT_EXITS} WHERE e.id = ${id}::uuid AND e.withdrawn_at IS NULL FOR UPDATE OF e`.execute(tx);
  return rows[0] ?? null;
}

export async function lockOpenExitOf(tx: Tx, householdId: string): Promise<ExitRow | null> {
  const { rows } = await sql<ExitRow>`
    ${SELECT_EXITS} WHERE e.household_id = ${householdId}::uuid AND ${STILL_TO_LEAVE} FOR UPDATE OF e`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/**
 * Puts a family on the ledger.
 * @returns false where it has come to stand there at the same moment: that entry is to be read then
 */
export async function insertExit(
  tx: Tx,
  exit: {
    readonly county: string;
    readonly id: string;
    readonly region: string;
    readonly householdId: string;
    readonly source: GroundSource;
    readonly nature: ExitNature;
    readonly on: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO exits (county, id, region, household_id, tenancy_id, nature, finding_id, problem_id,
      established_on, changed_by_name, created_at, updated_at)
    VALUES (${exit.county}, ${exit.id}, ${exit.region}, ${exit.householdId},
      (SELECT id FROM tenancies WHERE county = ${exit.county} AND household_id = ${exit.householdId}::uuid
        AND replaced_at IS NULL),
      ${exit.nature}, ${exit.source.finding ?? null}::uuid, ${exit.source.problem ?? null}::uuid, ${exit.on}::date,
      ${exit.byName}, ${exit.at}, ${exit.at})
    ON CONFLICT (county, household_id) WHERE exited_on IS NULL AND withdrawn_at IS NULL DO NOTHING`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0) === 1;
}

/** The family has come to stand on the ledger at the same moment; the transaction can only be rolled back. */
export const isOpenTwin = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.constraint === 'exits_open_once';

export interface Ground {
  readonly finding_id: string | null;
  readonly problem_id: string | null;
  readonly nature: ExitNature;
  /** Day on which it was established at the bureau. */
  readonly established_on: string;
}

/** The household's grounds that stand, the first established first; not those by which it has left before. */
export async function listGrounds(
  tx: Tx,
  { household_id: householdId, id: exitId }: Pick<ExitRow, 'household_id' | 'id'>,
): Promise<readonly Ground[]> {
  const { rows } = await sql<Ground>`
    WITH grounds AS (
      SELECT id AS finding_id, NULL::uuid AS problem_id, exit_nature AS nature, concluded_at AS at FROM findings
      WHERE household_id = ${householdId}::uuid AND state = 'confirmed' AND exit_nature IS NOT NULL
        AND concluded_at IS NOT NULL
      UNION ALL
      SELECT NULL, id, exit_nature, exit_at FROM problems
      WHERE household_id = ${householdId}::uuid AND exit_nature IS NOT NULL AND state <> 'withdrawn'
    ), dated AS (SELECT *, (at AT TIME ZONE 'Asia/Shanghai')::date AS established_on FROM grounds)
    SELECT finding_id, problem_id, nature, established_on FROM dated g
    WHERE NOT EXISTS (
      SELECT FROM exits e
      WHERE e.household_id = ${householdId}::uuid AND e.id <> ${exitId}::uuid AND e.withdrawn_at IS NULL
        AND e.exited_on >= g.established_on)
    ORDER BY at, finding_id, problem_id`.execute(tx);
  return rows;
}

export async function updateExit(
  tx: Tx,
  id: string,
  change: {
    readonly measures?: string;
    readonly plannedOn?: string | null;
    readonly exitedOn?: string | null;
    readonly withdrawnAt?: Date;
    readonly otherNatures?: readonly ExitNature[];
    readonly ground?: Ground;
  },
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const parts = [sql`changed_by_name = ${by.name}`, sql`updated_at = ${by.at}`, sql`version = version + 1`];
  if (change.measures !== undefined) parts.push(sql`measures = ${change.measures}`);
  if (change.plannedOn !== undefined) parts.push(sql`planned_on = ${change.plannedOn}::date`);
  if (change.exitedOn !== undefined) parts.push(sql`exited_on = ${change.exitedOn}::date`);
  if (change.withdrawnAt !== undefined) parts.push(sql`withdrawn_at = ${change.withdrawnAt}`);
  if (change.ground !== undefined) {
    const { finding_id: finding, problem_id: problem, nature, established_on: on } = change.ground;
    parts.push(
      sql`finding_id = ${finding}::uuid`,
      sql`problem_id = ${problem}::uuid`,
      sql`nature = ${nature}`,
      sql`established_on = ${on}::date`,
    );
  }
  if (change.otherNatures !== undefined) parts.push(sql`other_natures = ${[...change.otherNatures]}::text[]`);
  await sql`UPDATE exits SET ${sql.join(parts)} WHERE id = ${id}::uuid`.execute(tx);
}
