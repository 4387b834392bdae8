import { administrationOf, decideAdministratorAct, ROLES, type Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { forbidden } from '../../platform/problem.ts';
import { settleNotices } from '../inbox/index.ts';
import { removeSessions } from './session-store.ts';
import { keepLastAdministrator, onUser, recordUserAct, refuseConflict, tellWatchers } from './user-act.ts';
import { isRoleHeld, type UserRow } from './user-list-store.ts';
import { requestRoles, updateUser } from './user-store.ts';

const ABOUT = 'user-roles';

/**
 * The security administrator grants roles, to nobody's self. An administration that is new to the person must have
 * been asked for by somebody else, the system administrator or a second security administrator: otherwise whoever
 * can reset a password could make an administrator of an account they hold. Whoever gets other roles is signed out.
 */
export async function grantRoles(
  deps: Deps,
  actor: Actor,
  id: string,
  roles: readonly Role[],
): Promise<UserRow> {
  refuseConflict(roles);
  if (id === actor.id) throw forbidden('不能给自己授予角色，请由另一位管理员办理。');
  return await onUser(deps, actor, id, async (tx, user) => {
    await keepLastAdministrator(tx, user, { roles });
    const added = administrationOf(roles).filter((role) => !user.roles.includes(role));
    const asked = added.every((role) => user.requestedRoles.includes(role));
    const decision =
      added.length === 0
        ? { status: 'done' as const, alone: false }
        : decideAdministratorAct({
            actor: actor.id,
            begunBy: asked ? user.requestedBy : null,
            anotherCouldConfirm: await isRoleHeld(tx, user.county, 'security-admin', actor.id, id),
          });
    const change = { before: [...user.roles], after: [...roles] };
    const names = added.map((role) => ROLES[role]).join('、');
    if (decision.status === 'waiting') {
      await requestRoles(tx, user, roles, actor.id);
      await recordUserAct(tx, deps, actor, user, 'user.roles-asked', change);
      const title = `授予${names}待另一位安全管理员确认`;
      await tellWatchers(tx, deps, user, { about: ABOUT, kind: 'todo', title }, ['security-admin']);
      return;
    }
    await updateUser(tx, user.county, id, { roles });
    await removeSessions(tx, user.county, id);
    await settleNotices(tx, deps, `${ABOUT}:security-admin:${id}`);
    await recordUserAct(tx, deps, actor, user, 'user.roles', { ...change, alone: decision.alone });
    if (decision.alone)
      await tellWatchers(tx, deps, user, {
        about: `${ABOUT}-alone`,
        kind: 'warning',
        title: `${names}由一位安全管理员单独授予，请核对`,
      });
  });
}
