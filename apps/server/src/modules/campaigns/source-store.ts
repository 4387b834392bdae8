import type { CheckKind, ExitNature, SpotCheck } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { countedBelow } from '../clues/index.ts';
import { aboutOpenProblem, clueOpenTo } from '../recusal/index.ts';
import type { ProblemReader, StoredProblem } from './problem-store.ts';

/** A finding as it becomes a problem. */
export interface SourceFinding {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly state: string;
  readonly rule: string;
  readonly clause: string;
  readonly reason: string;
  readonly household_id: string;
  readonly household_code: string;
  readonly exit_nature: ExitNature | null;
  readonly lineage: readonly {
    readonly register: string;
    readonly file: string;
    readonly row: number;
    readonly asOf: string | null;
  }[];
  /** Day of the conclusion at the bureau. */
  readonly confirmed_on: string | null;
}

/** Locked, so that it is not reopened while it becomes a problem. */
export async function lockSourceFinding(tx: Tx, scope: string, id: string): Promise<SourceFinding | null> {
  const { rows } = await sql<SourceFinding>`
    SELECT county, id, region, state, rule, clause, reason, household_id, household_code, exit_nature, lineage,
      (concluded_at AT TIME ZONE 'Asia/Shanghai')::date AS confirmed_on
    FROM findings WHERE id = ${id}::uuid AND region LIKE ${`${scope}%`} FOR NO KEY UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** Locks findings in one order: numbering the first problem keeps everybody else's from its number. */
export async function lockSourceFindings(tx: Tx, scope: string, ids: readonly string[]): Promise<void> {
  await sql`
    SELECT count(*) FROM (
      SELECT FROM findings WHERE id = ANY(${ids}::uuid[]) AND region LIKE ${`${scope}%`}
      ORDER BY id FOR NO KEY UPDATE) locked`.execute(tx);
}

/** A clue as it becomes a problem; neither who reported it nor whom it names goes along. */
export interface SourceClue {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly number: string;
  readonly campaign_id: string | null;
  readonly state: string;
  readonly source: string;
  readonly place: string;
  readonly accused_organisation: string | null;
  readonly summary: string;
  readonly amount_fen: number | null;
  readonly result: string | null;
  readonly received_on: string;
  readonly names: readonly string[];
  /** A county to which it was handed down counts it, and makes the problem of it. */
  readonly counted_below: boolean;
}

export async function lockSourceClue(tx: Tx, reader: ProblemReader, id: string): Promise<SourceClue | null> {
  const { rows } = await sql<SourceClue>`
    SELECT county, id, region, number, campaign_id, state, source, place, accused_organisation, summary, amount_fen, result,
      received_on,
      ARRAY(SELECT n.name FROM clue_persons n WHERE n.county = clues.county AND n.clue_id = clues.id) AS names,
      ${countedBelow('clues')} AS counted_below
    FROM clues
    WHERE id = ${id}::uuid AND region LIKE ${`${reader.scope}%`} AND ${clueOpenTo(reader, 'clues')}
    FOR NO KEY UPDATE`.execute(tx);
  return rows[0] ?? null;
}

/** A drawn household as it becomes a problem. */
export interface SourceCheckItem {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly campaign_id: string;
  readonly kind: CheckKind;
  readonly title: string;
  readonly is_void: boolean;
  readonly label: string;
  /** The household or the problem that was drawn. */
  readonly subject_id: string;
  readonly spot_check: SpotCheck | null;
  readonly remark: string;
  readonly checked_on: string | null;
}

/** Locked, so that its result is not put right while it becomes a problem. */
export async function lockSourceCheckItem(
  tx: Tx,
  reader: ProblemReader,
  id: string,
): Promise<SourceCheckItem | null> {
  const { rows } = await sql<SourceCheckItem>`
    SELECT i.county, i.id, i.region, c.campaign_id, c.kind, c.title, c.voided_at IS NOT NULL AS is_void, i.label,
      i.subject_id, i.spot_check, i.remark, i.checked_on
    FROM check_items i JOIN checks c ON c.county = i.county AND c.id = i.check_id
    WHERE i.id = ${id}::uuid AND i.region LIKE ${`${reader.scope}%`}
      AND ${aboutOpenProblem(reader, 'i', 'subject_id')} FOR UPDATE OF i`.execute(tx);
  return rows[0] ?? null;
}

/** The problem that a finding, a clue or a drawn household has become in this campaign, if it has. */
export async function findProblemOf(
  tx: Tx,
  campaign: { readonly county: string; readonly id: string },
  source: { readonly finding: string } | { readonly clue: string } | { readonly checkItem: string },
): Promise<{ readonly id: string; readonly number: string } | null> {
  const same =
    'finding' in source
      ? sql`finding_id = ${source.finding}::uuid`
      : 'clue' in source
        ? sql`clue_id = ${source.clue}::uuid`
        : sql`check_item_id = ${source.checkItem}::uuid`;
  const { rows } = await sql<{ id: string; number: string }>`
    SELECT id, number FROM problems
    WHERE county = ${campaign.county} AND campaign_id = ${campaign.id}::uuid AND ${same}
      AND state <> 'withdrawn'`.execute(tx);
  return rows[0] ?? null;
}

/**
 * Whether what a problem was made from is still found true, and still of its campaign. Locked, so that nobody makes
 * another problem of it meanwhile.
 */
export async function isSourceConfirmed(
  tx: Tx,
  problem: Pick<StoredProblem, 'county' | 'campaign_id' | 'finding_id' | 'clue_id' | 'check_item_id'>,
): Promise<boolean> {
  const { county } = problem;
  // Put on the ledger by hand, it has no source to ask.
  if (problem.finding_id === null && problem.clue_id === null && problem.check_item_id === null) return true;
  const source =
    problem.finding_id !== null
      ? sql`SELECT s.state = 'confirmed' AS stands FROM findings s
          WHERE s.county = ${county} AND s.id = ${problem.finding_id}::uuid FOR NO KEY UPDATE`
      : problem.clue_id !== null
        ? sql`SELECT s.state IN ('concluded', 'closed') AND s.result IN ('true', 'partly-true')
              AND s.campaign_id = ${problem.campaign_id}::uuid AS stands FROM clues s
            WHERE s.county = ${county} AND s.id = ${problem.clue_id}::uuid FOR NO KEY UPDATE`
        : sql`SELECT s.spot_check = 'problem' AND c.voided_at IS NULL AS stands
            FROM check_items s JOIN checks c ON c.county = s.county AND c.id = s.check_id
            WHERE s.county = ${county} AND s.id = ${problem.check_item_id}::uuid FOR NO KEY UPDATE OF s`;
  const { rows } = await sql<{ stands: boolean | null }>`${source}`.execute(tx);
  return rows[0]?.stands === true;
}

/** Names of the departments that supply a county's registers are the feeds' matter; a household's place is here. */
export async function readHouseholdPlace(tx: Tx, county: string, findingId: string): Promise<string | null> {
  const { rows } = await sql<{ estate: string | null }>`
    SELECT t.estate_name AS estate FROM findings f
    LEFT JOIN tenancies t ON t.county = f.county AND t.household_id = f.household_id AND t.replaced_at IS NULL
    WHERE f.county = ${county} AND f.id = ${findingId}::uuid`.execute(tx);
  return rows[0]?.estate ?? null;
}

/** Whether a problem of the county can be about it: no family, or one of the county that the reader sees. */
export async function isHouseholdOf(tx: Tx, county: string, id: string | null): Promise<boolean> {
  if (id === null) return true;
  const { rows } = await sql`SELECT FROM households WHERE county = ${county} AND id = ${id}::uuid`.execute(
    tx,
  );
  return rows.length === 1;
}
