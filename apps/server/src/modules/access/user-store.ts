import { sql } from 'kysely';
import { changeScope, setLookup, type Tx } from '../../platform/postgres/database.ts';
import { normaliseUsername, usernameKey } from './session-rules.ts';

export interface NewUser {
  readonly county: string;
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly requestedRoles: readonly string[];
  readonly requestedBy: string | null;
  readonly organisation: string;
  readonly departmentId: string | null;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
  readonly passwordExpiresAt: Date | null;
  readonly demonstration: boolean;
  readonly at: Date;
}

/** False when somebody, in whatever county, has the user name already. */
export async function insertUser(tx: Tx, user: NewUser): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('users')
    .values({
      county: user.county,
      id: user.id,
      username: normaliseUsername(user.username),
      username_key: usernameKey(user.username),
      name: user.name,
      roles: [...user.roles],
      requested_roles: [...user.requestedRoles],
      requested_by: user.requestedBy,
      organisation: user.organisation,
      department_id: user.departmentId,
      password_hash: user.passwordHash,
      must_change_password: user.mustChangePassword,
      password_expires_at: user.passwordExpiresAt,
      demonstration: user.demonstration,
      created_at: user.at,
    })
    .onConflict((on) => on.column('username_key').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

export async function readPasswordHash(tx: Tx, county: string, id: string): Promise<string> {
  const row = await tx
    .selectFrom('users')
    .select('password_hash')
    .where('county', '=', county)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.password_hash;
}

export async function setOwnPassword(
  tx: Tx,
  county: string,
  id: string,
  passwordHash: string,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ password_hash: passwordHash, must_change_password: false, password_expires_at: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export async function setTotp(tx: Tx, county: string, id: string, sealed: Buffer): Promise<void> {
  await tx
    .updateTable('users')
    .set({ totp_sealed: sealed, totp_confirmed_at: null, totp_last_step: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .where('totp_confirmed_at', 'is', null)
    .execute();
}

export async function readUnconfirmedTotp(tx: Tx, county: string, id: string): Promise<Buffer | null> {
  const row = await tx
    .selectFrom('users')
    .select('totp_sealed')
    .where('county', '=', county)
    .where('id', '=', id)
    .where('totp_confirmed_at', 'is', null)
    .executeTakeFirst();
  return row?.totp_sealed ?? null;
}

export async function confirmTotp(tx: Tx, county: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({ totp_confirmed_at: at })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

export interface UserChange {
  readonly name?: string | undefined;
  readonly organisation?: string | undefined;
  readonly departmentId?: string | null | undefined;
  readonly active?: boolean | undefined;
  readonly roles?: readonly string[] | undefined;
}

export interface Place {
  readonly organisation: string;
  readonly departmentId: string | null;
}

/** Granting roles settles what was asked for. */
export async function updateUser(tx: Tx, county: string, id: string, change: UserChange): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      version: sql<number>`version + 1`,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.organisation === undefined ? {} : { organisation: change.organisation }),
      ...(change.departmentId === undefined ? {} : { department_id: change.departmentId }),
      ...(change.active === undefined ? {} : { active: change.active }),
      ...(change.roles === undefined
        ? {}
        : { roles: [...change.roles], requested_roles: [], requested_by: null }),
    })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

interface UserKey {
  readonly county: string;
  readonly id: string;
}

/** Roles that wait for somebody else to grant them. */
export async function requestRoles(
  tx: Tx,
  user: UserKey,
  roles: readonly string[],
  by: string,
): Promise<void> {
  await tx
    .updateTable('users')
    .set({ requested_roles: [...roles], requested_by: by, version: sql<number>`version + 1` })
    .where('county', '=', user.county)
    .where('id', '=', user.id)
    .execute();
}

/** A place that waits for the security administrator; null takes the request back. */
export async function requestPlace(tx: Tx, user: UserKey, place: Place | null): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      requested_organisation: place?.organisation ?? null,
      requested_department_id: place?.departmentId ?? null,
      version: sql<number>`version + 1`,
    })
    .where('county', '=', user.county)
    .where('id', '=', user.id)
    .execute();
}

/** A reset that waits for a second security administrator. */
export async function askReset(tx: Tx, user: UserKey, by: string, at: Date): Promise<void> {
  await tx
    .updateTable('users')
    .set({ reset_asked_by: by, reset_asked_at: at })
    .where('county', '=', user.county)
    .where('id', '=', user.id)
    .execute();
}

/**
 * Until the transaction ends nobody else changes who administers the county. Otherwise a system administrator
 * switches off the last two security administrators in the same moment, each seeing the other, and then appoints
 * a "first" one of their own.
 */
export async function holdAdministrators(tx: Tx, county: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtext(${`administrators ${county}`}))`.execute(tx);
}

/** A password somebody else set: good until `expiresAt`, to be changed at once; the second factor begins anew. */
export async function resetPassword(
  tx: Tx,
  user: { readonly county: string; readonly id: string },
  password: { readonly hash: string; readonly expiresAt: Date },
): Promise<void> {
  await tx
    .updateTable('users')
    .set({
      password_hash: password.hash,
      password_expires_at: password.expiresAt,
      must_change_password: true,
      failed_count: 0,
      locked_until: null,
      totp_sealed: null,
      totp_confirmed_at: null,
      totp_last_step: null,
      reset_asked_by: null,
      reset_asked_at: null,
    })
    .where('county', '=', user.county)
    .where('id', '=', user.id)
    .execute();
}

export async function unlock(tx: Tx, county: string, id: string): Promise<void> {
  await tx
    .updateTable('users')
    .set({ failed_count: 0, locked_until: null })
    .where('county', '=', county)
    .where('id', '=', id)
    .execute();
}

/** Who has a user name, in whatever county; the transaction is pointed at that county. */
export async function findUserId(tx: Tx, username: string): Promise<{ county: string; id: string } | null> {
  const key = usernameKey(username);
  await setLookup(tx, key);
  const row = await tx
    .selectFrom('users')
    .select(['county', 'id'])
    .where('username_key', '=', key)
    .executeTakeFirst();
  if (!row) return null;
  await changeScope(tx, row.county);
  return row;
}

/**
 * Moves a person with their sessions to another county: the scope of the one sees no row of the other, so they
 * leave the first and are made anew, under the same id, in the second. The transaction ends in the new scope.
 */
export async function moveUser(
  tx: Tx,
  from: { readonly county: string; readonly id: string },
  to: { readonly county: string; readonly organisation: string },
): Promise<void> {
  await changeScope(tx, from.county);
  const sessions = await tx
    .selectFrom('sessions')
    .selectAll()
    .where('county', '=', from.county)
    .where('user_id', '=', from.id)
    .execute();
  const user = await tx
    .selectFrom('users')
    .selectAll()
    .where('county', '=', from.county)
    .where('id', '=', from.id)
    .executeTakeFirstOrThrow();
  await tx.deleteFrom('users').where('county', '=', from.county).where('id', '=', from.id).execute();
  await changeScope(tx, to.county);
  await tx
    .insertInto('users')
    .values({ ...user, county: to.county, organisation: to.organisation, department_id: null })
    .execute();
  for (const session of sessions)
    await tx
      .insertInto('sessions')
      .values({ ...session, county: to.county })
      .execute();
}
