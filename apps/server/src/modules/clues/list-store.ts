import { type ClueState, statesWaitingFor, UNDECIDED_DAYS } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { type Reader, visible } from './store.ts';

/** How the register can be narrowed. Everything given must hold. */
export interface ClueFilter {
  readonly state?: string | undefined;
  readonly channel?: string | undefined;
  readonly kind?: string | undefined;
  readonly campaign?: string | undefined;
  readonly disposal?: string | undefined;
  /** County, town or community code of where it is handled. */
  readonly region?: string | undefined;
  readonly named?: boolean | undefined;
  readonly overdue?: boolean | undefined;
  /** Only what waits to be decided on for longer than the bureau's own threshold. */
  readonly undecided?: boolean | undefined;
  /** Only what waits for an act of this person: of their roles, at their own level. */
  readonly waitingFor?: Pick<Actor, 'county' | 'roles'> | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Part of a number, of a reported person's name, or of the summary. */
  readonly q?: string | undefined;
}

export interface ClueRow {
  readonly county: string;
  readonly id: string;
  readonly number: string;
  readonly region: string;
  readonly channel: string;
  readonly source: string;
  readonly kind: string;
  readonly named: boolean;
  readonly received_on: string;
  readonly reopened_on: string | null;
  readonly place: string;
  readonly summary: string;
  readonly amount_fen: number | null;
  readonly state: ClueState;
  readonly disposal: string;
  readonly handler_name: string | null;
  readonly due_on: string | null;
  readonly merged_into: string | null;
  readonly campaign_title: string | null;
  readonly persons: readonly { readonly name: string; readonly post: string; readonly level: string }[];
  readonly merged: number;
  readonly version: number;
}

const COLUMNS = sql`
  c.county, c.id, c.number, c.region, c.channel, c.source, c.kind, c.named, c.received_on, c.reopened_on,
  c.place, c.summary, c.amount_fen, c.state, c.disposal, c.handler_name, c.due_on, c.merged_into, c.version,
  (SELECT g.title FROM campaigns g WHERE g.county = c.county AND g.id = c.campaign_id) AS campaign_title,
  (SELECT count(*) FROM clues m WHERE m.county = c.county AND m.merged_into = c.id) AS merged,
  coalesce((SELECT jsonb_agg(jsonb_build_object('name', p.name, 'post', p.post, 'level', p.level) ORDER BY p.position)
    FROM clue_persons p WHERE p.county = c.county AND p.clue_id = c.id), '[]') AS persons`;

/** Orders of the register: each a total order of (key, id), so a page can start after any row. */
const ORDERS = {
  newest: { key: sql`c.received_on::text`, ascending: false },
  oldest: { key: sql`c.received_on::text`, ascending: true },
  due: { key: sql`coalesce(c.due_on, '9999-12-31')::text`, ascending: true },
} as const;

export type ClueOrder = keyof typeof ORDERS;

/** `undecidedDays` of the domain, of `clues c`: at or beyond the threshold on `today`. */
export const undecidedSince = (today: string): RawBuilder<SqlBool> => sql<SqlBool>`(
  c.state = 'received' AND c.kind <> 'petition'
  AND greatest(c.received_on, c.reopened_on) <= ${today}::date - ${UNDECIDED_DAYS}::int)`;

/** Whether `clues c` waits for an act of this person. */
export const waitingFor = ({ county, roles }: Pick<Actor, 'county' | 'roles'>): RawBuilder<SqlBool> =>
  sql<SqlBool>`(c.county = ${county} AND c.state = ANY(${[...statesWaitingFor(roles)]}::text[]))`;

function conditions(reader: Reader, filter: ClueFilter, today: string): RawBuilder<SqlBool> {
  const parts: RawBuilder<SqlBool>[] = [visible(reader)];
  if (filter.state !== undefined) parts.push(sql`c.state = ${filter.state}`);
  if (filter.channel !== undefined) parts.push(sql`c.channel = ${filter.channel}`);
  if (filter.kind !== undefined) parts.push(sql`c.kind = ${filter.kind}`);
  if (filter.campaign !== undefined) parts.push(sql`c.campaign_id = ${filter.campaign}::uuid`);
  if (filter.disposal !== undefined) parts.push(sql`c.disposal = ${filter.disposal}`);
  if (filter.region !== undefined) parts.push(sql`starts_with(c.region, ${filter.region})`);
  if (filter.named !== undefined) parts.push(sql`c.named = ${filter.named}`);
  if (filter.overdue === true) parts.push(sql`c.due_on < ${today}::date`);
  if (filter.undecided === true) parts.push(undecidedSince(today));
  if (filter.waitingFor !== undefined) parts.push(waitingFor(filter.waitingFor));
  if (filter.from !== undefined) parts.push(sql`c.received_on >= ${filter.from}::date`);
  if (filter.to !== undefined) parts.push(sql`c.received_on <= ${filter.to}::date`);
  if (filter.q !== undefined && filter.q !== '') {
    const part = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql`(c.number LIKE ${part} OR c.summary LIKE ${part} OR EXISTS (
      SELECT FROM clue_persons p WHERE p.county = c.county AND p.clue_id = c.id AND p.name LIKE ${part}))`);
  }
  return sql.join(parts, sql` AND `);
}

/**
 * One page of the register.
 * @param after the last row of the page before, or null for the first page
 */
export async function listClues(
  tx: Tx,
  reader: Reader,
  filter: ClueFilter,
  page: {
    readonly order: ClueOrder;
    readonly after: { readonly key: string; readonly id: string } | null;
    readonly limit: number;
    readonly today: string;
  },
): Promise<{
  readonly rows: readonly ClueRow[];
  readonly next: { readonly key: string; readonly id: string } | null;
}> {
  const { key, ascending } = ORDERS[page.order];
  const direction = ascending ? sql`ASC` : sql`DESC`;
  const beyond =
    page.after === null
      ? sql`true`
      : ascending
        ? sql`(${key}, c.id) > (${page.after.key}, ${page.after.id}::uuid)`
        : sql`(${key}, c.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<ClueRow & { sort_key: string }>`
    SELECT ${COLUMNS}, ${key} AS sort_key FROM clues c
    WHERE ${conditions(reader, filter, page.today)} AND ${beyond}
    ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.id } : null,
  };
}

export async function countClues(tx: Tx, reader: Reader, filter: ClueFilter, today: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM clues c WHERE ${conditions(reader, filter, today)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface FacetRow {
  readonly facet: 'state' | 'channel' | 'kind' | 'disposal' | 'campaign';
  readonly value: string;
  readonly count: number;
}

/** Counts of the filtered clues by each thing one may narrow by. */
export async function countFacets(
  tx: Tx,
  reader: Reader,
  filter: ClueFilter,
  today: string,
): Promise<readonly FacetRow[]> {
  const { rows } = await sql<FacetRow>`
    WITH chosen AS (
      SELECT c.state, c.channel, c.kind, c.disposal, c.campaign_id::text AS campaign
      FROM clues c WHERE ${conditions(reader, filter, today)})
    SELECT facet, value, count(*) AS count
    FROM chosen, LATERAL (VALUES ('state', state), ('channel', channel), ('kind', kind), ('disposal', disposal),
      ('campaign', campaign)) AS facets (facet, value)
    WHERE value IS NOT NULL GROUP BY facet, value ORDER BY facet, count(*) DESC, value`.execute(tx);
  return rows;
}

/** A clue as a line of the register, or null where the reader must not see it. */
export async function readClueRow(tx: Tx, reader: Reader, id: string): Promise<ClueRow | null> {
  const { rows } = await sql<ClueRow>`
    SELECT ${COLUMNS} FROM clues c WHERE c.id = ${id}::uuid AND ${visible(reader)}`.execute(tx);
  return rows[0] ?? null;
}
