import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { keptFrom, type Reader } from '../recusal/index.ts';

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

/** Whether this person opened the file on a day. */
export async function hasOpened(
  tx: Tx,
  { county, id }: { readonly county: string; readonly id: string },
  actorId: string,
  day: string,
): Promise<boolean> {
  const { rows } = await sql<{ opened: boolean }>`
    SELECT EXISTS (SELECT FROM events
      WHERE county = ${county} AND subject_type = 'household' AND subject_id = ${id}
        AND act = 'household.read' AND actor_id = ${actorId}
        AND (at AT TIME ZONE 'Asia/Shanghai')::date = ${day}::date) AS opened`.execute(tx);
  return rows[0]?.opened ?? false;
}

/**
 * What happened to the family, its findings and its exits, newest first; openings stand apart. A problem by which it is
 * to leave is not named to whom it is kept from.
 */
export async function timelineOf(
  tx: Tx,
  reader: Reader,
  { county, id }: { readonly county: string; readonly id: string },
): Promise<readonly EventRow[]> {
  const { rows } = await sql<EventRow>`
    WITH subjects (type, id) AS (
      SELECT 'household', ${id}::text
      UNION ALL SELECT 'finding', id::text FROM findings
        WHERE county = ${county} AND household_id = ${id}::uuid
      UNION ALL SELECT 'exit', id::text FROM exits
        WHERE county = ${county} AND household_id = ${id}::uuid
    )
    SELECT e.id, e.at, e.actor_name, e.actor_role, e.act, e.subject_type, e.subject_id,
      CASE WHEN EXISTS (SELECT FROM recusals k
        WHERE k.county = e.county AND k.case_id::text = e.payload ->> 'problem' AND ${keptFrom(reader)})
      THEN e.payload - 'problem' ELSE e.payload END AS payload
    FROM subjects s
    JOIN events e ON e.county = ${county} AND e.subject_type = s.type AND e.subject_id = s.id
    WHERE e.act <> 'household.read'
    ORDER BY e.at DESC, e.id DESC LIMIT ${SHOWN_EVENTS}`.execute(tx);
  return rows;
}
