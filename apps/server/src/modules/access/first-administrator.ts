import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { isAnyTenant } from '../organisations/index.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { ONE_TIME_MS } from './session-rules.ts';
import { removeSessions } from './session-store.ts';
import { findUserId, insertUser, resetPassword } from './user-store.ts';

/** The administrator of a database that doesn't know its county yet belongs here. */
export const NO_COUNTY = '000000';
export const FIRST_USERNAME = 'admin';

/**
 * Makes the one administrator of a new, empty database. Returns the one-time password to print, or null where
 * the database is set up or has its administrator already.
 */
export async function makeFirstAdministrator(deps: Deps): Promise<string | null> {
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const at = deps.clock.now();
  return await inScope(deps.db, NO_COUNTY, async (tx) => {
    if (await isAnyTenant(tx)) return null;
    const id = deps.ids();
    const made = await insertUser(tx, {
      county: NO_COUNTY,
      id,
      username: FIRST_USERNAME,
      name: '系统管理员',
      roles: ['system-admin'],
      requestedRoles: [],
      requestedBy: null,
      organisation: NO_COUNTY,
      departmentId: null,
      passwordHash,
      mustChangePassword: true,
      passwordExpiresAt: new Date(at.getTime() + ONE_TIME_MS),
      demonstration: false,
      at,
    });
    if (!made) return null;
    await recordEvent(tx, {
      county: NO_COUNTY,
      actor: 'system',
      act: 'user.create',
      subject: { type: 'user', id },
      payload: { granted: ['system-admin'] },
      at,
    });
    return password;
  });
}

/**
 * For the command line, by whoever holds the machine: a new one-time password for `username`, who loses lock,
 * second factor and sessions. Null where nobody has that name.
 */
export async function resetByCommand(deps: Deps, username: string): Promise<string | null> {
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const at = deps.clock.now();
  return await deps.db.transaction().execute(async (tx) => {
    const user = await findUserId(tx, username);
    if (!user) return null;
    await resetPassword(tx, user, { hash, expiresAt: new Date(at.getTime() + ONE_TIME_MS) });
    await removeSessions(tx, user.county, user.id);
    const subject = { type: 'user', id: user.id };
    const payload = { by: 'command-line' };
    await recordEvent(tx, {
      county: user.county,
      actor: 'system',
      act: 'user.password-reset',
      subject,
      payload,
      at,
    });
    return password;
  });
}
