import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What the provider says of the person at its sign-in page. */
export interface Claims {
  readonly preferred_username?: string;
  readonly amr?: readonly string[];
  readonly nonce?: string;
  readonly [claim: string]: unknown;
}

export interface FakeProvider {
  readonly issuer: string;
  /** True answers 503 to everything. */
  down: boolean;
  /** Signs with a key that is not in the published set. */
  forge: boolean;
  /** What the user-info endpoint adds. */
  userInfo: Claims;
  /** Signs a person in at the address that the browser was sent to; returns the query it comes back with. */
  authorize(address: string, claims: Claims): URLSearchParams;
  close(): Promise<void>;
}

interface Grant {
  readonly claims: Claims;
  readonly challenge: string;
  readonly redirect: string;
}

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const newKeys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

/** The user and password of HTTP Basic, percent-encoded as RFC 6749 §2.3.1 has it. */
const basicOf = ({ headers }: IncomingMessage) =>
  decodeURIComponent(Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString());

/** An OpenID provider in this process: discovery, keys, tokens for codes that are good once, with PKCE held to. */
export async function startFakeProvider(clientId: string, clientSecret: string): Promise<FakeProvider> {
  const [own, forged] = [newKeys(), newKeys()];
  const grants = new Map<string, Grant>();

  const tokenOf = (claims: Claims): string => {
    const seconds = Math.floor(Date.now() / 1000);
    const times = { iat: seconds, exp: seconds + 300 };
    const body = part({ iss: fake.issuer, aud: clientId, sub: 'subject-1', ...times, ...claims });
    const signed = `${part({ alg: 'RS256', kid: 'k1' })}.${body}`;
    const key = fake.forge ? forged.privateKey : own.privateKey;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  };
  const redeem = async (request: IncomingMessage, response: ServerResponse) => {
    const form = await formOf(request);
    const code = form.get('code') ?? '';
    const grant = grants.get(code);
    grants.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const good = grant?.challenge === challenge && grant.redirect === form.get('redirect_uri');
    if (!good || basicOf(request) !== `${clientId}:${clientSecret}`)
      return json(response, 400, { error: 'invalid_grant' });
    return json(response, 200, {
      access_token: 'access',
      token_type: 'Bearer',
      id_token: tokenOf(grant.claims),
    });
  };
  const server = createServer((request, response) => {
    if (fake.down) return json(response, 503, {});
    if (request.url === '/token') return void redeem(request, response);
    if (request.url === '/keys')
      return json(response, 200, {
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
      });
    if (request.url === '/userinfo') return json(response, 200, { sub: 'subject-1', ...fake.userInfo });
    return json(response, 200, {
      issuer: fake.issuer,
      authorization_endpoint: `${fake.issuer}/authorize`,
      token_endpoint: `${fake.issuer}/token`,
      jwks_uri: `${fake.issuer}/keys`,
      userinfo_endpoint: `${fake.issuer}/userinfo`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const fake: FakeProvider = {
    issuer: `http://127.0.0.1:${port}`,
    down: false,
    forge: false,
    userInfo: {},
    authorize: (text, claims) => {
      const asked = new URL(text).searchParams;
      const code = randomUUID();
      grants.set(code, {
        claims: { nonce: asked.get('nonce') ?? '', ...claims },
        challenge: asked.get('code_challenge') ?? '',
        redirect: asked.get('redirect_uri') ?? '',
      });
      return new URLSearchParams({ code, state: asked.get('state') ?? '' });
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
  return fake;
}
