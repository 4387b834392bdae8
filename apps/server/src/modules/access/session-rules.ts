import { createHash, randomBytes } from 'node:crypto';
import type { Role } from '@anju/domain';

/** Signed out after so long without a request. */
export const IDLE_MS = 30 * 60_000;
/** Signed out so long after signing in, whatever happens: a working day with its breaks. */
export const ABSOLUTE_MS = 12 * 3_600_000;
/** The last request's time is written at most this often. */
export const TOUCH_MS = 60_000;
/** A one-time password dies after this. */
export const ONE_TIME_MS = 7 * 86_400_000;

// Requirements A2: reviewers and administrators.
const SECOND_FACTOR: ReadonlySet<Role> = new Set([
  'reviewer',
  'county-admin',
  'system-admin',
  'security-admin',
]);

const needsSecondFactor = (roles: readonly Role[]) => roles.some((role) => SECOND_FACTOR.has(role));

/** How a session was opened; 'oidc-mfa' by a provider that says it asked for a second factor itself. */
export type SessionMethod = 'password' | 'oidc' | 'oidc-mfa';

/** The method of a row. */
export const methodOf = (text: string): SessionMethod =>
  text === 'oidc' || text === 'oidc-mfa' ? text : 'password';

/**
 * Whether the session's person must have our second factor. A demonstration's accounts sign in with one step,
 * and whom the provider asked for a second factor is not asked again.
 */
export const owesSecondFactor = (session: {
  readonly actor: { readonly roles: readonly Role[] };
  readonly method: SessionMethod;
  readonly demonstration: boolean;
}) => needsSecondFactor(session.actor.roles) && !session.demonstration && session.method !== 'oidc-mfa';

export interface SessionTimes {
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
}

export function isExpired({ createdAt, lastSeenAt }: SessionTimes, now: Date): boolean {
  return (
    now.getTime() - lastSeenAt.getTime() >= IDLE_MS || now.getTime() - createdAt.getTime() >= ABSOLUTE_MS
  );
}

/** A session's token as the cookie carries it: 256 random bits. */
export const newToken = () => randomBytes(32).toString('base64url');

/** What the database keeps of a token. */
export const tokenDigest = (token: string) => createHash('sha256').update(token).digest();

/** User names are compared without case and width. */
export const normaliseUsername = (raw: string) => raw.normalize('NFKC').trim().toLowerCase();

/** By what a user is looked up before a scope is known. */
export const usernameKey = (raw: string) => createHash('sha256').update(normaliseUsername(raw)).digest();
