import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { changeScope, inScope, type Tx } from '../../platform/postgres/database.ts';
import { Problem } from '../../platform/problem.ts';
import type { DecoyLocks } from './decoy-locks.ts';
import { lockAfter } from './lock-out.ts';
import { checkNobody, checkPassword } from './password.ts';
import { timeStepOf } from './second-factor.ts';
import {
  newToken,
  normaliseUsername,
  type SessionMethod,
  tokenDigest,
  usernameKey,
} from './session-rules.ts';
import {
  type Credentials,
  countTry,
  findCredentials,
  findSession,
  insertSession,
  lockedUntil,
  lockUntil,
  noteSignIn,
  type SessionUser,
  takeBackTry,
  useTimeStep,
} from './session-store.ts';

export interface SignInInput {
  readonly username: string;
  readonly password: string;
  readonly code?: string | undefined;
}

export interface SignedIn {
  readonly token: string;
  readonly user: SessionUser;
}

/**
 * Checks a person's word and opens a session. Every try is counted before it is checked.
 * Throws Problem 401: bad-credentials (also for users that don't exist), locked, code-required, password-expired.
 */
export async function signIn(deps: Deps, decoys: DecoyLocks, input: SignInInput): Promise<SignedIn> {
  const credentials = await admitTry(deps, input.username);
  if (!credentials) {
    const wait = decoys.try(normaliseUsername(input.username));
    if (wait > 0) throw locked(wait);
    await checkNobody(input.password);
    throw badCredentials();
  }
  if (!(await checkPassword(credentials.passwordHash, input.password)))
    return await refuse(deps, credentials, badCredentials());
  const now = deps.clock.now();
  if (credentials.passwordExpiresAt && credentials.passwordExpiresAt <= now)
    return await refuse(deps, credentials, expired());
  return await openSession(deps, credentials, { method: 'password', code: input.code });
}

/**
 * Counts the try; locks from the fifth on. Null for a name nobody has, or somebody switched off.
 * Throws Problem 401 locked.
 */
export async function admitTry(deps: Deps, username: string): Promise<Credentials | null> {
  const now = deps.clock.now();
  const admitted = await deps.db.transaction().execute(async (tx) => {
    const found = await findCredentials(tx, usernameKey(username));
    if (!found) return { found: null, until: null };
    const tries = await countTry(tx, found.county, found.id, now);
    if (tries === null) return { found, until: (await lockedUntil(tx, found.county, found.id)) ?? now };
    const lock = lockAfter(tries);
    if (lock > 0) await lockUntil(tx, found.county, found.id, new Date(now.getTime() + lock));
    return { found, until: null };
  });
  if (admitted.until) {
    // Switched off, not locked: the same answer as for nobody.
    if (admitted.until <= now) return null;
    throw locked(admitted.until.getTime() - now.getTime());
  }
  return admitted.found;
}

/**
 * Opens a session for whom `method` has proven, asking for the second factor the account has, unless the
 * provider did. Throws Problem 401: code-required, bad-credentials.
 */
export async function openSession(
  deps: Deps,
  { county, id, totpSealed }: Credentials,
  { method, code }: { readonly method: SessionMethod; readonly code?: string | undefined },
): Promise<SignedIn> {
  const now = deps.clock.now();
  const token = newToken();
  const digest = tokenDigest(token);
  const outcome = await inScope(deps.db, county, async (tx): Promise<SessionUser | Problem> => {
    if (totpSealed && method !== 'oidc-mfa') {
      if (!code) {
        await takeBackTry(tx, county, id);
        return codeRequired();
      }
      const step = timeStepOf(deps.secrets.openField(totpSealed), code, now);
      if (step === null || !(await useTimeStep(tx, county, id, step))) {
        await recordRefusal(tx, county, id, now);
        return badCredentials();
      }
    }
    await noteSignIn(tx, county, id, now);
    await insertSession(tx, { county, userId: id, digest, at: now, method });
    const user = await findSession(tx, digest);
    if (!user) return badCredentials();
    await recordEvent(tx, {
      county,
      actor: user.actor,
      act: 'session.sign-in',
      subject: { type: 'user', id },
      payload: { secondFactor: totpSealed !== null || method === 'oidc-mfa', method },
      at: now,
    });
    return user;
  });
  if (outcome instanceof Problem) throw outcome;
  return { token, user: outcome };
}

async function refuse(deps: Deps, { county, id }: Credentials, problem: Problem): Promise<never> {
  await deps.db.transaction().execute(async (tx) => {
    await changeScope(tx, county);
    await recordRefusal(tx, county, id, deps.clock.now());
  });
  throw problem;
}

async function recordRefusal(tx: Tx, county: string, id: string, at: Date): Promise<void> {
  await recordEvent(tx, {
    county,
    actor: 'system',
    act: 'session.refused',
    subject: { type: 'user', id },
    payload: {},
    at,
  });
}

const problem401 = (code: string, title: string, detail: string) =>
  new Problem({ status: 401, code, title, detail });

const badCredentials = () =>
  problem401('bad-credentials', '登录失败', '用户名、密码或动态口令不正确。请核对后再试，注意大小写。');

const codeRequired = () => problem401('code-required', '需要动态口令', '请输入手机验证器上的 6 位动态口令。');

const expired = () =>
  problem401('password-expired', '一次性密码已过期', '一次性密码已超过 7 天。请联系安全管理员重置。');

const locked = (ms: number) =>
  problem401(
    'locked',
    '账号已锁定',
    `错误次数太多，账号已锁定。请 ${Math.ceil(ms / 60_000)} 分钟后再试，或联系安全管理员解锁。`,
  );
