import type { Role } from '@anju/domain';
import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildApp } from '../../platform/http/app.ts';
import type { DeclaredRoute } from '../../platform/http/route-permissions.ts';
import type { App } from '../../platform/http/types.ts';
import { OIDC_CALLBACK, readOidc } from '../../platform/oidc-config.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { COOKIE } from './authenticate.ts';
import { access } from './index.ts';
import { OIDC_COOKIE } from './oidc-cookie.ts';
import { type Claims, type FakeProvider, startFakeProvider } from './testing/fake-provider.ts';

const MINUTE = 60_000;
const START = '/api/session/oidc';

describe('signing in by unified identity', () => {
  let base: TestApp;
  let fake: FakeProvider;
  let app: App;
  let routes: readonly DeclaredRoute[];
  let people = 0;

  /** The same server with a provider configured. */
  const build = async () => {
    const oidc = readOidc({
      ANJU_OIDC_ISSUER: fake.issuer,
      ANJU_OIDC_CLIENT_ID: 'anju',
      ANJU_OIDC_CLIENT_SECRET: 'a-secret',
      ANJU_OIDC_REDIRECT: `http://anju.test${OIDC_CALLBACK}`,
    });
    return await buildApp({ ...base.deps, config: { ...base.deps.config, oidc } }, [access]);
  };
  beforeAll(async () => {
    base = await createTestApp({ runJobs: false, demonstration: false });
    fake = await startFakeProvider('anju', 'a-secret');
    ({ app, routes } = await build());
  });
  afterAll(async () => {
    await app.close();
    await fake.close();
    await base.close();
  });
  beforeEach(() => {
    base.clock.advance(30 * MINUTE);
    Object.assign(fake, { down: false, forge: false, userInfo: {} });
  });

  type Answer = Awaited<ReturnType<typeof start>>;
  const cookieOf = (answer: Answer, name: string) =>
    answer.cookies.find((cookie) => cookie.name === name && cookie.value !== '')?.value ?? '';
  const start = (next?: string) =>
    app.inject({ method: 'GET', url: START, query: next === undefined ? {} : { next } });
  const comeBack = (cookie: string, query: URLSearchParams, headers = {}) =>
    app.inject({ url: `${OIDC_CALLBACK}?${query}`, cookies: { [OIDC_COOKIE]: cookie }, headers });
  const enter = async (claims: Claims, headers = {}) => {
    const sent = await start();
    const query = fake.authorize(sent.headers.location ?? '', claims);
    return await comeBack(cookieOf(sent, OIDC_COOKIE), query, headers);
  };
  const person = (role: Role) => base.signIn(role, { username: `oidc.person-${++people}` });
  const as = (answer: Answer, url: string, method: 'GET' | 'POST' = 'GET') =>
    app.inject({ method, url, cookies: { [COOKIE]: cookieOf(answer, COOKIE) } });
  const setUser = (
    who: Person,
    change: { active?: boolean; locked_until?: Date; must_change_password?: boolean },
  ) =>
    inScope(base.db, base.county, (tx) =>
      tx
        .updateTable('users')
        .set(change)
        .where('county', '=', base.county)
        .where('id', '=', who.actor.id)
        .execute(),
    );
  const enrol = async (who: Person) => {
    const { secret } = (await who.inject('POST', '/api/session/totp')).json();
    const code = () => generateSync({ secret, epoch: Math.floor(base.clock.now().getTime() / 1000) });
    await who.inject('POST', '/api/session/totp/confirm', { code: code() });
    base.clock.advance(MINUTE);
    return code;
  };

  it('sends the browser away with PKCE, state and nonce, and opens a session when it is back', async () => {
    const officer = await person('county-officer');
    const sent = await start('/findings?state=open');
    expect(sent.statusCode).toBe(303);
    const asked = new URL(sent.headers.location ?? '').searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`http://anju.test${OIDC_CALLBACK}`);
    expect(sent.cookies[0]).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: START, maxAge: 600 });

    const query = fake.authorize(sent.headers.location ?? '', {
      preferred_username: officer.username.toUpperCase(),
    });
    const back = await comeBack(cookieOf(sent, OIDC_COOKIE), query);
    expect([back.statusCode, back.headers.location]).toEqual([303, '/findings?state=open']);
    expect(back.cookies.find(({ name }) => name === COOKIE)).toMatchObject({
      httpOnly: true,
      sameSite: 'Strict',
    });
    expect((await as(back, '/api/session')).json().id).toBe(officer.actor.id);
    const [event] = await inScope(base.db, base.county, (tx) =>
      tx.selectFrom('events').selectAll().where('subject_id', '=', officer.actor.id).execute(),
    );
    expect(event).toMatchObject({ act: 'session.sign-in', payload: { secondFactor: false, method: 'oidc' } });
  });

  it('asks the provider for a claim that is not in the token', async () => {
    const { username, actor } = await person('county-officer');
    fake.userInfo = { preferred_username: username };
    expect((await as(await enter({}), '/api/session')).json().id).toBe(actor.id);
  });

  it.each([
    ['a state that is not ours', (query: URLSearchParams) => query.set('state', 'another'), {}],
    ['no state', (query: URLSearchParams) => query.delete('state'), {}],
    ['no code', (query: URLSearchParams) => query.delete('code'), {}],
    ['a nonce of another sign-in', () => {}, { nonce: 'another' }],
    ['another audience', () => {}, { aud: 'another-client' }],
    ['another issuer', () => {}, { iss: 'https://evil.example' }],
    ['a token of yesterday', () => {}, { exp: 1_600_000_000 }],
  ])('refuses %s', async (_, spoil, wrong) => {
    const { username } = await person('county-officer');
    const sent = await start();
    const query = fake.authorize(sent.headers.location ?? '', { preferred_username: username, ...wrong });
    spoil(query);
    const back = await comeBack(cookieOf(sent, OIDC_COOKIE), query);
    expect(back.json()).toMatchObject({ status: 401, code: 'oidc-invalid' });
    expect(cookieOf(back, COOKIE)).toBe('');
  });

  it('refuses a token that somebody else signed', async () => {
    const { username } = await person('county-officer');
    fake.forge = true;
    expect((await enter({ preferred_username: username })).json().code).toBe('oidc-invalid');
  });

  it('redeems a code once, in the browser that began, within ten minutes', async () => {
    const { username } = await person('county-officer');
    const sent = await start();
    const cookie = cookieOf(sent, OIDC_COOKIE);
    const query = fake.authorize(sent.headers.location ?? '', { preferred_username: username });
    expect((await comeBack('', query)).json().code).toBe('oidc-invalid');
    expect((await comeBack(`${cookie.slice(0, -4)}AAAA`, query)).json().code).toBe('oidc-invalid');
    const other = cookieOf(await start(), OIDC_COOKIE);
    expect((await comeBack(other, query)).json().code).toBe('oidc-invalid');
    const first = await comeBack(cookie, query);
    expect(first.statusCode).toBe(303);
    expect(first.cookies.find(({ name }) => name === OIDC_COOKIE)?.value).toBe('');
    expect((await comeBack(cookie, query)).json().code).toBe('oidc-invalid');

    const late = await start();
    const stale = fake.authorize(late.headers.location ?? '', { preferred_username: username });
    base.clock.advance(10 * MINUTE);
    expect((await comeBack(cookieOf(late, OIDC_COOKIE), stale)).json().code).toBe('oidc-invalid');
  });

  it('makes nobody: an unknown, switched-off or look-alike name is told whom to ask', async () => {
    const off = await person('county-officer');
    await setUser(off, { active: false });
    const { username } = await person('county-officer');
    const wide = username.replace('o', 'ｏ');
    for (const claims of [
      { preferred_username: 'nobody.here' },
      { preferred_username: off.username },
      { preferred_username: wide },
      { preferred_username: '' },
      { preferred_username: ['admin'] },
      {},
    ] as Claims[]) {
      const { code, detail } = (await enter(claims)).json();
      expect([code, detail]).toEqual(['oidc-unknown-person', expect.stringContaining('系统管理员')]);
    }
  });

  it('does not let in who is locked', async () => {
    const officer = await person('county-officer');
    await setUser(officer, { locked_until: new Date(base.clock.now().getTime() + MINUTE) });
    expect((await enter({ preferred_username: officer.username })).json().code).toBe('locked');
    base.clock.advance(MINUTE);
    expect((await enter({ preferred_username: officer.username })).statusCode).toBe(303);
  });

  it('points to the password while the provider is down, and works when it is back', async () => {
    const { username } = await person('county-officer');
    const sent = await start();
    const query = fake.authorize(sent.headers.location ?? '', { preferred_username: username });
    fake.down = true;
    const back = await comeBack(cookieOf(sent, OIDC_COOKIE), query);
    expect(back.json()).toMatchObject({ status: 503, code: 'oidc-unreachable' });

    const fresh = (await build()).app;
    expect((await fresh.inject(START)).json().detail).toContain('用户名和密码登录');
    fake.down = false;
    expect((await fresh.inject(START)).statusCode).toBe(303);
    await fresh.close();
  });

  it('says so when the person was refused there', async () => {
    const sent = await start();
    const { searchParams } = new URL(sent.headers.location ?? '');
    const query = new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '' });
    expect((await comeBack(cookieOf(sent, OIDC_COOKIE), query)).json().code).toBe('oidc-refused');
  });

  it('sends a browser back to the sign-in page with the code of the refusal alone', async () => {
    const back = await enter({ preferred_username: 'nobody.here' }, { accept: 'text/html,*/*' });
    expect([back.statusCode, back.headers.location]).toEqual([303, '/login?oidc=oidc-unknown-person']);
  });

  it('leads to no other site and to no endpoint', async () => {
    const { username } = await person('county-officer');
    for (const next of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/.//evil.example',
      START,
    ]) {
      base.clock.advance(5 * MINUTE);
      const sent = await start(next);
      const query = fake.authorize(sent.headers.location ?? '', { preferred_username: username });
      query.set('next', 'https://evil.example');
      query.set('redirect_uri', 'https://evil.example');
      const back = await comeBack(cookieOf(sent, OIDC_COOKIE), query, { host: 'evil.example' });
      expect(back.headers.location, next).toBe('/');
    }
  });

  it('still asks for our second factor, each code once, where the provider asked for none', async () => {
    const reviewer = await person('reviewer');
    expect(
      (await as(await enter({ preferred_username: reviewer.username }), '/api/events')).json().code,
    ).toBe('totp-required');
    const code = await enrol(reviewer);
    const back = await enter({ preferred_username: reviewer.username, amr: ['pwd'] });
    expect(back.json().code).toBe('code-required');
    expect(cookieOf(back, COOKIE)).toBe('');
    const proven = cookieOf(back, OIDC_COOKIE);
    const give = (digits: string, cookie = proven) =>
      app.inject({
        method: 'POST',
        url: START,
        payload: { code: digits },
        cookies: { [OIDC_COOKIE]: cookie },
      });
    expect((await give(code(), '')).json().code).toBe('oidc-invalid');
    expect((await give(code(), cookieOf(await start(), OIDC_COOKIE))).json().code).toBe('oidc-invalid');
    expect((await give('000000')).json().code).toBe('bad-credentials');
    const good = await give(code());
    expect(good.json().user.id).toBe(reviewer.actor.id);
    expect((await as(good, '/api/session')).statusCode).toBe(200);
    expect((await give(code())).json().code).toBe('bad-credentials');
    // The good code in between cleared the count; that last use of it was the first wrong try of five.
    for (let i = 0; i < 4; i++) await give('000000');
    expect((await give('000000')).json().code).toBe('locked');
  });

  it('takes the second factor of a provider that names it, also of who never enrolled ours', async () => {
    const [fresh, enrolled] = [await person('reviewer'), await person('security-admin')];
    await enrol(enrolled);
    for (const { username } of [fresh, enrolled]) {
      const back = await enter({ preferred_username: username, amr: ['pwd', 'mfa'] });
      const me = await as(back, '/api/session');
      expect(me.json()).toMatchObject({ username, totpRequired: false });
    }
    const elsewhere = await enter({ preferred_username: fresh.username, amr: ['otp'] });
    expect((await as(elsewhere, '/api/session')).json().totpRequired).toBe(true);
  });

  it('asks nobody for a new password who did not come by password', async () => {
    const officer = await person('county-officer');
    await setUser(officer, { must_change_password: true });
    const back = await enter({ preferred_username: officer.username });
    expect((await as(back, '/api/session')).json().mustChangePassword).toBe(false);
    expect((await officer.inject('GET', '/api/session')).json().mustChangePassword).toBe(true);
  });

  it('lets a whole office behind one address in', async () => {
    const officer = await person('county-officer');
    const codes = [];
    for (let i = 0; i < 31; i++)
      codes.push((await enter({ preferred_username: officer.username })).statusCode);
    expect(new Set(codes)).toEqual(new Set([303]));
  });

  it('is there only where it is configured, and limits tries by address', async () => {
    expect((await app.inject('/api/setup')).json().oidc).toEqual({ label: '统一身份认证登录' });
    expect((await base.app.inject('/api/setup')).json()).not.toHaveProperty('oidc');
    expect((await base.app.inject(START)).statusCode).toBe(404);
    expect(
      routes.filter(({ url }) => url.startsWith(START)).map(({ method, url }) => `${method} ${url}`),
    ).toEqual([`GET ${START}`, `GET ${OIDC_CALLBACK}`, `POST ${START}`]);
    for (let i = 0; i < 30; i++) expect((await start()).statusCode).toBe(303);
    expect((await start()).statusCode).toBe(429);
    for (let i = 0; i < 30; i++) await comeBack('', new URLSearchParams());
    expect((await comeBack('', new URLSearchParams())).statusCode).toBe(429);
  });
});
