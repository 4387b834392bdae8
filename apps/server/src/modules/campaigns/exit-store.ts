import type { ExitNature, ProblemExitFacts } from '@anju/domain';
import { type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { campaignBeside } from './beside-store.ts';

interface Household {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly state: 'active' | 'exited';
}

export interface ExitFacts extends Omit<ProblemExitFacts, 'state'> {
  readonly household: Household | null;
  /** How many papers the problem has. */
  readonly papers: number;
}

/** What decides on the exit of a problem's family. */
export async function readExitFacts(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<ExitFacts> {
  const { rows } = await sql<ExitFacts>`
    SELECT p.exit_nature AS "exitNature",
      CASE WHEN h.id IS NOT NULL
        THEN jsonb_build_object('id', h.id, 'code', h.code, 'region', h.region, 'state', h.state) END AS household,
      coalesce(f.state = 'confirmed' AND f.exit_nature IS NOT NULL, false) AS "groundOfFinding",
      array_remove(ARRAY[p.registered_by, f.proposed_by, c.reported_by, i.checked_by] || ARRAY(
        SELECT n.by_id FROM problem_notes n
        WHERE n.county = p.county AND n.problem_id = p.id AND n.act IN ('register', 'correct', 'progress')) || ARRAY(
        SELECT a.by_id FROM finding_notes a
        WHERE a.county = f.county AND a.finding_id = f.id AND a.act = 'record-answer'), NULL)
        AS "reportedBy",
      (SELECT count(*)::int FROM papers x
        WHERE x.county = p.county AND x.subject_type = 'problem' AND x.subject_id = p.id) AS papers
    FROM problems p
    LEFT JOIN households h ON h.county = p.county AND h.id = p.household_id
    LEFT JOIN findings f ON f.county = p.county AND f.id = p.finding_id
    LEFT JOIN clues c ON c.county = p.county AND c.id = p.clue_id
    LEFT JOIN check_items i ON i.county = p.county AND i.id = p.check_item_id
    WHERE p.county = ${of.county} AND p.id = ${of.id}::uuid`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`problem ${of.id} is gone while it is read`);
  return row;
}

/** Locks the family that a problem is about, before the problem and the family's exits. */
export async function lockFamilyOfProblem(tx: Tx, id: string): Promise<void> {
  await sql`
    SELECT FROM households h JOIN problems p ON p.county = h.county AND p.household_id = h.id
    WHERE p.id = ${id}::uuid FOR NO KEY UPDATE OF h`.execute(tx);
}

/** Somebody said that the family of the problem `p` need not leave; a correction since may name another family. */
const saidToStay = sql`
  SELECT n.text AS reason, n.by_name, (n.at AT TIME ZONE 'Asia/Shanghai')::date AS "on" FROM problem_notes n
  WHERE n.county = p.county AND n.problem_id = p.id AND n.act = 'need-not-leave'
    AND NOT EXISTS (SELECT FROM problem_notes c WHERE c.county = n.county AND c.problem_id = n.problem_id
      AND c.act = 'correct' AND c.id > n.id)`;

/**
 * Nobody has said yet whether the family of an open problem `p` has to leave. Of a problem that comes of a finding its
 * conclusion has said so.
 */
export const exitUndecided = sql<SqlBool>`(p.household_id IS NOT NULL AND p.finding_id IS NULL
  AND p.exit_nature IS NULL AND p.state IN ('registered', 'rectifying', 'rectified')
  AND EXISTS (SELECT FROM households x WHERE x.county = p.county AND x.id = p.household_id AND x.state = 'active')
  AND NOT EXISTS (SELECT FROM problem_notes n
    WHERE n.county = p.county AND n.problem_id = p.id AND n.act = 'withdraw-exit')
  AND NOT EXISTS (${saidToStay}))`;

export interface UndecidedExit {
  readonly number: string;
  /** See campaignBeside. */
  readonly campaign_beside: string;
  readonly region: string;
  readonly clueId: string | null;
}

/** The problem, where it is undecided whether its family has to leave. */
export async function readExitUndecided(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<UndecidedExit | null> {
  const { rows } = await sql<UndecidedExit>`
    SELECT p.number, ${campaignBeside('p')} AS campaign_beside, p.region, p.clue_id AS "clueId" FROM problems p
    WHERE p.county = ${of.county} AND p.id = ${of.id}::uuid AND ${exitUndecided}`.execute(tx);
  return rows[0] ?? null;
}

export async function listExitUndecided(tx: Tx, county: string): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    SELECT p.id FROM problems p WHERE p.county = ${county} AND ${exitUndecided}`.execute(tx);
  return rows.map(({ id }) => id);
}

export interface EstablishedExit {
  readonly nature: ExitNature;
  readonly by_name: string;
  readonly on: string;
  /** The family's entry on the ledger. */
  readonly exit_id: string | null;
}

/** Under which nature the problem's family has to leave, who said so and when; null where nobody did. */
export async function readEstablishedExit(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<EstablishedExit | null> {
  const { rows } = await sql<EstablishedExit>`
    SELECT g.nature, g.by_name, g."on",
      (SELECT e.id FROM exits e
        WHERE e.county = g.county AND e.household_id = g.household_id AND e.withdrawn_at IS NULL
          AND (e.exited_on IS NULL OR e.exited_on >= g."on")
        ORDER BY e.id LIMIT 1) AS exit_id
    FROM (SELECT county, household_id, exit_nature AS nature, exit_by_name AS by_name,
        (exit_at AT TIME ZONE 'Asia/Shanghai')::date AS "on"
      FROM problems
      WHERE county = ${of.county} AND id = ${of.id}::uuid AND exit_nature IS NOT NULL) g`.execute(tx);
  return rows[0] ?? null;
}

export interface SaidToStay {
  readonly reason: string;
  readonly by_name: string;
  readonly on: string;
}

/** Why the problem's family need not leave, who said so and when; null where nobody did, or it was said otherwise since. */
export async function readSaidToStay(
  tx: Tx,
  of: { readonly county: string; readonly id: string },
): Promise<SaidToStay | null> {
  const { rows } = await sql<SaidToStay>`
    SELECT s.* FROM problems p CROSS JOIN LATERAL (${saidToStay} ORDER BY n.id DESC LIMIT 1) s
    WHERE p.county = ${of.county} AND p.id = ${of.id}::uuid AND p.exit_nature IS NULL`.execute(tx);
  return rows[0] ?? null;
}
