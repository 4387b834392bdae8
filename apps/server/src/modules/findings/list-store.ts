import type { FindingChange } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

/** What an officer narrows the desk by; every part is optional and they combine with "and". */
export interface FindingFilter {
  /** The reader's region prefix, or the county chosen in it; row security holds it too. */
  readonly scope: string;
  readonly rule?: string | undefined;
  readonly state?: string | undefined;
  readonly status?: 'fail' | 'incomparable' | undefined;
  readonly confidence?: 'exact' | 'probable' | undefined;
  readonly change?: FindingChange | undefined;
  readonly region?: string | undefined;
  readonly household?: string | undefined;
  readonly run?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly overdue?: boolean | undefined;
  /** Due from today to this day. */
  readonly dueTo?: string | undefined;
  readonly settled?: boolean | undefined;
  readonly q?: string | undefined;
}

export interface FindingRow {
  readonly county: string;
  readonly id: string;
  readonly household_id: string;
  readonly household_code: string;
  readonly applicant_name: string;
  readonly estate: string | null;
  readonly room: string | null;
  readonly member_name: string | null;
  readonly rule: string;
  readonly status: string;
  readonly confidence: string;
  readonly state: string;
  readonly change: string;
  readonly reason: string;
  readonly region: string;
  readonly assigned_to: string | null;
  readonly assigned_name: string | null;
  readonly due_on: string | null;
  readonly updated_at: Date;
  readonly version: number;
}

/** Looked up for each finding (OFFSET 0 keeps it so): else a county's families are read whole for the few that have one. */
const FAMILY = sql`
  JOIN LATERAL (SELECT applicant_name, applicant_initials FROM households
    WHERE county = f.county AND id = f.household_id OFFSET 0) h ON true
  LEFT JOIN LATERAL (SELECT estate_name, room FROM tenancies
    WHERE county = f.county AND household_id = f.household_id AND replaced_at IS NULL OFFSET 0) t ON true
  LEFT JOIN LATERAL (SELECT name FROM members WHERE county = f.county AND id = f.member_id OFFSET 0) m ON true`;
const FROM = sql`
  findings f ${FAMILY}
  LEFT JOIN organisations o ON o.county = f.county AND o.code = f.assigned_to`;

/**
 * Where findings are looked for: with their families only for a word, since a million of those are not to be joined for
 * a page. Where the filter names a run, its findings as they were then.
 */
function sourceOf(filter: FindingFilter) {
  const findings = isSearched(filter) ? sql`findings f ${FAMILY}` : sql`findings f`;
  if (filter.run === undefined) return { from: findings, change: sql`f.change`, status: sql`f.status` };
  const ofRun = sql`JOIN run_findings rf
    ON rf.county = f.county AND rf.finding_id = f.id AND rf.run_id = ${filter.run}`;
  return { from: sql`${findings} ${ofRun}`, change: sql`rf.change`, status: sql`rf.status` };
}

function isSearched<T extends FindingFilter>(filter: T): filter is T & { readonly q: string } {
  return filter.q !== undefined && filter.q !== '';
}

const COLUMNS = sql`
  f.county, f.id, f.household_id, f.household_code, h.applicant_name, t.estate_name AS estate, t.room,
  m.name AS member_name, f.rule, f.confidence, f.state, f.reason, f.region,
  f.assigned_to, o.name AS assigned_name, f.due_on, f.updated_at, f.version`;

const SETTLED = sql`f.state IN ('confirmed', 'explained', 'wrong-person', 'stale-data')`;

/** Orders of the desk: each a total order of (key, id) that an index has, so a page can start after any row. */
const ORDERS = {
  due: { key: sql`coalesce(f.due_on, '9999-12-31'::date)`, type: sql`date`, ascending: true },
  newest: { key: sql`f.id`, type: sql`uuid`, ascending: false },
  household: { key: sql`f.household_code`, type: sql`text`, ascending: true },
} as const;

export type FindingOrder = keyof typeof ORDERS;

function conditions(filter: FindingFilter, today: string): RawBuilder<SqlBool> {
  const { change, status } = sourceOf(filter);
  const parts: RawBuilder<SqlBool>[] = [inCounties(sql`f.county`, filter.scope)];
  // Said of a whole county, the planner takes it for one finding in two hundred.
  if (filter.scope.length > 6) parts.push(sql`f.region LIKE ${`${filter.scope}%`}`);
  if (filter.rule !== undefined) parts.push(sql`f.rule = ${filter.rule}`);
  if (filter.state !== undefined) parts.push(sql`f.state = ${filter.state}`);
  if (filter.status !== undefined) parts.push(sql`${status} = ${filter.status}`);
  if (filter.confidence !== undefined) parts.push(sql`f.confidence = ${filter.confidence}`);
  if (filter.change !== undefined) parts.push(sql`${change} = ${filter.change}`);
  if (filter.region !== undefined) parts.push(sql`f.region LIKE ${`${filter.region}%`}`);
  if (filter.household !== undefined) parts.push(sql`f.household_id = ${filter.household}`);
  // The desk asks for nothing that the run no longer raised; who wants to see it names it.
  if (filter.change === undefined && filter.household === undefined) {
    const raised = sql<SqlBool>`${change} NOT IN ('cleared', 'exited')`;
    parts.push(filter.run === undefined ? sql`(${raised} OR ${SETTLED})` : raised);
  }
  if (filter.assignedTo !== undefined) parts.push(sql`f.assigned_to = ${filter.assignedTo}`);
  if (filter.overdue === true) parts.push(sql`f.due_on < ${today}::date AND NOT (${SETTLED})`);
  if (filter.dueTo !== undefined) {
    parts.push(sql`f.due_on BETWEEN ${today}::date AND ${filter.dueTo}::date`);
  }
  if (filter.settled !== undefined) parts.push(filter.settled ? sql`(${SETTLED})` : sql`NOT (${SETTLED})`);
  if (isSearched(filter)) {
    const tail = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}`;
    parts.push(
      sql`(h.applicant_name LIKE ${`${tail}%`} OR m.name LIKE ${`${tail}%`} OR f.household_code LIKE ${`${tail}%`}
        OR t.room LIKE ${tail} OR h.applicant_initials LIKE ${`${filter.q.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`})`,
    );
  }
  return sql.join(parts, sql` AND `);
}

/** One finding as a line of the desk, or null where it is not in the reader's scope. */
export async function readFindingRow(tx: Tx, scope: string, id: string): Promise<FindingRow | null> {
  const { rows } = await sql<FindingRow>`
    SELECT ${COLUMNS}, f.change, f.status FROM ${FROM} WHERE f.id = ${id}::uuid AND f.region LIKE ${`${scope}%`}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

export interface FindingPage {
  readonly rows: readonly FindingRow[];
  readonly next: { readonly key: string; readonly id: string } | null;
}

/**
 * The first rows of an order. Above the counties so many of each, which its index has in order, for those of all.
 * @param span `today` YYYY-MM-DD; `beyond` where they begin
 */
function inOrder(
  filter: FindingFilter,
  order: FindingOrder,
  span: {
    readonly today: string;
    readonly direction: RawBuilder<unknown>;
    readonly beyond: RawBuilder<SqlBool>;
    readonly limit: number;
  },
): RawBuilder<unknown> {
  const { key } = ORDERS[order];
  const { from, change, status } = sourceOf(filter);
  const { today, direction, beyond, limit } = span;
  return sql`
    SELECT f.* FROM tenants c CROSS JOIN LATERAL (
      SELECT f.county, f.id, ${change} AS change, ${status} AS status, ${key} AS sort_key
      FROM ${from} WHERE f.county = c.county AND ${conditions(filter, today)} AND ${beyond}
      ORDER BY ${key} ${direction}, f.id ${direction} LIMIT ${limit}
    ) f
    WHERE ${inCounties(sql`c.county`, filter.scope)}
    ORDER BY f.sort_key ${direction}, f.id ${direction} LIMIT ${limit}`;
}

/**
 * One page of the desk.
 * @param after the last row of the page before, or null for the first page
 */
export async function listFindings(
  tx: Tx,
  filter: FindingFilter,
  page: {
    readonly order: FindingOrder;
    readonly after: { readonly key: string; readonly id: string } | null;
    readonly limit: number;
    readonly today: string;
  },
): Promise<FindingPage> {
  const { key, type, ascending } = ORDERS[page.order];
  const { after, limit, today } = page;
  const direction = ascending ? sql`ASC` : sql`DESC`;
  const beyond =
    after === null
      ? sql<SqlBool>`true`
      : sql<SqlBool>`(${key}, f.id) ${ascending ? sql`>` : sql`<`} (${after.key}::${type}, ${after.id}::uuid)`;
  const { rows } = await sql<FindingRow & { sort_key: string }>`
    WITH page AS (${inOrder(filter, page.order, { direction, beyond, limit: limit + 1, today })})
    SELECT ${COLUMNS}, p.change, p.status, p.sort_key
    FROM page p JOIN (${FROM}) ON f.county = p.county AND f.id = p.id
    ORDER BY p.sort_key ${direction}, p.id ${direction}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.id } : null;
  return { rows: shown, next };
}

/** How many findings the filter holds. */
export async function countFindings(tx: Tx, filter: FindingFilter, today: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM ${sourceOf(filter).from} WHERE ${conditions(filter, today)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

export interface FacetRow {
  readonly facet: 'rule' | 'state' | 'status' | 'confidence' | 'change';
  readonly value: string;
  readonly count: number;
}

/** Counts of the filtered findings by each thing one may narrow by. */
export async function countFacets(
  tx: Tx,
  filter: FindingFilter,
  today: string,
): Promise<readonly FacetRow[]> {
  const { from, change, status } = sourceOf(filter);
  const { rows } = await sql<{ facet: FacetRow['facet']; value: string; count: string }>`
    WITH chosen AS (
      SELECT f.rule, f.state, ${status} AS status, f.confidence, ${change} AS change, count(*) AS findings
      FROM ${from} WHERE ${conditions(filter, today)} GROUP BY 1, 2, 3, 4, 5
    )
    SELECT facet, value, sum(findings) AS count
    FROM chosen, LATERAL (VALUES
      ('rule', rule), ('state', state), ('status', status),
      ('confidence', confidence), ('change', change)) AS facets (facet, value)
    GROUP BY facet, value
    ORDER BY facet, count DESC, value`.execute(tx);
  return rows.map((row) => ({ facet: row.facet, value: row.value, count: Number(row.count) }));
}

/** The finding before and after `id` in the desk's order under the same filter. */
export async function findNeighbours(
  tx: Tx,
  filter: FindingFilter,
  at: { readonly id: string; readonly order: FindingOrder; readonly today: string },
): Promise<{ readonly previousId: string | null; readonly nextId: string | null }> {
  const { key, ascending } = ORDERS[at.order];
  const one = async (after: boolean) => {
    const isUp = after === ascending;
    const direction = isUp ? sql`ASC` : sql`DESC`;
    const beyond = sql<SqlBool>`(${key}, f.id) ${isUp ? sql`>` : sql`<`} (
      SELECT ${key}, f.id FROM findings f
      WHERE ${inCounties(sql`f.county`, filter.scope)} AND f.id = ${at.id}::uuid)`;
    const { rows } = await sql<{ id: string }>`
      ${inOrder(filter, at.order, { direction, beyond, limit: 1, today: at.today })}`.execute(tx);
    return rows[0]?.id ?? null;
  };
  return { previousId: await one(false), nextId: await one(true) };
}
