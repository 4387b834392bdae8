import type { Tx } from '../../platform/postgres/database.ts';
import { normaliseUsername, usernameKey } from './session-rules.ts';

export interface NewUser {
  readonly county: string;
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly requestedRoles: readonly string[];
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
