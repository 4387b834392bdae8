import { sql } from 'kysely';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';

/** What became of a try to sign in, and the act that its event bears. */
export const OUTCOMES = { 'signed-in': 'session.sign-in', refused: 'session.refused' } as const;

export interface SignInFilter {
  readonly outcome?: keyof typeof OUTCOMES | undefined;
  /** Days at the bureau, both inclusive. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

export interface SignInRow {
  readonly id: string;
  readonly at: Date;
  readonly act: string;
  readonly username: string;
  readonly name: string;
  /** Null where it was refused. */
  readonly method: string | null;
  readonly secondFactor: boolean | null;
}

function conditions({ outcome, from, to }: SignInFilter) {
  const acts = outcome === undefined ? Object.values(OUTCOMES) : [OUTCOMES[outcome]];
  const parts = [sql<boolean>`e.act = ANY(${acts}::text[])`];
  if (from !== undefined)
    parts.push(sql<boolean>`e.at >= ${from}::date::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  if (to !== undefined)
    parts.push(sql<boolean>`e.at < (${to}::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'`);
  return sql.join(parts, sql` AND `);
}

/** Tries of the accounts of the scope, the newest first, after `after` (its key is the moment in ISO). */
export async function listSignIns(
  tx: Tx,
  filter: SignInFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<readonly SignInRow[]> {
  const beyond =
    page.after === null
      ? sql`true`
      : sql`(e.at, e.id) < (${page.after.key}::timestamptz, ${page.after.id}::uuid)`;
  const { rows } = await sql<SignInRow>`
    SELECT e.id, e.at, e.act, u.username, u.name, e.payload->>'method' AS method,
      (e.payload->>'secondFactor')::boolean AS "secondFactor"
    FROM events e JOIN users u ON u.county = e.county AND u.id::text = e.subject_id
    WHERE ${conditions(filter)} AND ${beyond}
    ORDER BY e.at DESC, e.id DESC LIMIT ${page.limit}`.execute(tx);
  return rows;
}

export async function countSignIns(tx: Tx, filter: SignInFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    SELECT count(*)::int AS total FROM events e WHERE ${conditions(filter)}`.execute(tx);
  return rows[0]?.total ?? 0;
}

export interface SignInDay {
  readonly day: string;
  readonly signedIn: number;
  readonly refused: number;
}

/** The days at the bureau from one on that had a try, oldest first. */
export async function countSignInDays(tx: Tx, from: string): Promise<readonly SignInDay[]> {
  const { rows } = await sql<SignInDay>`
    SELECT (e.at AT TIME ZONE 'Asia/Shanghai')::date AS day,
      count(*) FILTER (WHERE e.act = ${OUTCOMES['signed-in']})::int AS "signedIn",
      count(*) FILTER (WHERE e.act = ${OUTCOMES.refused})::int AS refused
    FROM events e WHERE ${conditions({ from })} GROUP BY 1 ORDER BY 1`.execute(tx);
  return rows;
}
