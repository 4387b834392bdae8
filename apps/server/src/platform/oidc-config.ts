import { ConfigError } from './config-error.ts';
import { isIntranetHost } from './intranet-host.ts';

/** Sign-in by the government's unified identity (OpenID Connect), where a county has one. */
export interface OidcConfig {
  /** As the provider's own description names it. */
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Our callback as the browser reaches it, registered with the provider. */
  readonly redirect: URL;
  /** The claim that holds our user name. */
  readonly claim: string;
  /** On the button of the sign-in page. */
  readonly label: string;
}

/** Where the provider sends the browser back to. */
export const OIDC_CALLBACK = '/api/session/oidc/callback';

const NAMES = ['ANJU_OIDC_ISSUER', 'ANJU_OIDC_CLIENT_ID', 'ANJU_OIDC_CLIENT_SECRET', 'ANJU_OIDC_REDIRECT'];

/**
 * ANJU_OIDC_ISSUER, _CLIENT_ID, _CLIENT_SECRET and _REDIRECT (all or none), _CLAIM and _LABEL.
 * Null where none is set. Throws ConfigError.
 */
export function readOidc(env: NodeJS.ProcessEnv): OidcConfig | null {
  const [issuer, clientId, clientSecret, redirect] = NAMES.map((name) => env[name]?.trim());
  if (!issuer && !clientId && !clientSecret && !redirect) return null;
  if (!issuer || !clientId || !clientSecret || !redirect) {
    const missing = NAMES.filter((name) => !env[name]?.trim());
    throw new ConfigError(
      `统一身份认证的设置不完整，还缺 ${missing.join('、')}。四项要么都设置，要么都不设置。`,
    );
  }
  return {
    issuer: readIssuer(issuer),
    clientId,
    clientSecret,
    redirect: readRedirect(redirect),
    claim: env.ANJU_OIDC_CLAIM?.trim() || 'preferred_username',
    label: env.ANJU_OIDC_LABEL?.trim() || '统一身份认证登录',
  };
}

function readIssuer(text: string): URL {
  const url = readUrl('ANJU_OIDC_ISSUER', text);
  // Over plain HTTP anybody on the way could answer as the provider: only where the way is the county's own.
  if (url.protocol === 'http:' && !isIntranetHost(url.hostname))
    throw new ConfigError(`ANJU_OIDC_ISSUER 不是内网地址，必须用 https：${text}`);
  return url;
}

function readRedirect(text: string): URL {
  const url = readUrl('ANJU_OIDC_REDIRECT', text);
  if (url.pathname !== OIDC_CALLBACK)
    throw new ConfigError(`ANJU_OIDC_REDIRECT 应为本系统的访问地址加 ${OIDC_CALLBACK}：${text}`);
  return url;
}

function readUrl(name: string, text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const plain = url && !url.search && !url.hash && !url.username && !url.password;
  if (!plain || !/^https?:$/.test(url.protocol))
    throw new ConfigError(`${name} 应为 http 或 https 地址，不带参数和账号：${text}`);
  return url;
}
