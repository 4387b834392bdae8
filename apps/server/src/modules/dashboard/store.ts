import { ROLES, type Role } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** The live findings: raised by the newest run, or still under inquiry. */
export const UNSETTLED = sql`f.state NOT IN ('confirmed', 'explained', 'wrong-person', 'stale-data')`;
export const LIVE = sql`f.status = 'fail' AND (f.change NOT IN ('cleared', 'exited') OR NOT (${UNSETTLED}))`;

export interface FindingCounts {
  readonly open: number;
  readonly assigned: number;
  readonly answered: number;
  readonly proposed: number;
  readonly confirmed: number;
  readonly settled: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly probable: number;
  readonly incomparable: number;
}

/** @param soon the last day that counts as "due soon" */
export async function countFindingStates(tx: Tx, today: string, soon: string): Promise<FindingCounts> {
  const { rows } = await sql<Record<keyof FindingCounts, number>>`
    SELECT
      count(*) FILTER (WHERE ${LIVE} AND f.state = 'open')::int AS open,
      count(*) FILTER (WHERE ${LIVE} AND f.state = 'assigned')::int AS assigned,
      count(*) FILTER (WHERE ${LIVE} AND f.state = 'answered')::int AS answered,
      count(*) FILTER (WHERE ${LIVE} AND f.state = 'proposed')::int AS proposed,
      count(*) FILTER (WHERE f.status = 'fail' AND f.state = 'confirmed')::int AS confirmed,
      count(*) FILTER (WHERE f.status = 'fail' AND NOT (${UNSETTLED}))::int AS settled,
      count(*) FILTER (WHERE ${LIVE} AND ${UNSETTLED} AND f.due_on < ${today}::date)::int AS overdue,
      count(*) FILTER (WHERE ${LIVE} AND ${UNSETTLED}
        AND f.due_on BETWEEN ${today}::date AND ${soon}::date)::int AS "dueSoon",
      count(*) FILTER (WHERE ${LIVE} AND ${UNSETTLED} AND f.confidence = 'probable')::int AS probable,
      count(*) FILTER (WHERE f.status = 'incomparable' AND f.change NOT IN ('cleared', 'exited') AND ${UNSETTLED})::int
        AS incomparable
    FROM findings f`.execute(tx);
  const none = {
    open: 0,
    assigned: 0,
    answered: 0,
    proposed: 0,
    confirmed: 0,
    settled: 0,
    overdue: 0,
    dueSoon: 0,
    probable: 0,
    incomparable: 0,
  };
  return rows[0] ?? none;
}

/** Live findings by rule: how many are settled and how many are not, most first. */
export async function countByRule(
  tx: Tx,
): Promise<readonly { readonly rule: string; readonly settled: number; readonly unsettled: number }[]> {
  const { rows } = await sql<{ rule: string; settled: number; unsettled: number }>`
    SELECT f.rule,
      count(*) FILTER (WHERE NOT (${UNSETTLED}))::int AS settled,
      count(*) FILTER (WHERE ${UNSETTLED})::int AS unsettled
    FROM findings f WHERE ${LIVE}
    GROUP BY f.rule ORDER BY count(*) DESC, f.rule LIMIT 12`.execute(tx);
  return rows;
}

/** Live findings by the community that has them, with its name; null is not yet handed to anybody. */
export async function countByAssignee(tx: Tx): Promise<
  readonly {
    readonly assignee: string;
    readonly name: string;
    readonly settled: number;
    readonly unsettled: number;
  }[]
> {
  const { rows } = await sql<{ assignee: string; name: string; settled: number; unsettled: number }>`
    SELECT f.assigned_to AS assignee, coalesce(min(o.name), f.assigned_to) AS name,
      count(*) FILTER (WHERE NOT (${UNSETTLED}))::int AS settled,
      count(*) FILTER (WHERE ${UNSETTLED})::int AS unsettled
    FROM findings f
    LEFT JOIN organisations o ON o.county = f.county AND o.code = f.assigned_to
    WHERE ${LIVE} AND f.assigned_to IS NOT NULL
    GROUP BY f.assigned_to ORDER BY count(*) DESC, f.assigned_to LIMIT 12`.execute(tx);
  return rows;
}

export interface DueFinding {
  readonly id: string;
  readonly applicant_name: string;
  readonly rule: string;
  readonly due_on: string | null;
}

/** The findings that wait for a community's inquiry, what is due first before the others. */
export async function listDueFirst(tx: Tx, limit: number): Promise<readonly DueFinding[]> {
  const { rows } = await sql<DueFinding>`
    SELECT f.id, h.applicant_name, f.rule, f.due_on
    FROM findings f JOIN households h ON h.county = f.county AND h.id = f.household_id
    WHERE ${LIVE} AND f.state = 'assigned'
    ORDER BY f.due_on NULLS LAST, f.id LIMIT ${limit}`.execute(tx);
  return rows;
}

export async function countExitNatures(tx: Tx): Promise<
  readonly {
    readonly nature: string;
    readonly open: number;
    readonly exited: number;
    readonly late: number;
  }[]
> {
  const { rows } = await sql<{ nature: string; open: number; exited: number; late: number }>`
    SELECT nature,
      count(*) FILTER (WHERE exited_on IS NULL)::int AS open,
      count(*) FILTER (WHERE exited_on IS NOT NULL)::int AS exited,
      count(*) FILTER (WHERE exited_on IS NULL AND (measures = '' OR planned_on IS NULL))::int AS late
    FROM exits WHERE withdrawn_at IS NULL GROUP BY nature ORDER BY nature`.execute(tx);
  return rows;
}

export async function countUsers(
  tx: Tx,
  now: Date,
): Promise<{ readonly active: number; readonly locked: number; readonly firstPassword: number }> {
  const { rows } = await sql<{ active: number; locked: number; firstPassword: number }>`
    SELECT count(*) FILTER (WHERE active)::int AS active,
      count(*) FILTER (WHERE active AND locked_until > ${now})::int AS locked,
      count(*) FILTER (WHERE active AND must_change_password)::int AS "firstPassword"
    FROM users`.execute(tx);
  return rows[0] ?? { active: 0, locked: 0, firstPassword: 0 };
}

/** Accounts by each role that somebody holds, in the order of the table of roles. */
export async function countAccountsByRole(
  tx: Tx,
): Promise<readonly { readonly role: Role; readonly active: number; readonly inactive: number }[]> {
  const { rows } = await sql<{ role: Role; active: number; inactive: number }>`
    SELECT role, count(*) FILTER (WHERE active)::int AS active,
      count(*) FILTER (WHERE NOT active)::int AS inactive
    FROM users, unnest(roles) role GROUP BY role
    ORDER BY array_position(${Object.keys(ROLES)}::text[], role)`.execute(tx);
  return rows;
}

/** Acts from a day at the bureau on by kind, most first. */
export async function countEventsSince(
  tx: Tx,
  since: string,
): Promise<readonly { readonly act: string; readonly count: number }[]> {
  const { rows } = await sql<{ act: string; count: number }>`
    SELECT act, count(*)::int AS count FROM events
    WHERE at >= ${since}::date::timestamp AT TIME ZONE 'Asia/Shanghai'
    GROUP BY act ORDER BY count(*) DESC, act`.execute(tx);
  return rows;
}
