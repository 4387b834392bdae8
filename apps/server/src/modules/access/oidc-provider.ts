import * as client from 'openid-client';
import { isIntranetHost } from '../../platform/intranet-host.ts';
import type { OidcConfig } from '../../platform/oidc-config.ts';

const TIMEOUT_SECONDS = 8;

/** What our cookie keeps between sending the browser away and its coming back. */
export interface OidcCheck {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider vouches for. */
export interface Identity {
  /** The configured claim as it stands in the token; null where there is none. */
  readonly username: string | null;
  /** The provider says in `amr` (RFC 8176) that it asked for more than one factor. */
  readonly mfa: boolean;
}

/** The provider does not answer, or not as OpenID Connect Discovery says. */
export class ProviderUnreachable extends Error {
  override readonly name = 'ProviderUnreachable';
}

export interface OidcProvider {
  /** Where to send the browser. Throws ProviderUnreachable. */
  begin(): Promise<{ readonly address: URL; readonly check: OidcCheck }>;
  /** Redeems what the browser came back with. Throws ProviderUnreachable, or openid-client's errors. */
  finish(answer: URLSearchParams, check: OidcCheck): Promise<Identity>;
}

/** Authorization code flow with PKCE, state and nonce. The provider is asked for its description at first use. */
export function oidcProvider(config: OidcConfig): OidcProvider {
  let found: Promise<client.Configuration> | null = null;
  const provider = () => {
    found ??= discover(config).catch((cause: unknown) => {
      found = null;
      throw new ProviderUnreachable('discovery failed', { cause });
    });
    return found;
  };
  return {
    begin: async () => {
      const configuration = await provider();
      const check = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(configuration, {
        redirect_uri: config.redirect.href,
        scope: 'openid profile',
        state: check.state,
        nonce: check.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(check.verifier),
        code_challenge_method: 'S256',
      });
      requireSafe(config, address);
      return { address, check };
    },
    finish: async (answer, check) => {
      const configuration = await provider();
      // The address we configured, never the request's Host: the sender controls that.
      const address = new URL(config.redirect);
      address.search = answer.toString();
      try {
        return await redeem(configuration, config.claim, address, check);
      } catch (error) {
        throw isUnreachable(error) ? new ProviderUnreachable('no answer', { cause: error }) : error;
      }
    },
  };
}

async function discover(config: OidcConfig): Promise<client.Configuration> {
  const execute = [
    // OpenID Connect Core 3.1.3.7 lets TLS stand for the signature; plain HTTP can't, and TLS proxies exist.
    client.enableNonRepudiationChecks,
    ...(config.issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
  ];
  return await client.discovery(config.issuer, config.clientId, undefined, secretOf(config), {
    execute,
    timeout: TIMEOUT_SECONDS,
    [client.customFetch]: (url, options) => ask(config, url, options),
  });
}

/**
 * In the form where the provider takes that, for some read HTTP Basic without the percent-encoding of RFC 6749
 * §2.3.1; otherwise Basic, the default of OpenID Connect Discovery.
 */
function secretOf({ clientSecret }: OidcConfig): client.ClientAuth {
  const basic = client.ClientSecretBasic(clientSecret);
  const post = client.ClientSecretPost(clientSecret);
  return (server, ...rest) => {
    const takesForm = server.token_endpoint_auth_methods_supported?.includes('client_secret_post') ?? false;
    return (takesForm ? post : basic)(server, ...rest);
  };
}

async function ask(config: OidcConfig, url: string, options: client.CustomFetchOptions): Promise<Response> {
  requireSafe(config, new URL(url));
  const { body, ...rest } = options;
  const response = await fetch(url, { ...rest, body: body ?? null }).catch((cause: unknown) => {
    throw new ProviderUnreachable('network', { cause });
  });
  if (response.status >= 500) throw new ProviderUnreachable(`status ${response.status}`);
  return response;
}

/** An issuer on the intranet may use HTTP; what it names elsewhere may not. */
function requireSafe({ issuer }: OidcConfig, url: URL): void {
  const plain = url.protocol === 'http:' && issuer.protocol === 'http:' && isIntranetHost(url.hostname);
  if (url.protocol !== 'https:' && !plain) throw new ProviderUnreachable('plain HTTP outside the intranet');
}

async function redeem(
  configuration: client.Configuration,
  claim: string,
  address: URL,
  check: OidcCheck,
): Promise<Identity> {
  const tokens = await client.authorizationCodeGrant(configuration, address, {
    expectedState: check.state,
    expectedNonce: check.nonce,
    pkceCodeVerifier: check.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (!claims) return { username: null, mfa: false };
  const amr = claims.amr;
  const mfa = Array.isArray(amr) && amr.includes('mfa');
  const own = textOf(claims[claim]);
  if (own !== null || !configuration.serverMetadata().userinfo_endpoint) return { username: own, mfa };
  // Some providers keep the profile out of the token.
  const info = await client.fetchUserInfo(configuration, tokens.access_token, claims.sub);
  return { username: textOf(info[claim]), mfa };
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** openid-client wraps what its fetch throws. */
function isUnreachable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause)
    if (at instanceof ProviderUnreachable || ('code' in at && at.code === 'OAUTH_TIMEOUT')) return true;
  return false;
}
