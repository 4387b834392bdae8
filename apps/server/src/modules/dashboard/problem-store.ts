import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { exitUndecided, problemPlace } from '../campaigns/index.ts';
import { aboutOpenClue, type Reader as KeptReader } from '../recusal/index.ts';
import { type Found, foundIn } from './found.ts';

export interface Reader extends KeptReader {
  /** Region prefix. */
  readonly scope: string;
}

const OPEN = sql`p.state IN ('registered', 'rectifying', 'rectified')`;

/** In the reader's 辖区; one made from a clue that is kept from the reader is not there. */
export const problemVisible = (reader: Reader): RawBuilder<SqlBool> => sql<SqlBool>`
  starts_with(p.region, ${reader.scope}) AND ${aboutOpenClue(reader, 'p')}`;

const onLedger = (county: string | undefined): RawBuilder<SqlBool> =>
  county === undefined ? sql<SqlBool>`true` : sql<SqlBool>`p.county = ${county}`;

export interface ProblemCounts {
  readonly registered: number;
  readonly rectifying: number;
  readonly rectified: number;
  readonly closed: number;
  /** Not withdrawn. */
  readonly found: number;
  readonly overdue: number;
  /** Open and without a deadline: registered before every problem was given one. */
  readonly undated: number;
}

/** @param county of this ledger alone; all in sight when not given */
export async function countProblemDesk(
  tx: Tx,
  reader: Reader,
  today: string,
  county?: string,
): Promise<ProblemCounts> {
  const { rows } = await sql<ProblemCounts>`
    SELECT count(*) FILTER (WHERE p.state = 'registered')::int AS registered,
      count(*) FILTER (WHERE p.state = 'rectifying')::int AS rectifying,
      count(*) FILTER (WHERE p.state = 'rectified')::int AS rectified,
      count(*) FILTER (WHERE p.state = 'closed')::int AS closed,
      count(*) FILTER (WHERE p.state <> 'withdrawn')::int AS found,
      count(*) FILTER (WHERE ${OPEN} AND p.deadline < ${today}::date)::int AS overdue,
      count(*) FILTER (WHERE ${OPEN} AND p.deadline IS NULL)::int AS undated
    FROM problems p WHERE ${problemVisible(reader)} AND ${onLedger(county)}`.execute(tx);
  return (
    rows[0] ?? { registered: 0, rectifying: 0, rectified: 0, closed: 0, found: 0, overdue: 0, undated: 0 }
  );
}

/** Problems of which somebody has to say whether their family has to leave. */
export async function countExitUndecided(tx: Tx, reader: Reader): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM problems p WHERE ${problemVisible(reader)} AND ${exitUndecided}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export interface DeskCampaign {
  readonly id: string;
  readonly title: string;
  readonly categories: readonly { readonly code: string; readonly label: string }[];
}

/** The running campaigns of a 辖区, the newest first. */
export async function listDeskCampaigns(tx: Tx, scope: string): Promise<readonly DeskCampaign[]> {
  const { rows } = await sql<DeskCampaign>`
    SELECT DISTINCT ON (c.starts_on, c.id) c.id, c.title, c.content->'categories' AS categories
    FROM campaigns c WHERE starts_with(c.county, left(${scope}, 6)) AND c.state = 'running'
    ORDER BY c.starts_on DESC, c.id, c.county`.execute(tx);
  return rows;
}

export interface Progress {
  readonly code: string;
  readonly label: string;
  readonly open: number;
  readonly closed: number;
}

/** Open and closed problems of a campaign by the code of their category. */
export async function countByCategory(
  tx: Tx,
  reader: Reader,
  campaignId: string,
): Promise<readonly Omit<Progress, 'label'>[]> {
  const { rows } = await sql<Omit<Progress, 'label'>>`
    SELECT p.category AS code, count(*) FILTER (WHERE ${OPEN})::int AS open,
      count(*) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM problems p
    WHERE ${problemVisible(reader)} AND p.campaign_id = ${campaignId}::uuid AND p.state <> 'withdrawn'
    GROUP BY p.category ORDER BY p.category`.execute(tx);
  return rows;
}

/**
 * Open and closed problems by county, for a reader above the counties: each that takes part in a running campaign, also
 * with an empty ledger, and what the reader's own level handles.
 */
export async function countByCounty(tx: Tx, reader: Reader): Promise<readonly Progress[]> {
  const { rows } = await sql<Progress>`
    SELECT t.county AS code, t.name AS label, count(p.id) FILTER (WHERE ${OPEN})::int AS open,
      count(p.id) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM tenants t
    LEFT JOIN problems p ON p.county = t.county AND p.state <> 'withdrawn' AND ${problemVisible(reader)}
    WHERE starts_with(t.county, ${reader.scope}) AND (p.id IS NOT NULL OR right(t.county, 2) <> '00' AND EXISTS (
      SELECT FROM campaigns c WHERE c.county = t.county AND c.state = 'running'))
    GROUP BY t.county, t.name ORDER BY t.county`.execute(tx);
  return rows;
}

/** Open and closed problems by town, for a reader of a county. */
export async function countByTown(tx: Tx, reader: Reader): Promise<readonly Progress[]> {
  const { rows } = await sql<Progress>`
    SELECT left(${problemPlace}, 9) AS code, coalesce(min(o.name), min(t.name)) AS label,
      count(*) FILTER (WHERE ${OPEN})::int AS open, count(*) FILTER (WHERE p.state = 'closed')::int AS closed
    FROM problems p JOIN tenants t ON t.county = p.county
    LEFT JOIN organisations o ON o.county = p.county AND o.code = left(${problemPlace}, 9)
    WHERE ${problemVisible(reader)} AND p.state <> 'withdrawn'
    GROUP BY left(${problemPlace}, 9) ORDER BY left(${problemPlace}, 9)`.execute(tx);
  return rows;
}

export interface DeskProblem {
  readonly id: string;
  readonly county: string;
  readonly countyName: string;
  readonly number: string;
  readonly description: string;
  readonly place: string;
  readonly foundOn: string;
  readonly deadline: string | null;
}

const COLUMNS = sql`p.id, p.county, (SELECT t.name FROM tenants t WHERE t.county = p.county) AS "countyName",
  p.number, p.description, p.place, p.found_on AS "foundOn", p.deadline`;

export async function listOldest(tx: Tx, reader: Reader, limit: number): Promise<readonly DeskProblem[]> {
  const { rows } = await sql<DeskProblem>`
    SELECT ${COLUMNS} FROM problems p WHERE ${problemVisible(reader)} AND ${OPEN}
    ORDER BY p.found_on, p.county, p.id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** The open problems of one ledger, by their deadline. */
export async function listNextDue(
  tx: Tx,
  reader: Reader,
  county: string,
  limit: number,
): Promise<readonly DeskProblem[]> {
  const { rows } = await sql<DeskProblem>`
    SELECT ${COLUMNS} FROM problems p WHERE ${problemVisible(reader)} AND ${onLedger(county)} AND ${OPEN}
    ORDER BY p.deadline, p.id LIMIT ${limit}`.execute(tx);
  return rows;
}

/** Problems under rectification whose last act was to send them back, the newest first. */
export async function listReturned(tx: Tx, reader: Reader, limit: number): Promise<Found<DeskProblem>> {
  const { rows } = await sql<DeskProblem & { total: number }>`
    SELECT ${COLUMNS}, count(*) OVER ()::int AS total FROM problems p
    JOIN LATERAL (SELECT n.act, n.at FROM problem_notes n WHERE n.county = p.county AND n.problem_id = p.id
      ORDER BY n.at DESC, n.id DESC LIMIT 1) last ON true
    WHERE ${problemVisible(reader)} AND p.state = 'rectifying' AND last.act IN ('return', 'reopen')
    ORDER BY last.at DESC, p.id LIMIT ${limit}`.execute(tx);
  return foundIn(rows);
}

export interface QueuedProblem extends DeskProblem {
  readonly campaignId: string;
  readonly campaignTitle: string;
  readonly category: string;
  readonly deadline: string;
  readonly responsible: string;
}

/** What a forecast is made from: every problem still to be rectified that has a deadline. */
export async function listQueued(tx: Tx, reader: Reader): Promise<readonly QueuedProblem[]> {
  const { rows } = await sql<QueuedProblem>`
    SELECT ${COLUMNS}, p.campaign_id AS "campaignId", c.title AS "campaignTitle", p.category, p.responsible
    FROM problems p JOIN campaigns c ON c.county = p.county AND c.id = p.campaign_id
    WHERE ${problemVisible(reader)} AND p.state IN ('registered', 'rectifying') AND p.deadline IS NOT NULL
    ORDER BY p.deadline, p.id`.execute(tx);
  return rows;
}

/** How many problems a county closed in a campaign from `since` to `today`, both included. */
export async function countPace(
  tx: Tx,
  reader: Reader,
  since: string,
  today: string,
): Promise<readonly { readonly county: string; readonly campaignId: string; readonly closed: number }[]> {
  const { rows } = await sql<{ county: string; campaignId: string; closed: number }>`
    SELECT p.county, p.campaign_id AS "campaignId", count(*)::int AS closed
    FROM problems p
    WHERE ${problemVisible(reader)} AND p.state = 'closed' AND p.closed_on BETWEEN ${since}::date AND ${today}::date
    GROUP BY p.county, p.campaign_id`.execute(tx);
  return rows;
}
