import { mayAct, ROLES, type Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import { findDepartment, findOrganisation } from '../organisations/index.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { rolesConflict } from './roles.ts';
import { ONE_TIME_MS } from './session-rules.ts';
import { removeSessions } from './session-store.ts';
import { findUser, isRoleHeld, type UserRow } from './user-list-store.ts';
import {
  holdAdministrators,
  insertUser,
  resetPassword,
  type UserChange,
  unlock,
  updateUser,
} from './user-store.ts';

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
      passwordHash,
      mustChangePassword: true,
      passwordExpiresAt: new Date(at.getTime() + ONE_TIME_MS),
      demonstration: false,
      at,
    });
    if (!made) throw conflict('username-taken', `用户名 ${input.username} 已被使用，请换一个。`);
    const payload = { organisation: input.organisation, requested: [...input.roles], granted: [...roles] };
    await note(tx, deps, actor, { county, id }, 'user.create', payload);
    return await findUser(tx, id);
  });
  if (!user) throw notFound('该用户');
  return { user, oneTimePassword: password };
}

/**
 * Changes a person. Roles are the security administrator's to grant, the rest the system administrator's; nobody
 * grants roles to themselves. Whoever is switched off or gets other roles is signed out everywhere.
 */
export async function changeUser(
  deps: Deps,
  actor: Actor,
  id: string,
  change: UserChange & { roles?: readonly Role[] | undefined },
): Promise<UserRow> {
  const own = change.roles !== undefined;
  const rest = Object.entries(change).some(([key, value]) => key !== 'roles' && value !== undefined);
  if (own && !mayAct(actor.roles, 'user.grant')) throw forbidden('授予角色由安全管理员办理。');
  if (rest && !mayAct(actor.roles, 'user.manage')) throw forbidden('修改用户资料由系统管理员办理。');
  if (change.roles) refuseConflict(change.roles);
  if (id === actor.id && (own || change.active === false))
    throw forbidden('不能给自己授予角色或停用自己，请由另一位管理员办理。');
  return await inScope(deps.db, actor.scope, async (tx) => {
    const found = await findUser(tx, id);
    if (!found) throw notFound('该用户');
    await holdAdministrators(tx, found.county);
    const user = (await findUser(tx, id)) ?? found;
    if (change.organisation !== undefined && countyOf(change.organisation) !== user.county)
      throw invalidInput('用户不能调到别的县。请停用后在新的县另建用户。');
    await requirePlace(tx, actor, {
      organisation: change.organisation ?? user.organisation,
      departmentId: change.departmentId ?? null,
    });
    await keepLastAdministrator(tx, user, change);
    await updateUser(tx, user.county, id, change);
    if (own || change.active === false) await removeSessions(tx, user.county, id);
    const fields = Object.entries(change).flatMap(([key, value]) => (value === undefined ? [] : [key]));
    const payload = change.roles ? { fields, before: [...user.roles], after: [...change.roles] } : { fields };
    await note(tx, deps, actor, user, own ? 'user.roles' : 'user.change', payload);
    return (await findUser(tx, id)) ?? user;
  });
}

/** Gives a person a new one-time password and signs them out. Returns the password, to be handed over once. */
export async function resetUserPassword(deps: Deps, actor: Actor, id: string): Promise<string> {
  if (id === actor.id) throw forbidden('自己的密码请在“本人设置”中修改。');
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const expiresAt = new Date(deps.clock.now().getTime() + ONE_TIME_MS);
  await onUser(deps, actor, id, 'user.password-reset', async (tx, user) => {
    await resetPassword(tx, user, { hash, expiresAt });
    await removeSessions(tx, user.county, user.id);
  });
  return password;
}

export async function unlockUser(deps: Deps, actor: Actor, id: string): Promise<void> {
  await onUser(deps, actor, id, 'user.unlock', (tx, user) => unlock(tx, user.county, user.id));
}

export async function signOutUser(deps: Deps, actor: Actor, id: string): Promise<void> {
  await onUser(deps, actor, id, 'user.signed-out', async (tx, user) => {
    await removeSessions(tx, user.county, user.id);
  });
}

async function onUser(
  deps: Deps,
  actor: Actor,
  id: string,
  act: string,
  work: (tx: Tx, user: UserRow) => Promise<void>,
): Promise<void> {
  await inScope(deps.db, actor.scope, async (tx) => {
    const user = await findUser(tx, id);
    if (!user) throw notFound('该用户');
    await work(tx, user);
    await note(tx, deps, actor, user, act, {});
  });
}

async function note(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  user: { readonly county: string; readonly id: string },
  act: string,
  payload: Json,
): Promise<void> {
  const subject = { type: 'user', id: user.id };
  await recordEvent(tx, { county: user.county, actor, act, subject, payload, at: deps.clock.now() });
}

function refuseConflict(roles: readonly Role[]): void {
  const why = rolesConflict(roles);
  if (why !== null) throw conflict('roles-conflict', why);
}

/** Without one nobody could make users, or let anybody in again. */
async function keepLastAdministrator(tx: Tx, user: UserRow, change: UserChange): Promise<void> {
  for (const role of ['system-admin', 'security-admin'] as const) {
    const loses = change.active === false || (change.roles !== undefined && !change.roles.includes(role));
    if (user.roles.includes(role) && loses && !(await isRoleHeld(tx, user.county, role, user.id)))
      throw conflict('last-administrator', `这是最后一位${ROLES[role]}，请先指定另一位。`);
  }
}

async function requirePlace(
  tx: Tx,
  actor: Actor,
  { organisation, departmentId }: { readonly organisation: string; readonly departmentId: string | null },
): Promise<void> {
  const place = await findOrganisation(tx, organisation);
  if (!place?.active || !organisation.startsWith(actor.scope))
    throw invalidInput('没有这个机构，或者它不在您的辖区内。', [
      { path: 'organisation', message: '请重新选择机构' },
    ]);
  if (departmentId === null) return;
  const department = await findDepartment(tx, countyOf(organisation), departmentId);
  if (!department)
    throw invalidInput('该县没有这个部门。', [{ path: 'department', message: '请重新选择部门' }]);
}

const countyOf = (organisation: string) => organisation.slice(0, 6).padEnd(6, '0');
