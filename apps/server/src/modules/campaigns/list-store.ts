import type { ProblemState } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue } from '../recusal/index.ts';
import { exitUndecided } from './exit-store.ts';
import type { ProblemReader } from './problem-store.ts';

/** What an officer narrows the ledger by; every part is optional and they combine with "and". */
export interface ProblemFilter {
  readonly reader: ProblemReader;
  readonly campaign?: string | undefined;
  readonly state?: ProblemState | undefined;
  readonly category?: string | undefined;
  readonly item?: string | undefined;
  readonly region?: string | undefined;
  readonly finding?: string | undefined;
  readonly clue?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly undated?: boolean | undefined;
  readonly exitUndecided?: boolean | undefined;
  readonly settled?: boolean | undefined;
  readonly pressing?: boolean | undefined;
  readonly lookBack?: boolean | undefined;
  readonly foundFrom?: string | undefined;
  readonly foundTo?: string | undefined;
  readonly closedFrom?: string | undefined;
  readonly closedTo?: string | undefined;
  readonly q?: string | undefined;
}

/** Days that "overdue" and "due for a look-back" are counted from. */
export interface Reckoning {
  readonly today: string;
  /** Closed on or before this day is due for a look-back. */
  readonly closedLongAgo: string;
}

export interface ProblemRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly region: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly campaign_state: 'running' | 'ended';
  readonly category_label: string;
  readonly number: string;
  readonly category: string;
  readonly item: string | null;
  readonly item_text: string | null;
  readonly description: string;
  readonly source: string;
  readonly finding_id: string | null;
  readonly clue_id: string | null;
  readonly household_id: string | null;
  readonly household_code: string | null;
  readonly place: string;
  readonly found_on: string;
  readonly amount_fen: number | null;
  readonly pressing: boolean;
  readonly state: ProblemState;
  readonly task: string;
  readonly responsible: string;
  readonly staff: string;
  readonly progress: string;
  readonly deadline: string | null;
  readonly rectification: string;
  readonly recovered_fen: number | null;
  readonly rectified_on: string | null;
  readonly rectified_by_name: string | null;
  readonly closed_on: string | null;
  readonly closed_by_name: string | null;
  readonly reopened: number;
  readonly looked_back_on: string | null;
  readonly updated_at: Date;
  readonly version: number;
}

// The label of a category stands in its campaign's own list, not in a table.
const FROM = sql`
  problems p
  JOIN campaigns c ON c.county = p.county AND c.id = p.campaign_id
  JOIN tenants t ON t.county = p.county
  LEFT JOIN households h ON h.county = p.county AND h.id = p.household_id`;

const COLUMNS = sql`
  p.county, t.name AS county_name, p.id, p.region, p.campaign_id, c.title AS campaign_title,
  c.state AS campaign_state, p.number, p.category, p.item,
  coalesce((SELECT x ->> 'label' FROM jsonb_array_elements(c.content -> 'categories') x
    WHERE x ->> 'code' = p.category), p.category) AS category_label,
  (SELECT y ->> 'text' FROM jsonb_array_elements(c.content -> 'categories') x,
    jsonb_array_elements(x -> 'items') y WHERE y ->> 'code' = p.item AND x ->> 'code' = p.category) AS item_text,
  p.description, p.source, p.finding_id, p.clue_id, p.household_id, h.code AS household_code, p.place, p.found_on,
  p.amount_fen, p.pressing, p.state, p.task, p.responsible, p.staff, p.progress, p.deadline, p.rectification,
  p.recovered_fen, p.rectified_on, p.rectified_by_name, p.closed_on, p.closed_by_name, p.reopened,
  p.looked_back_on, p.updated_at, p.version`;

/** Not closed or withdrawn, and its deadline is over. */
export const overdueOn = (today: string) =>
  sql<SqlBool>`(p.deadline < ${today}::date AND p.state IN ('registered', 'rectifying', 'rectified'))`;

/** Closed and to be looked at again, of problems `p`. */
export const lookBackDue = (closedLongAgo: string) => sql<SqlBool>`(p.state = 'closed'
  AND (p.reopened > 0 OR p.closed_on <= ${closedLongAgo}::date)
  AND (p.looked_back_on IS NULL OR p.looked_back_on < p.closed_on))`;

const SETTLED = sql<SqlBool>`p.state IN ('closed', 'withdrawn')`;

/** Where the matter of a problem `p` lies. */
export const problemPlace = sql<string>`coalesce(p.place_region, p.region)`;

/** Orders of the ledger: each a total order of (key, id), so a page can start after any row. */
const ORDERS = {
  due: { key: sql`coalesce(p.deadline, '9999-12-31')::text`, ascending: true },
  newest: { key: sql`p.id::text`, ascending: false },
  found: { key: sql`p.found_on::text`, ascending: true },
  place: { key: sql`${problemPlace}::text`, ascending: true },
} as const;

export type ProblemOrder = keyof typeof ORDERS;

function conditions(filter: ProblemFilter, days: Reckoning): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [
    sql<SqlBool>`p.region LIKE ${`${filter.reader.scope}%`}`,
    aboutOpenClue(filter.reader, 'p'),
  ];
  const also = (part: RawBuilder<unknown>) => parts.push(sql<SqlBool>`${part}`);
  if (filter.campaign !== undefined) also(sql`p.campaign_id = ${filter.campaign}::uuid`);
  if (filter.state !== undefined) also(sql`p.state = ${filter.state}`);
  if (filter.category !== undefined) also(sql`p.category = ${filter.category}`);
  if (filter.item !== undefined) also(sql`p.item = ${filter.item}`);
  if (filter.region !== undefined) also(sql`${problemPlace} LIKE ${`${filter.region}%`}`);
  if (filter.finding !== undefined) also(sql`p.finding_id = ${filter.finding}::uuid`);
  if (filter.clue !== undefined) also(sql`p.clue_id = ${filter.clue}::uuid`);
  if (filter.overdue === true) parts.push(overdueOn(days.today));
  if (filter.undated === true) also(sql`p.deadline IS NULL AND NOT (${SETTLED})`);
  if (filter.exitUndecided === true) parts.push(exitUndecided);
  if (filter.settled !== undefined) also(filter.settled ? SETTLED : sql`NOT (${SETTLED})`);
  if (filter.pressing === true) also(sql`p.pressing`);
  if (filter.lookBack === true) parts.push(lookBackDue(days.closedLongAgo));
  if (filter.foundFrom !== undefined) also(sql`p.found_on >= ${filter.foundFrom}::date`);
  if (filter.foundTo !== undefined) also(sql`p.found_on <= ${filter.foundTo}::date`);
  if (filter.closedFrom !== undefined) also(sql`p.closed_on >= ${filter.closedFrom}::date`);
  if (filter.closedTo !== undefined) also(sql`p.closed_on <= ${filter.closedTo}::date`);
  if (filter.q !== undefined && filter.q !== '') {
    const text = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    also(sql`(p.number LIKE ${text} OR p.description LIKE ${text} OR p.place LIKE ${text}
      OR p.responsible LIKE ${text} OR p.staff LIKE ${text})`);
  }
  return sql.join(parts, sql` AND `);
}

export interface ProblemPage {
  readonly rows: readonly ProblemRow[];
  readonly next: Position | null;
}

/** One page of the ledger. `after`: the last row of the page before, or null for the first. */
export async function listProblems(
  tx: Tx,
  filter: ProblemFilter,
  page: {
    readonly order: ProblemOrder;
    readonly after: Position | null;
    readonly limit: number;
    readonly days: Reckoning;
  },
): Promise<ProblemPage> {
  const { key, ascending } = ORDERS[page.order];
  const beyond =
    page.after === null
      ? sql`true`
      : ascending
        ? sql`(${key}, p.id) > (${page.after.key}, ${page.after.id}::uuid)`
        : sql`(${key}, p.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const direction = ascending ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<ProblemRow & { sort_key: string }>`
    SELECT ${COLUMNS}, ${key} AS sort_key FROM ${FROM}
    WHERE ${conditions(filter, page.days)} AND ${beyond}
    ORDER BY ${key} ${direction}, p.id ${direction} LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > page.limit && last ? { key: last.sort_key, id: last.id } : null };
}

export async function countProblems(tx: Tx, filter: ProblemFilter, days: Reckoning): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    SELECT count(*)::int AS n FROM problems p WHERE ${conditions(filter, days)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

export interface StateCount {
  readonly state: ProblemState;
  readonly count: number;
}

/** How many stand in each state under the other filters. */
export async function countStates(
  tx: Tx,
  filter: ProblemFilter,
  days: Reckoning,
): Promise<readonly StateCount[]> {
  const { rows } = await sql<StateCount>`
    SELECT p.state, count(*)::int AS count FROM problems p
    WHERE ${conditions({ ...filter, state: undefined }, days)} GROUP BY p.state`.execute(tx);
  return rows;
}

/** One problem as a line of the ledger, or null where the reader may not see it. */
export async function readProblemRow(tx: Tx, reader: ProblemReader, id: string): Promise<ProblemRow | null> {
  const { rows } = await sql<ProblemRow>`
    SELECT ${COLUMNS} FROM ${FROM}
    WHERE p.id = ${id}::uuid AND p.region LIKE ${`${reader.scope}%`} AND ${aboutOpenClue(reader, 'p')}`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** What only the problem's page needs beside its line. */
export interface ProblemMore {
  readonly lineage: unknown;
  readonly registered_by: string;
  readonly registered_by_name: string;
  readonly rectified_by: string | null;
  readonly created_at: Date;
  /** The spot check in which it was found. */
  readonly check_id: string | null;
  readonly check_title: string | null;
}

export async function readProblemMore(tx: Tx, of: { readonly county: string; readonly id: string }) {
  const { rows } = await sql<ProblemMore>`
    SELECT p.lineage, p.registered_by, p.registered_by_name, p.rectified_by, p.created_at, s.id AS check_id,
      s.title AS check_title
    FROM problems p
    LEFT JOIN check_items i ON i.county = p.county AND i.id = p.check_item_id
    LEFT JOIN checks s ON s.county = i.county AND s.id = i.check_id
    WHERE p.county = ${of.county} AND p.id = ${of.id}::uuid`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error(`problem ${of.id} is gone while it is read`);
  return row;
}
