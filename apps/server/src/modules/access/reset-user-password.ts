import { administrationOf, CONFIRM_WITHIN_DAYS, decideAdministratorAct } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { forbidden } from '../../platform/problem.ts';
import { settleNotices } from '../inbox/index.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import { ONE_TIME_MS } from './session-rules.ts';
import { removeSessions } from './session-store.ts';
import { onUser, recordUserAct, tellWatchers } from './user-act.ts';
import { isRoleHeld, type UserRow } from './user-list-store.ts';
import { askReset, resetPassword } from './user-store.ts';

const ABOUT = 'user-reset';
const DAY_MS = 86_400_000;

/** Who asked for a reset that a second security administrator may still confirm. */
export function resetAskedBy(user: Pick<UserRow, 'resetAskedBy' | 'resetAskedAt'>, now: Date): string | null {
  const asked = user.resetAskedAt?.getTime() ?? 0;
  return now.getTime() - asked <= CONFIRM_WITHIN_DAYS * DAY_MS ? user.resetAskedBy : null;
}

/**
 * Gives a person a new one-time password, ends their second factor and signs them out. An administrator's waits for
 * a second security administrator, who does the same; then null. Returns the password, to be handed over once.
 */
export async function resetUserPassword(deps: Deps, actor: Actor, id: string): Promise<string | null> {
  if (id === actor.id) throw forbidden('自己的密码请在“本人设置”中修改。');
  const password = oneTimePassword();
  const hash = await hashPassword(password);
  const at = deps.clock.now();
  let given: string | null = null;
  await onUser(deps, actor, id, async (tx, user) => {
    const decision = await decide(tx, actor, user, at);
    if (decision.status === 'waiting') {
      await askReset(tx, user, actor.id, at);
      await recordUserAct(tx, deps, actor, user, 'user.reset-asked', {});
      const title = '重置一位管理员的密码待另一位安全管理员确认';
      await tellWatchers(tx, deps, user, { about: ABOUT, kind: 'todo', title });
      return;
    }
    await resetPassword(tx, user, { hash, expiresAt: new Date(at.getTime() + ONE_TIME_MS) });
    await removeSessions(tx, user.county, id);
    for (const role of ['security-admin', 'auditor']) await settleNotices(tx, deps, `${ABOUT}:${role}:${id}`);
    await recordUserAct(tx, deps, actor, user, 'user.password-reset', { alone: decision.alone });
    if (decision.alone)
      await tellWatchers(tx, deps, user, {
        about: `${ABOUT}-alone`,
        kind: 'warning',
        title: '一位管理员的密码由一位安全管理员单独重置，请核对',
      });
    given = password;
  });
  return given;
}

async function decide(tx: Tx, actor: Actor, user: UserRow, at: Date) {
  if (administrationOf(user.roles).length === 0) return { status: 'done', alone: false } as const;
  return decideAdministratorAct({
    actor: actor.id,
    begunBy: resetAskedBy(user, at),
    anotherCouldConfirm: await isRoleHeld(tx, user.county, 'security-admin', actor.id, user.id),
  });
}
