import { ROLES, type Role } from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

/** The live findings: raised by the newest run, or still under inquiry. */
export const UNSETTLED = sql`f.state NOT IN ('confirmed', 'explained', 'wrong-person', 'stale-data')`;
export const LIVE = sql`f.status = 'fail' AND (f.change NOT IN ('cleared', 'exited') OR NOT (${UNSETTLED}))`;

/** As their index has them: what has no day due comes last. */
const BY_DUE = sql`coalesce(f.due_on, '9999-12-31'::date)`;

export interface RuleProgress {
  readonly rule: string;
  readonly settled: number;
  readonly unsettled: number;
}

export interface AssigneeProgress {
  readonly assignee: string;
  readonly name: string;
  readonly settled: number;
  readonly unsettled: number;
}

export interface FindingFigures {
  readonly open: number;
  readonly assigned: number;
  readonly answered: number;
  readonly proposed: number;
  readonly confirmed: number;
  readonly overdue: number;
  readonly dueSoon: number;
  readonly incomparable: number;
  /** Live findings by rule: how many are settled and how many are not, most first. */
  readonly byRule: readonly RuleProgress[];
  /** Live findings by the community that has them, with its name; without those not yet handed to anybody. */
  readonly byAssignee: readonly AssigneeProgress[];
}

/** How many findings it holds of. */
const sumOf = (condition: RawBuilder<unknown>) => sql`coalesce(sum(f.n) FILTER (WHERE ${condition}), 0)::int`;

const PROGRESS = sql`${sumOf(sql`NOT (${UNSETTLED})`)} AS settled, ${sumOf(UNSETTLED)} AS unsettled`;

/**
 * The reader's findings, looked at once: those that are alike are counted together, and every figure is added up from
 * these few.
 * @param soon the last day that counts as "due soon"
 */
export async function figuresOfFindings(tx: Tx, today: string, soon: string): Promise<FindingFigures> {
  const { rows } = await sql<FindingFigures>`
    WITH f AS MATERIALIZED (
      SELECT county, rule, assigned_to, status, state, change, due_on, count(*) AS n
      FROM findings GROUP BY county, rule, assigned_to, status, state, change, due_on
    ), rules AS (
      SELECT f.rule, ${PROGRESS} FROM f WHERE ${LIVE}
      GROUP BY f.rule ORDER BY sum(f.n) DESC, f.rule LIMIT 12
    ), assignees AS (
      SELECT f.assigned_to AS assignee, coalesce(min(o.name), f.assigned_to) AS name, ${PROGRESS}
      FROM f LEFT JOIN organisations o ON o.county = f.county AND o.code = f.assigned_to
      WHERE ${LIVE} AND f.assigned_to IS NOT NULL
      GROUP BY f.assigned_to ORDER BY sum(f.n) DESC, f.assigned_to LIMIT 12
    )
    SELECT
      ${sumOf(sql`${LIVE} AND f.state = 'open'`)} AS open,
      ${sumOf(sql`${LIVE} AND f.state = 'assigned'`)} AS assigned,
      ${sumOf(sql`${LIVE} AND f.state = 'answered'`)} AS answered,
      ${sumOf(sql`${LIVE} AND f.state = 'proposed'`)} AS proposed,
      ${sumOf(sql`f.status = 'fail' AND f.state = 'confirmed'`)} AS confirmed,
      ${sumOf(sql`${LIVE} AND ${UNSETTLED} AND f.due_on < ${today}::date`)} AS overdue,
      ${sumOf(sql`${LIVE} AND ${UNSETTLED} AND f.due_on BETWEEN ${today}::date AND ${soon}::date`)} AS "dueSoon",
      ${sumOf(sql`f.status = 'incomparable' AND f.change NOT IN ('cleared', 'exited') AND ${UNSETTLED}`)} AS incomparable,
      (SELECT coalesce(json_agg(rules ORDER BY settled + unsettled DESC, rule), '[]') FROM rules) AS "byRule",
      (SELECT coalesce(json_agg(assignees ORDER BY settled + unsettled DESC, assignee), '[]') FROM assignees) AS "byAssignee"
    FROM f`.execute(tx);
  const [figures] = rows;
  if (figures === undefined) throw new Error('a sum has one row');
  return figures;
}

export interface DueFinding {
  readonly id: string;
  readonly applicant_name: string;
  readonly rule: string;
  readonly due_on: string | null;
}

/** The findings that wait for a community's inquiry, what is due first before the others. */
export async function listDueFirst(tx: Tx, scope: string, limit: number): Promise<readonly DueFinding[]> {
  const { rows } = await sql<DueFinding>`
    SELECT f.id, f.applicant_name, f.rule, f.due_on FROM tenants c CROSS JOIN LATERAL (
      SELECT f.id, h.applicant_name, f.rule, f.due_on
      FROM findings f JOIN households h ON h.county = f.county AND h.id = f.household_id
      WHERE f.county = c.county AND ${LIVE} AND f.state = 'assigned'
      ORDER BY ${BY_DUE}, f.id LIMIT ${limit}
    ) f
    WHERE ${inCounties(sql`c.county`, scope)}
    ORDER BY ${BY_DUE}, f.id LIMIT ${limit}`.execute(tx);
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
