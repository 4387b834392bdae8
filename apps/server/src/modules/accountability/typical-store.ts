import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenProblem } from '../recusal/index.ts';

export interface TypicalRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly problem_id: string | null;
  readonly problem_number: string | null;
  readonly problem_state: string | null;
  /** 涉及单位 of a case without a problem on the ledger, and the day it was concluded. */
  readonly unit_name: string | null;
  readonly concluded_on: string | null;
  readonly month: string;
  readonly text: string;
  readonly recorded_by_name: string;
  readonly changed_by_name: string | null;
  readonly version: number;
}

export interface TypicalFilter {
  readonly campaign?: string | undefined;
  readonly month?: string | undefined;
  readonly q?: string | undefined;
}

const FROM = sql`
  typical_cases c
  JOIN tenants t ON t.county = c.county
  JOIN campaigns m ON m.county = c.county AND m.id = c.campaign_id
  LEFT JOIN problems p ON p.county = c.county AND p.id = c.problem_id`;

const COLUMNS = sql`
  c.*, t.name AS county_name, m.title AS campaign_title, p.number AS problem_number, p.state AS problem_state`;

function conditions(reader: Actor, filter: TypicalFilter): RawBuilder<SqlBool> {
  const parts = [
    sql<SqlBool>`c.county LIKE ${`${reader.scope.slice(0, 6)}%`}`,
    aboutOpenProblem(reader, 'c'),
  ];
  if (filter.campaign !== undefined) parts.push(sql`c.campaign_id = ${filter.campaign}::uuid`);
  if (filter.month !== undefined) parts.push(sql`c.month = ${filter.month}`);
  if (filter.q !== undefined && filter.q !== '') {
    const words = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql`(c.text LIKE ${words} OR p.number LIKE ${words} OR c.unit_name LIKE ${words})`);
  }
  return sql.join(parts, sql` AND `);
}

/** One page, the newest month first. */
export async function listTypical(
  tx: Tx,
  reader: Actor,
  filter: TypicalFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly TypicalRow[]; readonly next: Position | null }> {
  const beyond =
    page.after === null ? sql`true` : sql`(c.month, c.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<TypicalRow>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE ${conditions(reader, filter)} AND ${beyond}
    ORDER BY c.month DESC, c.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.month, id: last.id } : null;
  return { rows: shown, next };
}

export async function countTypical(tx: Tx, reader: Actor, filter: TypicalFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM ${FROM} WHERE ${conditions(reader, filter)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

export async function lockTypical(tx: Tx, reader: Actor, id: string): Promise<TypicalRow | null> {
  const { rows } = await sql<TypicalRow>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE ${conditions(reader, {})} AND c.id = ${id}::uuid FOR UPDATE OF c`.execute(
    tx,
  );
  return rows[0] ?? null;
}

/** Two people adding a case to the same month wait for each other, so that three stay three. */
export async function lockMonth(tx: Tx, county: string, campaignId: string): Promise<void> {
  await sql`
    SELECT 1 FROM campaigns WHERE county = ${county} AND id = ${campaignId}::uuid FOR NO KEY UPDATE`.execute(
    tx,
  );
}

/** Cases of the county's month, and whether one of them is about the problem. */
export async function casesOfMonth(
  tx: Tx,
  of: {
    readonly county: string;
    readonly campaignId: string;
    readonly month: string;
    readonly without: string | null;
  },
): Promise<readonly { readonly problem_id: string | null }[]> {
  const { rows } = await sql<{ problem_id: string | null }>`
    SELECT problem_id FROM typical_cases
    WHERE county = ${of.county} AND campaign_id = ${of.campaignId}::uuid AND month = ${of.month}
      AND id IS DISTINCT FROM ${of.without}::uuid`.execute(tx);
  return rows;
}

export async function insertTypical(
  tx: Tx,
  row: {
    readonly county: string;
    readonly id: string;
    readonly campaignId: string;
    readonly problemId: string | null;
    readonly unitName: string | null;
    readonly concludedOn: string | null;
    readonly month: string;
    readonly text: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO typical_cases (county, id, campaign_id, problem_id, unit_name, concluded_on, month, text, recorded_by_name, created_at)
    VALUES (${row.county}, ${row.id}, ${row.campaignId}, ${row.problemId}, ${row.unitName},
      ${row.concludedOn}::date, ${row.month}, ${row.text},
      ${row.byName}, ${row.at})`.execute(tx);
}

export async function updateTypical(
  tx: Tx,
  id: string,
  change: { readonly month: string; readonly text: string; readonly byName: string },
): Promise<void> {
  await sql`
    UPDATE typical_cases SET month = ${change.month}, text = ${change.text}, changed_by_name = ${change.byName},
      version = version + 1
    WHERE id = ${id}::uuid`.execute(tx);
}

/** A case is a text for a form, not a record of a decision: one that is not reported goes. */
export async function deleteTypical(tx: Tx, id: string): Promise<void> {
  await sql`DELETE FROM typical_cases WHERE id = ${id}::uuid`.execute(tx);
}
