import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

export interface FindingSummary {
  readonly id: string;
  readonly rule: string;
  readonly status: string;
  readonly confidence: string;
  readonly state: string;
  readonly change: string;
  readonly reason: string;
  readonly dueOn: string | null;
}

/** The family's findings, the open ones first. Only reads: the desk of findings is another module's. */
export async function findingsOf(
  tx: Tx,
  county: string,
  householdId: string,
): Promise<readonly FindingSummary[]> {
  const { rows } = await sql<FindingSummary>`
    SELECT id, rule, status, confidence, state, change, reason, due_on AS "dueOn" FROM findings
    WHERE county = ${county} AND household_id = ${householdId}::uuid
    ORDER BY change IN ('cleared', 'exited'), concluded_at IS NOT NULL, status, id`.execute(tx);
  return rows;
}

export interface EventRow {
  readonly id: string;
  readonly at: Date;
  readonly actor_name: string;
  readonly actor_role: string;
  readonly act: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly payload: unknown;
}

const SHOWN_OPENINGS = 20;
export const SHOWN_EVENTS = 200;

/** One person's openings of a file on one day. */
export interface Opening {
  readonly actorName: string;
  readonly role: string;
  /** The last of that day. */
  readonly at: Date;
  readonly times: number;
}

/** Who opened the file on which day (Beijing time), newest first. */
export async function openingsOf(tx: Tx, county: string, householdId: string): Promise<readonly Opening[]> {
  const { rows } = await sql<Opening>`
    SELECT actor_name AS "actorName", actor_role AS role, max(at) AS at, count(*)::int AS times FROM events
    WHERE county = ${county} AND subject_type = 'household' AND subject_id = ${householdId}
      AND act = 'household.read'
    GROUP BY actor_id, actor_name, actor_role, (at AT TIME ZONE 'Asia/Shanghai')::date
    ORDER BY max(at) DESC, actor_name LIMIT ${SHOWN_OPENINGS}`.execute(tx);
  return rows;
}

/** What happened to the family, its findings and its exits, newest first; openings stand apart. */
export async function timelineOf(tx: Tx, county: string, householdId: string): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`
    WITH subjects (type, id) AS (
      SELECT 'household', ${householdId}::text
      UNION ALL SELECT 'finding', id::text FROM findings
        WHERE county = ${county} AND household_id = ${householdId}::uuid
      UNION ALL SELECT 'exit', id::text FROM exits
        WHERE county = ${county} AND household_id = ${householdId}::uuid
    )
    SELECT e.id, e.at, e.actor_name, e.actor_role, e.act, e.subject_type, e.subject_id, e.payload
    FROM subjects s
    JOIN events e ON e.county = ${county} AND e.subject_type = s.type AND e.subject_id = s.id
    WHERE e.act <> 'household.read'
    ORDER BY e.at DESC, e.id DESC LIMIT ${SHOWN_EVENTS}`.execute(tx);
  return rows;
}

export interface Indicators {
  readonly households: number;
  readonly active: number;
  readonly exited: number;
  readonly members: number;
  readonly withArrears: number;
  readonly leaseEnded: number;
}

/** Figures of the reader's scope. `today`: YYYY-MM-DD. */
export async function indicatorsOf(tx: Tx, scope: string, today: string): Promise<Indicators> {
  const { rows } = await sql<Indicators>`
    SELECT count(*)::int AS households,
      count(*) FILTER (WHERE h.state = 'active')::int AS active,
      count(*) FILTER (WHERE h.state = 'exited')::int AS exited,
      coalesce(sum(h.members_count) FILTER (WHERE h.state = 'active'), 0)::int AS members,
      count(*) FILTER (WHERE h.state = 'active' AND t.arrears_months > 0)::int AS "withArrears",
      count(*) FILTER (WHERE h.state = 'active' AND t.end_on < ${today}::date)::int AS "leaseEnded"
    FROM households h
    LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
    WHERE ${inCounties(sql`h.county`, scope)}`.execute(tx);
  const none = { households: 0, active: 0, exited: 0, members: 0, withArrears: 0, leaseEnded: 0 };
  return rows[0] ?? none;
}

export interface Share {
  readonly name: string;
  readonly households: number;
}

/** Active households by category of tenure, most first; '' where the roster says nothing. */
export async function sharesByCategory(tx: Tx, scope: string): Promise<readonly Share[]> {
  const { rows } = await sql<Share>`
    SELECT coalesce(category, '') AS name, count(*)::int AS households FROM households
    WHERE ${inCounties(sql`county`, scope)} AND state = 'active'
    GROUP BY category ORDER BY count(*) DESC, category`.execute(tx);
  return rows;
}
