import { sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import { changeScope, setLookup, type Tx } from '../../platform/postgres/database.ts';
import { rolesOf } from './roles.ts';
import { methodOf, type SessionMethod, type SessionTimes } from './session-rules.ts';

/** What signing in must know of a user. */
export interface Credentials {
  readonly county: string;
  readonly id: string;
  readonly passwordHash: string;
  readonly passwordExpiresAt: Date | null;
  readonly totpSealed: Buffer | null;
}

/** The user of that name in any county, and the transaction pointed at their county; null where there is none. */
export async function findCredentials(tx: Tx, usernameKey: Buffer): Promise<Credentials | null> {
  await setLookup(tx, usernameKey);
  const row = await tx
    .selectFrom('users')
    .select(['county', 'id', 'password_hash', 'password_expires_at', 'totp_sealed', 'totp_confirmed_at'])
    .where('username_key', '=', usernameKey)
    .executeTakeFirst();
  if (!row) return null;
  await changeScope(tx, row.county);
  return {
    county: row.county,
    id: row.id,
    passwordHash: row.password_hash,
    passwordExpiresAt: row.password_expires_at,
    totpSealed: row.totp_confirmed_at === null ? null : row.totp_sealed,
  };
}

/**
 * Counts a try before it is checked, so that parallel guesses count too. Returns how many there were since the
 * last good one, or null when the user is locked or switched off; then `lockedUntil` tells.
 */
export async function countTry(tx: Tx, county: string, id: string, now: Date): Promise<number | null> {
  const row = await tx
    .updateTable('users')
    .set({ failed_count: sql<number>`failed_count + 1` })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('active', '=', true)
    .where((is) => is.or([is('locked_until', 'is', null), is('locked_until', '<=', now)]))
    .returning('failed_count')
    .executeTakeFirst();
  return row?.failed_count ?? null;
}

export async function lockUntil(tx: Tx, county: string, id: string, until: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({ locked_until: until })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function lockedUntil(tx: Tx, county: string, id: string): Promise<Date | null> {
  const row = await tx
    .selectFrom('users')
    .select('locked_until')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.locked_until ?? null;
}

/** A good password without the code it needs: no wrong try, but no clean slate either. */
export async function takeBackTry(tx: Tx, county: string, id: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ failed_count: sql<number>`greatest(failed_count - 1, 0)`, locked_until: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function noteSignIn(tx: Tx, county: string, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({ failed_count: 0, locked_until: null, last_sign_in_at: now })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Marks a code's time step as used. False when it, or a later one, was used before. */
export async function useTimeStep(tx: Tx, county: string, id: string, step: number): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('users')
    .set({ totp_last_step: step })
    .where('county', '=', county)
    .where('id', '=', id)
    .where((is) => is.or([is('totp_last_step', 'is', null), is('totp_last_step', '<', step)]))
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function insertSession(
  tx: Tx,
  session: { county: string; userId: string; digest: Buffer; at: Date; method?: SessionMethod },
) {
  await tx
    .insertInto('sessions')
    .values({
      county: session.county,
      token_hash: session.digest,
      user_id: session.userId,
      created_at: session.at,
      last_seen_at: session.at,
      method: session.method ?? 'password',
    })
    .execute();
}

export async function removeSession(tx: Tx, county: string, digest: Buffer): Promise<void> {
  await tx.deleteFrom('sessions').where('county', '=', county).where('token_hash', '=', digest).execute();
}

/** Signs a user out everywhere, but for the session `except`. Returns how many ended. */
export async function removeSessions(
  tx: Tx,
  county: string,
  userId: string,
  except?: Buffer,
): Promise<number> {
  let deletion = tx.deleteFrom('sessions').where('county', '=', county).where('user_id', '=', userId);
  if (except) deletion = deletion.where('token_hash', '!=', except);
  return Number((await deletion.executeTakeFirst()).numDeletedRows);
}

export async function touchSession(tx: Tx, county: string, digest: Buffer, at: Date): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ last_seen_at: at })
    .where('county', '=', county)
    .where('token_hash', '=', digest)
    .execute();
}

export interface SessionUser extends SessionTimes {
  readonly actor: Actor;
  readonly username: string;
  readonly method: SessionMethod;
  /** Of a session opened by password: who comes by unified identity has not used the one-time password. */
  readonly mustChangePassword: boolean;
  readonly totpEnabled: boolean;
  readonly demonstration: boolean;
  readonly countyName: string;
  readonly organisationName: string;
}

/** The session of a token's digest with its active user, the transaction pointed at their county; or null. */
export async function findSession(tx: Tx, digest: Buffer): Promise<SessionUser | null> {
  await setLookup(tx, digest);
  const session = await tx
    .selectFrom('sessions')
    .select(['county', 'user_id', 'created_at', 'last_seen_at', 'method'])
    .where('token_hash', '=', digest)
    .executeTakeFirst();
  if (!session) return null;
  await changeScope(tx, session.county);
  const user = await tx
    .selectFrom('users as u')
    .leftJoin('departments as d', (join) =>
      join.onRef('d.county', '=', 'u.county').onRef('d.id', '=', 'u.department_id'),
    )
    .leftJoin('organisations as o', (join) =>
      join.onRef('o.county', '=', 'u.county').onRef('o.code', '=', 'u.organisation'),
    )
    .leftJoin('tenants as t', 't.county', 'u.county')
    .where('u.county', '=', session.county)
    .where('u.id', '=', session.user_id)
    .where('u.active', '=', true)
    .select([
      'u.id',
      'u.username',
      'u.name',
      'u.roles',
      'u.organisation',
      'u.department_id',
      'u.must_change_password',
      'u.totp_confirmed_at',
      'd.name as department',
      'o.name as organisationName',
      't.name as countyName',
      't.demonstration',
    ])
    .executeTakeFirst();
  if (!user) return null;
  const method = methodOf(session.method);
  return {
    method,
    createdAt: session.created_at,
    lastSeenAt: session.last_seen_at,
    username: user.username,
    mustChangePassword: user.must_change_password && method === 'password',
    totpEnabled: user.totp_confirmed_at !== null,
    demonstration: user.demonstration ?? false,
    countyName: user.countyName ?? '',
    organisationName: user.organisationName ?? '',
    actor: {
      id: user.id,
      name: user.name,
      roles: rolesOf(user.roles),
      county: session.county,
      scope: user.organisation,
      organisation: user.organisation,
      departmentId: user.department_id,
      department: user.department,
    },
  };
}
