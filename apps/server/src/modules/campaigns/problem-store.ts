import type { ExitNature, ProblemState } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, type Reader } from '../recusal/index.ts';
import { campaignBeside } from './beside-store.ts';

/** Where a problem comes from: the row of a department's file, with the rule and clause it was judged by. */
export interface ProblemLineage {
  readonly rule: string;
  readonly clause: string;
  readonly register: string;
  readonly department: string;
  readonly file: string;
  readonly row: number;
  readonly asOf: string | null;
}

export interface StoredProblem {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly campaign_id: string;
  /** See campaignBeside. */
  readonly campaign_beside: string;
  readonly number: string;
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  readonly source: string;
  readonly finding_id: string | null;
  readonly clue_id: string | null;
  readonly check_item_id: string | null;
  readonly household_id: string | null;
  /** Under which its family has to leave, when a second person said so. */
  readonly exit_nature: ExitNature | null;
  readonly lineage: readonly ProblemLineage[];
  readonly place: string;
  readonly found_on: string;
  readonly amount_fen: number | null;
  readonly pressing: boolean;
  readonly state: ProblemState;
  readonly task: string;
  readonly responsible: string;
  readonly staff: string;
  readonly progress: string;
  readonly deadline: string | null;
  readonly rectification: string;
  readonly recovered_fen: number | null;
  readonly rectified_on: string | null;
  readonly rectified_by: string | null;
  readonly rectified_by_name: string | null;
  readonly closed_on: string | null;
  readonly closed_by_name: string | null;
  readonly reopened: number;
  readonly restored: number;
  readonly looked_back_on: string | null;
  readonly registered_by: string;
  readonly registered_by_name: string;
  readonly changed_by_name: string | null;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly version: number;
}

/** Who looks at the ledger: their region prefix, which row security holds too, and whom some problems are kept from. */
export interface ProblemReader extends Reader {
  readonly scope: string;
}

/**
 * A problem, locked until the transaction ends: two people acting at once are served one after the other. Its key stays
 * free, because an exit may come to rest on it meanwhile.
 */
export async function lockProblem(tx: Tx, reader: ProblemReader, id: string): Promise<StoredProblem | null> {
  const { rows } = await sql<StoredProblem>`
    SELECT p.*, ${campaignBeside('p')} AS campaign_beside FROM problems p
    WHERE p.id = ${id}::uuid AND p.region LIKE ${`${reader.scope}%`} AND ${aboutOpenClue(reader, 'p')}
    FOR NO KEY UPDATE OF p`.execute(tx);
  return rows[0] ?? null;
}

export interface NewProblem {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly campaignId: string;
  readonly number: string;
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  readonly source: string;
  readonly findingId?: string;
  readonly clueId?: string;
  readonly checkItemId?: string;
  /** The family it is about, or null. */
  readonly householdId: string | null;
  readonly lineage: readonly ProblemLineage[];
  readonly place: string;
  /** Where the matter lies, 12 digits, where it is handled elsewhere. */
  readonly placeRegion?: string | null;
  readonly foundOn: string;
  readonly deadline: string;
  readonly amountFen: number | null;
  readonly pressing: boolean;
  readonly by: { readonly id: string; readonly name: string };
  readonly at: Date;
}

export async function insertProblem(tx: Tx, problem: NewProblem): Promise<void> {
  await sql`
    INSERT INTO problems (county, id, region, campaign_id, number, category, item, description, source, finding_id,
      clue_id, check_item_id, household_id, lineage, place, place_region, found_on, deadline, amount_fen, pressing, state, registered_by,
      registered_by_name, created_at, updated_at)
    VALUES (${problem.county}, ${problem.id}, ${problem.region}, ${problem.campaignId}, ${problem.number},
      ${problem.category}, ${problem.item}, ${problem.description}, ${problem.source},
      ${problem.findingId ?? null}::uuid, ${problem.clueId ?? null}::uuid,
      ${problem.checkItemId ?? null}::uuid, ${problem.householdId}::uuid, ${JSON.stringify(problem.lineage)}::jsonb,
      ${problem.place}, ${problem.placeRegion ?? null}, ${problem.foundOn}::date, ${problem.deadline}::date, ${problem.amountFen}, ${problem.pressing}, 'registered', ${problem.by.id}, ${problem.by.name}, ${problem.at}, ${problem.at})`.execute(
    tx,
  );
}

export interface ProblemChange {
  readonly state?: ProblemState;
  readonly five?: {
    readonly task: string;
    readonly responsible: string;
    readonly staff: string;
    readonly deadline: string;
  };
  readonly deadline?: string;
  readonly progress?: string;
  readonly rectified?: {
    readonly text: string;
    readonly recoveredFen: number | null;
    readonly on: string;
    readonly by: string;
    readonly byName: string;
  } | null;
  readonly closed?: {
    readonly on: string;
    readonly at: Date;
    readonly by: string;
    readonly byName: string;
  } | null;
  readonly reopened?: number;
  readonly restored?: number;
  readonly lookedBackOn?: string | null;
  readonly facts?: {
    readonly category: string;
    readonly item: string | null;
    readonly description: string;
    readonly amountFen: number | null;
    readonly pressing: boolean;
    readonly householdId: string | null;
  };
  readonly exit?: {
    readonly nature: ExitNature;
    readonly by: string;
    readonly byName: string;
    readonly at: Date;
  } | null;
}

/** Writes what an act changed; what it does not name stays as it is. */
export async function updateProblem(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
  change: ProblemChange,
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const parts = [sql`changed_by_name = ${by.name}`, sql`updated_at = ${by.at}`, sql`version = version + 1`];
  if (change.state !== undefined) parts.push(sql`state = ${change.state}`);
  if (change.five !== undefined) {
    const { task, responsible, staff, deadline } = change.five;
    parts.push(
      sql`task = ${task}`,
      sql`responsible = ${responsible}`,
      sql`staff = ${staff}`,
      sql`deadline = ${deadline}::date`,
    );
  }
  if (change.deadline !== undefined) parts.push(sql`deadline = ${change.deadline}::date`);
  if (change.progress !== undefined) parts.push(sql`progress = ${change.progress}`);
  if (change.rectified !== undefined) {
    const done = change.rectified;
    parts.push(
      sql`rectification = ${done?.text ?? ''}`,
      sql`recovered_fen = ${done?.recoveredFen ?? null}::bigint`,
      sql`rectified_on = ${done?.on ?? null}::date`,
      sql`rectified_by = ${done?.by ?? null}::uuid`,
      sql`rectified_by_name = ${done?.byName ?? null}`,
    );
  }
  if (change.closed !== undefined) {
    const done = change.closed;
    parts.push(
      sql`closed_on = ${done?.on ?? null}::date`,
      sql`closed_at = ${done?.at ?? null}::timestamptz`,
      sql`closed_by = ${done?.by ?? null}::uuid`,
      sql`closed_by_name = ${done?.byName ?? null}`,
    );
  }
  if (change.reopened !== undefined) parts.push(sql`reopened = ${change.reopened}`);
  if (change.restored !== undefined) parts.push(sql`restored = ${change.restored}`);
  if (change.lookedBackOn !== undefined) parts.push(sql`looked_back_on = ${change.lookedBackOn}::date`);
  if (change.facts !== undefined) {
    const { category, item, description, amountFen, pressing, householdId } = change.facts;
    parts.push(
      sql`category = ${category}`,
      sql`item = ${item}`,
      sql`description = ${description}`,
      sql`amount_fen = ${amountFen}`,
      sql`pressing = ${pressing}`,
      sql`household_id = ${householdId}::uuid`,
    );
  }
  if (change.exit !== undefined) {
    const ground = change.exit;
    parts.push(
      sql`exit_nature = ${ground?.nature ?? null}`,
      sql`exit_by = ${ground?.by ?? null}::uuid`,
      sql`exit_by_name = ${ground?.byName ?? null}`,
      sql`exit_at = ${ground?.at ?? null}::timestamptz`,
    );
  }
  await sql`UPDATE problems SET ${sql.join(parts)} WHERE county = ${of.county} AND id = ${of.id}::uuid`.execute(
    tx,
  );
}

/** Whether somebody, or a unit, was held to account for the problem and the record stands. */
export async function hasMeasures(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`
    SELECT EXISTS (SELECT FROM accountability WHERE county = ${of.county} AND problem_id = ${of.id}::uuid
        AND withdrawn_at IS NULL)
      OR EXISTS (SELECT FROM unit_measures WHERE county = ${of.county} AND problem_id = ${of.id}::uuid
        AND withdrawn_at IS NULL) AS some`.execute(tx);
  return rows[0]?.some ?? false;
}

export interface ProblemNote {
  readonly id: string;
  readonly act: string;
  readonly text: string;
  readonly by_name: string;
  readonly at: Date;
}

export async function insertProblemNote(
  tx: Tx,
  note: {
    readonly county: string;
    readonly id: string;
    readonly problemId: string;
    readonly region: string;
    readonly act: string;
    readonly text: string;
    readonly pinned?: { readonly task?: string; readonly deadline?: string };
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO problem_notes (county, id, problem_id, region, act, text, task, deadline, by_id, by_name, at)
    VALUES (${note.county}, ${note.id}, ${note.problemId}, ${note.region}, ${note.act}, ${note.text},
      ${note.pinned?.task ?? null}, ${note.pinned?.deadline ?? null}::date, ${note.by.id}, ${note.by.name}, ${note.at})`.execute(
    tx,
  );
}

export async function listProblemNotes(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<readonly ProblemNote[]> {
  const { rows } = await sql<ProblemNote>`
    SELECT id, act, text, by_name, at FROM problem_notes
    WHERE county = ${of.county} AND problem_id = ${of.id}::uuid ORDER BY at, id`.execute(tx);
  return rows;
}

/** What a region is called: its community or town, or the county. */
export async function readPlaceName(tx: Tx, county: string, region: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    SELECT CASE WHEN length(o.code) <= 6 THEN t.name ELSE o.name END AS name
    FROM organisations o JOIN tenants t ON t.county = o.county
    WHERE o.county = ${county} AND starts_with(${region}, o.code::text)
    ORDER BY length(o.code) DESC LIMIT 1`.execute(tx);
  return rows[0]?.name ?? region;
}
