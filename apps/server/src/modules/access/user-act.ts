import { ROLES, type Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { notify } from '../inbox/index.ts';
import { rolesConflict } from './roles.ts';
import { findUser, isRoleHeld, type UserRow } from './user-list-store.ts';
import { holdAdministrators, type UserChange } from './user-store.ts';

/** An administrator's act on a person of their scope, one at a time in a county. Returns the person afterwards. */
export async function onUser(
  deps: Deps,
  actor: Actor,
  id: string,
  work: (tx: Tx, user: UserRow) => Promise<void>,
): Promise<UserRow> {
  return await inScope(deps.db, actor.scope, async (tx) => {
    const found = await findUser(tx, id);
    if (!found) throw notFound('该用户');
    await holdAdministrators(tx, found.county);
    // Somebody may have been quicker until the lock was ours.
    const user = (await findUser(tx, id)) ?? found;
    await work(tx, user);
    return (await findUser(tx, id)) ?? user;
  });
}

interface UserKey {
  readonly county: string;
  readonly id: string;
}

export async function recordUserAct(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  user: UserKey,
  act: string,
  payload: Json,
): Promise<void> {
  const subject = { type: 'user', id: user.id };
  await recordEvent(tx, { county: user.county, actor, act, subject, payload, at: deps.clock.now() });
}

/** Tells all who watch over accounts. `about` keeps notices of different matters apart. */
export async function tellWatchers(
  tx: Tx,
  deps: Deps,
  user: UserKey,
  notice: { readonly about: string; readonly kind: 'todo' | 'warning'; readonly title: string },
  roles: readonly Role[] = ['security-admin', 'auditor'],
): Promise<void> {
  for (const role of roles)
    await notify(tx, deps, {
      county: user.county,
      role,
      kind: notice.kind,
      title: notice.title,
      link: role === 'auditor' ? '/events' : '/people',
      dueOn: null,
      key: `${notice.about}:${role}:${user.id}`,
    });
}

export function refuseConflict(roles: readonly Role[]): void {
  const why = rolesConflict(roles);
  if (why !== null) throw conflict('roles-conflict', why);
}

/** Without one nobody could make users, or let anybody in again. */
export async function keepLastAdministrator(tx: Tx, user: UserRow, change: UserChange): Promise<void> {
  for (const role of ['system-admin', 'security-admin'] as const) {
    const loses = change.active === false || (change.roles !== undefined && !change.roles.includes(role));
    if (user.roles.includes(role) && loses && !(await isRoleHeld(tx, user.county, role, user.id)))
      throw conflict('last-administrator', `这是最后一位${ROLES[role]}，请先指定另一位。`);
  }
}
