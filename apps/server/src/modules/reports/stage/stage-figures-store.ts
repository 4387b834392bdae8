import type { StageFigures } from '@anju/official-forms';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../../platform/postgres/database.ts';
import { problemPlace } from '../../campaigns/index.ts';
import { clueCounted } from '../../clues/index.ts';
import { MISMATCH } from '../../supervision/index.ts';

/** What is counted: a campaign in a county (6 digits) or in all counties of a prefecture (4), up to a day, inclusive. */
export interface StageScope {
  readonly region: string;
  readonly campaignId: string;
  readonly from: string;
  readonly until: string;
}

const OPEN = sql`p.state IN ('registered', 'rectifying', 'rectified')`;

/** 五落实 names who is responsible; a deadline alone is the campaign's. */
const NOT_PINNED = sql`p.responsible = ''`;

const inCampaign = ({ region, campaignId }: StageScope, table: string) =>
  sql`${region.length === 6 ? sql`${sql.ref(`${table}.county`)} = ${region}` : sql`starts_with(${sql.ref(`${table}.county`)}, ${region})`}
    AND ${sql.ref(`${table}.campaign_id`)} = ${campaignId}::uuid`;

/** Problems found in the time, withdrawn ones apart. */
const problemsOf = (scope: StageScope) =>
  sql`${inCampaign(scope, 'p')} AND p.found_on BETWEEN ${scope.from}::date AND ${scope.until}::date`;

async function oneRow<T>(tx: Tx, query: RawBuilder<T>): Promise<T> {
  const { rows } = await query.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('a count has no row');
  return row;
}

type ProblemCounts = Pick<
  StageFigures,
  | 'found'
  | 'closed'
  | 'overdue'
  | 'notPinned'
  | 'withdrawn'
  | 'reopened'
  | 'fromClues'
  | 'fromFindings'
  | 'pressingSolved'
  | 'involvedFen'
  | 'recoveredFen'
>;

export function countStageProblems(tx: Tx, scope: StageScope): Promise<ProblemCounts> {
  const live = sql`p.state <> 'withdrawn'`;
  return oneRow(
    tx,
    sql<ProblemCounts>`
      SELECT count(*) FILTER (WHERE ${live})::int AS found,
        count(*) FILTER (WHERE p.state = 'closed')::int AS closed,
        count(*) FILTER (WHERE ${OPEN} AND p.deadline < ${scope.until}::date)::int AS overdue,
        count(*) FILTER (WHERE ${OPEN} AND ${NOT_PINNED})::int AS "notPinned",
        count(*) FILTER (WHERE p.state = 'withdrawn')::int AS withdrawn,
        count(*) FILTER (WHERE ${live} AND p.reopened > 0)::int AS reopened,
        count(*) FILTER (WHERE ${live} AND p.clue_id IS NOT NULL)::int AS "fromClues",
        count(*) FILTER (WHERE ${live} AND p.finding_id IS NOT NULL)::int AS "fromFindings",
        count(*) FILTER (WHERE p.state = 'closed' AND p.pressing)::int AS "pressingSolved",
        coalesce(sum(p.amount_fen) FILTER (WHERE ${live}), 0)::bigint AS "involvedFen",
        coalesce(sum(p.recovered_fen) FILTER (WHERE ${live}), 0)::bigint AS "recoveredFen"
      FROM problems p WHERE ${problemsOf(scope)}`,
  );
}

/** Found and closed by category code. */
export async function countStageCategories(
  tx: Tx,
  scope: StageScope,
): Promise<readonly { readonly code: string; readonly found: number; readonly closed: number }[]> {
  const { rows } = await sql<{ code: string; found: number; closed: number }>`
    SELECT p.category AS code, count(*)::int AS found, count(*) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM problems p WHERE ${problemsOf(scope)} AND p.state <> 'withdrawn'
    GROUP BY p.category ORDER BY p.category`.execute(tx);
  return rows;
}

/** Found and closed by county for a prefecture, by town for a county; what lies above the towns is the county's own. */
export async function countStagePlaces(tx: Tx, scope: StageScope): Promise<StageFigures['places']> {
  const byCounty = scope.region.length <= 4;
  // Below a county the code of a town; 000 in its place is the county itself.
  const place = byCounty ? sql`left(${problemPlace}, 6)` : sql`nullif(substr(${problemPlace}, 7, 3), '000')`;
  const label = byCounty
    ? sql`min(t.name)`
    : sql`CASE WHEN coalesce(${place}, '') = '' THEN '县本级' ELSE coalesce(min(o.name), min(left(${problemPlace}, 9))) END`;
  const { rows } = await sql<StageFigures['places'][number]>`
    SELECT ${label} AS label,
      count(*)::int AS found, count(*) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM problems p
    JOIN tenants t ON t.county = p.county
    LEFT JOIN organisations o ON o.county = p.county AND o.code = left(${problemPlace}, 9)
    WHERE ${problemsOf(scope)} AND p.state <> 'withdrawn'
    GROUP BY ${place} ORDER BY ${place} NULLS FIRST`.execute(tx);
  return rows;
}

/** The open problems without 五落实, those found first. */
export async function listNotPinned(
  tx: Tx,
  scope: StageScope,
  limit: number,
): Promise<readonly { readonly id: string; readonly number: string }[]> {
  const { rows } = await sql<{ id: string; number: string }>`
    SELECT p.id, p.number FROM problems p WHERE ${problemsOf(scope)} AND ${OPEN} AND ${NOT_PINNED}
    ORDER BY p.found_on, p.county, p.id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** The open problems that were found first, with their ids. */
export async function listOldestOpen(
  tx: Tx,
  scope: StageScope,
  limit: number,
): Promise<readonly (StageFigures['oldest'][number] & { readonly id: string })[]> {
  const { rows } = await sql<StageFigures['oldest'][number] & { readonly id: string }>`
    SELECT p.id, p.number, p.category, p.description, p.found_on AS "foundOn", p.deadline, p.responsible
    FROM problems p WHERE ${problemsOf(scope)} AND ${OPEN}
    ORDER BY p.found_on, p.county, p.id LIMIT ${limit}`.execute(tx);
  return rows;
}

export function countStageClues(tx: Tx, scope: StageScope): Promise<StageFigures['clues']> {
  return oneRow(
    tx,
    sql<StageFigures['clues']>`
      SELECT count(*)::int AS received, count(*) FILTER (WHERE k.state = 'closed')::int AS closed,
        count(*) FILTER (WHERE k.state = 'transferred')::int AS transferred,
        count(*) FILTER (WHERE k.state NOT IN ('closed', 'transferred'))::int AS open
      FROM clues k WHERE ${inCampaign(scope, 'k')} AND ${clueCounted('k')}
        AND k.received_on <= ${scope.until}::date`,
  );
}

export async function countStageAccountability(
  tx: Tx,
  scope: StageScope,
): Promise<StageFigures['accountability']> {
  const during = sql`decided_on BETWEEN ${scope.from}::date AND ${scope.until}::date AND withdrawn_at IS NULL`;
  const persons = await oneRow(
    tx,
    sql<Omit<StageFigures['accountability'], 'unitsReviewed' | 'unitsNotified'>>`
      SELECT count(DISTINCT (a.county, a.person_key))::int AS persons, count(a.party_sanction)::int AS party,
        count(a.administrative_sanction)::int AS administrative,
        count(*) FILTER (WHERE a.admonished)::int AS admonished, count(a.organisational)::int AS organisational,
        count(*) FILTER (WHERE a.judicial)::int AS judicial
      FROM accountability a WHERE ${inCampaign(scope, 'a')} AND ${during}`,
  );
  const units = await oneRow(
    tx,
    sql<{ unitsReviewed: number; unitsNotified: number }>`
      SELECT count(*) FILTER (WHERE u.measure = 'reviewed')::int AS "unitsReviewed",
        count(*) FILTER (WHERE u.measure = 'notified')::int AS "unitsNotified"
      FROM unit_measures u WHERE ${inCampaign(scope, 'u')} AND ${during}`,
  );
  return { ...persons, ...units };
}

type MeasureCounts = Pick<
  StageFigures,
  'exposures' | 'supervisions' | 'checks' | 'publications' | 'institutions'
>;

/** What was done, by the product's own counts: a problem exposed twice is one, a void draw is none; notices, samples, publications, institutions, exposures. */
export async function countStageMeasures(tx: Tx, scope: StageScope): Promise<MeasureCounts> {
  const { from, until } = scope;
  const exposures = await oneRow(
    tx,
    sql<StageFigures['exposures']>`
      WITH exposed AS (SELECT * FROM exposures e WHERE ${inCampaign(scope, 'e')} AND e.withdrawn_at IS NULL
        AND e.exposed_on BETWEEN ${from}::date AND ${until}::date)
      SELECT count(*)::int AS times, coalesce(sum(e.persons), 0)::int AS persons,
        (SELECT count(DISTINCT (p.county, p.id))::int FROM exposed o JOIN problems p ON p.county = o.county
          AND p.id = ANY(o.problem_ids) AND p.state <> 'withdrawn') AS problems
      FROM exposed e`,
  );
  const supervisions = await oneRow(
    tx,
    sql<StageFigures['supervisions']>`
      SELECT count(*)::int AS issued, count(*) FILTER (WHERE s.state = 'settled')::int AS settled,
        count(*) FILTER (WHERE s.state = 'issued' AND s.due_on < ${until}::date)::int AS overdue,
        count(*) FILTER (WHERE s.level > 1)::int AS escalated
      FROM supervisions s WHERE ${inCampaign(scope, 's')} AND s.report_key IS NULL
        AND s.issued_on BETWEEN ${from}::date AND ${until}::date`,
  );
  const checks = await oneRow(
    tx,
    sql<StageFigures['checks']>`
      SELECT count(*)::int AS drawn, count(i.spot_check)::int AS checked,
        count(*) FILTER (WHERE ${MISMATCH})::int AS mismatched
      FROM check_items i JOIN checks h ON h.county = i.county AND h.id = i.check_id
      WHERE ${inCampaign(scope, 'h')} AND h.voided_at IS NULL
        AND (h.drawn_at AT TIME ZONE 'Asia/Shanghai')::date BETWEEN ${from}::date AND ${until}::date`,
  );
  const results = sql`${inCampaign(scope, 'r')} AND r."on" BETWEEN ${from}::date AND ${until}::date`;
  const publications = await oneRow(
    tx,
    sql<StageFigures['publications']>`
      SELECT count(*)::int AS batches, coalesce(sum(r.projects), 0)::int AS projects
      FROM campaign_results r WHERE ${results} AND r.kind = 'publication'`,
  );
  const institutions = await sql<StageFigures['institutions'][number]>`
    SELECT r.title, r.document_no AS "documentNo" FROM campaign_results r
    WHERE ${results} AND r.kind = 'institution' ORDER BY r."on", r.county, r.id`.execute(tx);
  return {
    exposures,
    supervisions,
    checks,
    publications,
    institutions: institutions.rows,
  };
}

/** The newest typical cases, with the problem that each is about, if it is about one. */
export async function listStageCases(
  tx: Tx,
  scope: StageScope,
): Promise<readonly { readonly text: string; readonly problemId: string | null }[]> {
  const { rows } = await sql<{ text: string; problemId: string | null }>`
    SELECT y.text, y.problem_id AS "problemId" FROM typical_cases y WHERE ${inCampaign(scope, 'y')}
      AND y.month BETWEEN left(${scope.from}, 7) AND left(${scope.until}, 7)
    ORDER BY y.month DESC, y.county, y.id LIMIT 3`.execute(tx);
  return rows;
}
