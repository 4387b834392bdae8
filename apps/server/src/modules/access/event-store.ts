import { sql } from 'kysely';
import { COUNT_LIMIT, type Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { inCounties } from '../stock/index.ts';

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

function filtered(tx: Tx, filter: EventFilter) {
  let query = tx.selectFrom('events').where(inCounties(sql.ref('county'), filter.scope));
  if (filter.without.length > 0)
    query = query.where(sql<boolean>`subject_id <> ALL(${[...filter.without]}::text[])`);
  if (filter.act !== undefined) query = query.where('act', '=', filter.act);
  if (filter.actor !== undefined)
    query = UUID.test(filter.actor)
      ? query.where('actor_id', '=', filter.actor)
      : query.where(sql<boolean>`starts_with(actor_name, ${filter.actor})`);
  if (filter.subjectType !== undefined) query = query.where('subject_type', '=', filter.subjectType);
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId);
  if (filter.from !== undefined)
    query = query.where(sql<boolean>`at >= ${filter.from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  if (filter.to !== undefined)
    query = query.where(sql<boolean>`at < (${filter.to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  return query;
}

/** Events of the scope, newest first, after `after` (its key is the moment in ISO). */
export async function listEvents(
  tx: Tx,
  filter: EventFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<readonly EventRow[]> {
  let query = filtered(tx, filter);
  if (page.after)
    query = query.where(sql<boolean>`(at, id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`);
  return await query
    .select([
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
  const row = await tx
    .selectFrom(filtered(tx, filter).select('id').limit(COUNT_LIMIT).as('counted'))
    .select((is) => is.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return row.total;
}
