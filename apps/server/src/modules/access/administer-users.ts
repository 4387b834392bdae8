import { mayAct, type Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { conflict, forbidden, notFound } from '../../platform/problem.ts';
import { grantRoles } from './grant-roles.ts';
import { askForPlace, countyOf, requirePlace } from './move-user.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { ONE_TIME_MS } from './session-rules.ts';
import { removeSessions } from './session-store.ts';
import { keepLastAdministrator, onUser, recordUserAct, refuseConflict } from './user-act.ts';
import { findUser, isRoleHeld, type UserRow } from './user-list-store.ts';
import { holdAdministrators, insertUser, unlock, updateUser } from './user-store.ts';

export interface NewUserInput {
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Region code without padding. */
  readonly organisation: string;
  readonly departmentId: string | null;
}

/**
 * The system administrator makes a person; the roles asked for wait for the security administrator. The county's
 * first security administrator is the exception: nobody else could grant that role.
 * Throws Problem: invalid-input, username-taken, roles-conflict.
 */
export async function createUser(
  deps: Deps,
  actor: Actor,
  input: NewUserInput,
): Promise<{ readonly user: UserRow; readonly oneTimePassword: string }> {
  refuseConflict(input.roles);
  const password = oneTimePassword();
  const passwordHash = await hashPassword(password);
  const at = deps.clock.now();
  const id = deps.ids();
  const county = countyOf(input.organisation);
  const user = await inScope(deps.db, actor.scope, async (tx) => {
    await requirePlace(tx, actor, input);
    await holdAdministrators(tx, county);
    const [only] = input.roles;
    const first = only === 'security-admin' && !(await isRoleHeld(tx, county, 'security-admin'));
    const roles = first ? input.roles : [];
    const made = await insertUser(tx, {
      ...input,
      county,
      id,
      roles,
      requestedRoles: first ? [] : input.roles,
      requestedBy: actor.id,
      passwordHash,
      mustChangePassword: true,
      passwordExpiresAt: new Date(at.getTime() + ONE_TIME_MS),
      demonstration: false,
      at,
    });
    if (!made) throw conflict('username-taken', `用户名 ${input.username} 已被使用，请换一个。`);
    const payload = { organisation: input.organisation, requested: [...input.roles], granted: [...roles] };
    await recordUserAct(tx, deps, actor, { county, id }, 'user.create', payload);
    return await findUser(tx, id);
  });
  if (!user) throw notFound('该用户');
  return { user, oneTimePassword: password };
}

/**
 * Changes a person. Roles are the security administrator's to grant, the rest the system administrator's, whose
 * change of place waits for the security administrator in turn. Whoever is switched off is signed out everywhere.
 */
export async function changeUser(
  deps: Deps,
  actor: Actor,
  id: string,
  { roles, ...change }: PersonChange & { roles?: readonly Role[] | undefined },
): Promise<UserRow> {
  const rest = Object.values(change).some((value) => value !== undefined);
  if (roles && !mayAct(actor.roles, 'user.grant')) throw forbidden('授予角色由安全管理员办理。');
  if (rest && !mayAct(actor.roles, 'user.manage')) throw forbidden('修改用户资料由系统管理员办理。');
  return roles ? await grantRoles(deps, actor, id, roles) : await changePerson(deps, actor, id, change);
}

interface PersonChange {
  readonly name?: string | undefined;
  readonly organisation?: string | undefined;
  readonly departmentId?: string | null | undefined;
  readonly active?: boolean | undefined;
}

async function changePerson(deps: Deps, actor: Actor, id: string, change: PersonChange): Promise<UserRow> {
  if (id === actor.id && change.active === false) throw forbidden('不能停用自己，请由另一位管理员办理。');
  return await onUser(deps, actor, id, async (tx, user) => {
    const { organisation, departmentId, ...own } = change;
    if (organisation !== undefined || departmentId !== undefined)
      await askForPlace(tx, deps, actor, user, {
        organisation: organisation ?? user.organisation,
        departmentId: departmentId === undefined ? user.departmentId : departmentId,
      });
    await keepLastAdministrator(tx, user, change);
    await updateUser(tx, user.county, id, own);
    if (change.active === false) await removeSessions(tx, user.county, id);
    const fields = Object.entries(change).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    await recordUserAct(tx, deps, actor, user, 'user.change', { fields });
  });
}

export async function unlockUser(deps: Deps, actor: Actor, id: string): Promise<void> {
  await onUser(deps, actor, id, async (tx, user) => {
    await unlock(tx, user.county, user.id);
    await recordUserAct(tx, deps, actor, user, 'user.unlock', {});
  });
}

export async function signOutUser(deps: Deps, actor: Actor, id: string): Promise<void> {
  await onUser(deps, actor, id, async (tx, user) => {
    await removeSessions(tx, user.county, user.id);
    await recordUserAct(tx, deps, actor, user, 'user.signed-out', {});
  });
}
