import type { CheckKind, ExitNature, SpotCheck } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenProblem, clueOpenTo } from '../recusal/index.ts';
import type { ProblemReader } from './problem-store.ts';

/** A finding as it becomes a problem. */
export interface SourceFinding {
  readonly county: string;
  readonly id: string;
  readonly region: string;
  readonly state: string;
  readonly rule: string;
  readonly clause: string;
  readonly reason: string;
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
    SELECT county, id, region, state, rule, clause, reason, household_code, exit_nature, lineage,
      (concluded_at AT TIME ZONE 'Asia/Shanghai')::date AS confirmed_on
    FROM findings WHERE id = ${id}::uuid AND region LIKE ${`${scope}%`} FOR UPDATE`.execute(tx);
  return rows[0] ?? null;
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
  readonly summary: string;
  readonly amount_fen: number | null;
  readonly result: string | null;
  readonly received_on: string;
  readonly names: readonly string[];
}

export async function lockSourceClue(tx: Tx, reader: ProblemReader, id: string): Promise<SourceClue | null> {
  const { rows } = await sql<SourceClue>`
    SELECT county, id, region, number, campaign_id, state, source, place, summary, amount_fen, result, received_on,
      ARRAY(SELECT n.name FROM clue_persons n WHERE n.county = clues.county AND n.clue_id = clues.id) AS names
    FROM clues
    WHERE id = ${id}::uuid AND region LIKE ${`${reader.scope}%`} AND ${clueOpenTo(reader, 'clues')}
    FOR UPDATE`.execute(tx);
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
      i.spot_check, i.remark, i.checked_on
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

/** Names of the departments that supply a county's registers are the feeds' matter; a household's place is here. */
export async function readHouseholdPlace(tx: Tx, county: string, findingId: string): Promise<string | null> {
  const { rows } = await sql<{ estate: string | null }>`
    SELECT t.estate_name AS estate FROM findings f
    LEFT JOIN tenancies t ON t.county = f.county AND t.household_id = f.household_id AND t.replaced_at IS NULL
    WHERE f.county = ${county} AND f.id = ${findingId}::uuid`.execute(tx);
  return rows[0]?.estate ?? null;
}
