import { sql } from 'kysely';
import { COUNT_LIMIT, type Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties, startsWith } from '../stock/index.ts';

export interface EventFilter {
  /** The reader's region prefix: row security holds it too, the index needs it in the query. */
  readonly scope: string;
  readonly act?: string | undefined;
  /** A person's id, or the beginning of a name. */
  readonly actor?: string | undefined;
  readonly subjectType?: string | undefined;
  readonly subjectId?: string | undefined;
  /** Days at the bureau, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Subjects that are kept from the reader. */
  readonly without: readonly string[];
}

export interface EventRow {
  readonly county: string;
  readonly id: string;
  readonly at: Date;
  readonly actorName: string;
  readonly actorRole: string;
  readonly act: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: unknown;
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const NAME = sql`actor_name COLLATE "C"`;

/**
 * The names of the scope that begin so, leaping from one to the next in the index: the acts of a few names are found
 * there, those of all names of a beginning are not.
 */
async function namesLike(tx: Tx, scope: string, beginning: string): Promise<readonly string[]> {
  const nextName = (county: string, beyond: string) => sql`
    SELECT ${NAME} FROM events
    WHERE county = ${sql.ref(county)} AND ${startsWith(NAME, beginning)} AND ${sql.raw(beyond)}
    ORDER BY ${NAME} LIMIT 1`;
  const { rows } = await sql<{ name: string }>`
    WITH RECURSIVE names (county, name) AS (
      SELECT t.county, (${nextName('t.county', 'true')}) FROM tenants t WHERE ${inCounties(sql`t.county`, scope)}
      UNION ALL
      SELECT n.county, (${nextName('n.county', 'actor_name COLLATE "C" > n.name')}) FROM names n
      WHERE n.name IS NOT NULL
    )
    SELECT DISTINCT name FROM names WHERE name IS NOT NULL`.execute(tx);
  return rows.map(({ name }) => name);
}

async function filtered(tx: Tx, filter: EventFilter) {
  let query = tx.selectFrom('events').where(inCounties(sql.ref('county'), filter.scope));
  if (filter.without.length > 0)
    query = query.where(sql<boolean>`subject_id <> ALL(${[...filter.without]}::text[])`);
  if (filter.act !== undefined) query = query.where('act', '=', filter.act);
  if (filter.actor !== undefined)
    query = UUID.test(filter.actor)
      ? query.where('actor_id', '=', filter.actor)
      : query.where(sql<boolean>`${NAME} = ANY(${await namesLike(tx, filter.scope, filter.actor)}::text[])`);
  if (filter.subjectType !== undefined) query = query.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.from !== undefined)
    query = query.where(sql<boolean>`at >= ${filter.from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  if (filter.to !== undefined)
    query = query.where(sql<boolean>`at < (${filter.to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  return { query };
}

/** Events of the scope, newest first, after `after` (its key is the moment in ISO). */
export async function listEvents(
  tx: Tx,
  filter: EventFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<readonly EventRow[]> {
  let { query } = await filtered(tx, filter);
  if (page.after)
    query = query.where(sql<boolean>`(at, id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`);
  return await query
    .select([
      'county',
      'id',
      'at',
      'actor_name as actorName',
      'actor_role as actorRole',
      'act',
      'subject_type as subjectType',
      'subject_id as subjectId',
      'payload',
    ])
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
    .execute();
}

/** How many there are; COUNT_LIMIT stands for that many or more. */
export async function countEvents(tx: Tx, filter: EventFilter): Promise<number> {
  const { query } = await filtered(tx, filter);
  const row = await tx
    .selectFrom(query.select('id').limit(COUNT_LIMIT).as('counted'))
    .select((is) => is.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return row.total;
}
