import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { invalidInput } from '../../platform/problem.ts';
import { checkPassword, hashPassword, passwordFault } from './password.ts';
import { newToken, tokenDigest } from './session-rules.ts';
import { insertSession, removeSessions, type SessionUser } from './session-store.ts';
import { readPasswordHash, setOwnPassword } from './user-store.ts';

/**
 * Sets a person's own new password and ends all their sessions; returns the token of a new one.
 * Throws Problem invalid-input when the current password is wrong or the new one is too weak.
 */
export async function changePassword(
  deps: Deps,
  user: SessionUser,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<string> {
  const { actor } = user;
  const digest = await inScope(deps.db, actor.county, (tx) => readPasswordHash(tx, actor.county, actor.id));
  if (!(await checkPassword(digest, current)))
    throw invalidInput('当前密码不正确。', [{ path: 'current', message: '当前密码不正确' }]);
  const fault = passwordFault(next, current, user.username);
  if (fault !== null) throw invalidInput(fault, [{ path: 'next', message: fault }]);

  const passwordHash = await hashPassword(next);
  const token = newToken();
  const at = deps.clock.now();
  await inScope(deps.db, actor.county, async (tx) => {
    await setOwnPassword(tx, actor.county, actor.id, passwordHash);
    const ended = await removeSessions(tx, actor.county, actor.id);
    const session = { county: actor.county, userId: actor.id, digest: tokenDigest(token), at };
    await insertSession(tx, { ...session, method: user.method });
    await recordEvent(tx, {
      county: actor.county,
      actor,
      act: 'session.password-changed',
      subject: { type: 'user', id: actor.id },
      payload: { ended },
      at,
    });
  });
  return token;
}
