import type { FastifyRequest } from 'fastify';
import type { Deps } from '../../platform/deps.ts';
import type { Authenticate, Signed } from '../../platform/http/types.ts';
import { isExpired, owesSecondFactor, TOUCH_MS, tokenDigest } from './session-rules.ts';
import { findSession, removeSession, type SessionUser, touchSession } from './session-store.ts';

export const COOKIE = 'anju_session';

/** The token of a request's cookie, or null for anything that can't be one. */
export function tokenOf(request: FastifyRequest): string | null {
  const token = request.cookies[COOKIE];
  return token !== undefined && /^[\w-]{43}$/.test(token) ? token : null;
}

/** Finds the signed-in person behind a request's cookie. */
export function authenticateBy(deps: Deps): Authenticate {
  return async (request) => {
    const token = tokenOf(request);
    const user = token === null ? null : await readSession(deps, token);
    return user && { actor: user.actor, pending: pendingOf(user) };
  };
}

/** The person of a living session, which is marked as used; an expired one is removed. Null where there is none. */
export async function readSession(deps: Deps, token: string): Promise<SessionUser | null> {
  const now = deps.clock.now();
  const digest = tokenDigest(token);
  return await deps.db.transaction().execute(async (tx) => {
    const user = await findSession(tx, digest);
    if (!user) return null;
    if (isExpired(user, now)) {
      await removeSession(tx, user.actor.county, digest);
      return null;
    }
    if (now.getTime() - user.lastSeenAt.getTime() >= TOUCH_MS)
      await touchSession(tx, user.actor.county, digest, now);
    return user;
  });
}

/** What has to be done before anything else is open. */
export function pendingOf(user: SessionUser): Signed['pending'] {
  if (user.mustChangePassword)
    return { code: 'password-change-required', detail: '首次登录或密码被重置，请先修改密码。' };
  if (owesSecondFactor(user) && !user.totpEnabled)
    return { code: 'totp-required', detail: '您的角色必须启用动态口令，请先在“本人设置”中绑定。' };
  return null;
}
