import { OIDC_REFUSALS, type OidcRefusal } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { Problem } from '../../platform/problem.ts';
import type { Identity } from './oidc-provider.ts';
import { admitTry, openSession, type SignedIn } from './sign-in.ts';

// As users are made; without it, normalising could turn somebody else's name at the provider into ours.
const USERNAME = /^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/;

/**
 * Opens a session for the active user of the name that the provider vouches for; nobody is made by it, and roles
 * stay ours. Locks and counts tries as a password does. `code`: ours, where the account has a second factor and
 * the provider asked for none.
 * Throws Problem 401: oidc-unknown-person, locked, code-required, bad-credentials.
 */
export async function signInByOidc(deps: Deps, identity: Identity, code?: string): Promise<SignedIn> {
  const { username, mfa } = identity;
  const credentials = username !== null && USERNAME.test(username) ? await admitTry(deps, username) : null;
  if (!credentials) throw oidcProblem('oidc-unknown-person');
  return await openSession(deps, credentials, { method: mfa ? 'oidc-mfa' : 'oidc', code });
}

export function oidcProblem(code: OidcRefusal): Problem {
  return new Problem({ status: code === 'oidc-unreachable' ? 503 : 401, code, ...OIDC_REFUSALS[code] });
}
