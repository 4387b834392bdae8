import { type Role, trimRegionCode } from '@anju/domain';
import { type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenClue, aboutOpenClueBelow } from '../recusal/index.ts';

export type InboxKind = 'todo' | 'warning' | 'due';

export interface InboxRow {
  readonly id: string;
  readonly kind: InboxKind;
  readonly title: string;
  readonly link: string;
  readonly due_on: string | null;
  readonly created_at: Date;
}

/** Told of what is raised from any county below; every other role of the level above has its own county's matters. */
const RAISED_TO: Role = 'prefecture-supervisor';

/**
 * Mine: addressed to me, or to a role of mine in my county, in a region that my scope holds or that holds my scope.
 * A notice to a role without a region is for that role in the whole county. What I dismissed is not there, and
 * nothing of a clue that is kept from me.
 */
function mine(reader: Actor) {
  const region = trimRegionCode(reader.county);
  const open =
    region === reader.county ? aboutOpenClue(reader, 'i') : aboutOpenClueBelow(reader, 'i', region);
  return sql<SqlBool>`done_at IS NULL AND (
    user_id = ${reader.id}::uuid
    OR (role = ANY(${[...reader.roles]}::text[]) AND (county = ${reader.county} OR role = ${RAISED_TO})
      AND (region IS NULL OR region LIKE ${`${reader.scope}%`} OR starts_with(${reader.scope}, region))))
    AND ${open}
    AND NOT EXISTS (SELECT FROM inbox_dismissals d
      WHERE d.county = i.county AND d.item_id = i.id AND d.user_id = ${reader.id}::uuid)`;
}

/**
 * Writes it; of a matter that is open already, the notice says from then on what is said now and by when.
 * @returns false where an open notice about the matter was there already
 */
export async function insertNotice(
  tx: Tx,
  notice: {
    readonly county: string;
    readonly id: string;
    readonly userId: string | null;
    readonly role: string | null;
    readonly region: string | null;
    readonly kind: InboxKind;
    readonly title: string;
    readonly link: string;
    readonly dueOn: string | null;
    readonly key: string;
    readonly clueId: string | null;
    readonly at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql<{ written: boolean }>`
    INSERT INTO inbox_items AS i (county, id, user_id, role, region, kind, title, link, due_on, key, clue_id, created_at)
    VALUES (${notice.county}, ${notice.id}, ${notice.userId}, ${notice.role}, ${notice.region}, ${notice.kind},
            ${notice.title}, ${notice.link}, ${notice.dueOn}::date, ${notice.key},
            ${notice.clueId}::uuid, ${notice.at})
    ON CONFLICT (county, key) WHERE done_at IS NULL DO UPDATE
      SET kind = excluded.kind, title = excluded.title, link = excluded.link, due_on = excluded.due_on
      WHERE (i.kind, i.title, i.link, i.due_on)
        IS DISTINCT FROM (excluded.kind, excluded.title, excluded.link, excluded.due_on)
    RETURNING xmax = 0 AS written`.execute(tx);
  return rows[0]?.written === true;
}

export async function settleByKey(tx: Tx, keys: readonly string[], at: Date): Promise<void> {
  await sql`UPDATE inbox_items SET done_at = ${at} WHERE key = ANY(${keys}::text[]) AND done_at IS NULL`.execute(
    tx,
  );
}

/** Closes the open notices whose keys begin so, except those still to be kept. */
export async function settleByPrefix(
  tx: Tx,
  of: { readonly county: string; readonly prefix: string; readonly keep: readonly string[] },
  at: Date,
): Promise<void> {
  await sql`
    UPDATE inbox_items SET done_at = ${at}
    WHERE county = ${of.county} AND starts_with(key, ${of.prefix}) AND key <> ALL(${of.keep}::text[])
      AND done_at IS NULL`.execute(tx);
}

/** One page, what is due first; `after` is the last row of the page before. */
export async function listNotices(
  tx: Tx,
  reader: Actor,
  page: {
    readonly kind?: InboxKind | undefined;
    readonly after: { key: string; id: string } | null;
    readonly limit: number;
  },
): Promise<{ rows: readonly InboxRow[]; next: { key: string; id: string } | null }> {
  const kind = page.kind === undefined ? sql`true` : sql`kind = ${page.kind}`;
  const key = sql`coalesce(due_on, '9999-12-31')::text`;
  const beyond =
    page.after === null ? sql`true` : sql`(${key}, id) > (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<InboxRow & { sort_key: string }>`
    SELECT id, kind, title, link, due_on, created_at, ${key} AS sort_key
    FROM inbox_items i WHERE ${mine(reader)} AND ${kind} AND ${beyond}
    ORDER BY ${key}, id LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > page.limit && last !== undefined ? { key: last.sort_key, id: last.id } : null,
  };
}

export async function countNotices(tx: Tx, reader: Actor): Promise<Readonly<Record<InboxKind, number>>> {
  const { rows } = await sql<{ kind: InboxKind; count: string }>`
    SELECT kind, count(*) AS count FROM inbox_items i WHERE ${mine(reader)} GROUP BY kind`.execute(tx);
  const count = (kind: InboxKind) => Number(rows.find((row) => row.kind === kind)?.count ?? 0);
  return { todo: count('todo'), warning: count('warning'), due: count('due') };
}

/** Takes an item from the reader's inbox; false where it is not in it. */
export async function dismiss(tx: Tx, reader: Actor, id: string, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO inbox_dismissals (county, item_id, user_id, at)
    SELECT i.county, i.id, ${reader.id}::uuid, ${at}::timestamptz FROM inbox_items i
    WHERE i.id = ${id}::uuid AND ${mine(reader)}`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}
