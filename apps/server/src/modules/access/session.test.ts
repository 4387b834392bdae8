import { generateSync } from 'otplib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type TestApp } from '../../platform/testing/index.ts';
import { COOKIE } from './authenticate.ts';

const MINUTE = 60_000;

describe('a session', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false, demonstration: false });
  });
  afterAll(async () => {
    await app.close();
  });
  // The tries per address are counted by the clock too.
  beforeEach(() => app.clock.advance(30 * MINUTE));

  const enter = (username: string, password: string, code?: string) =>
    app.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username, password, ...(code ? { code } : {}) },
    });
  const me = (token: string) =>
    app.app.inject({ method: 'GET', url: '/api/session', cookies: { [COOKIE]: token } });
  const tokenFrom = (answer: Awaited<ReturnType<typeof enter>>) =>
    answer.cookies.find(({ name }) => name === COOKIE)?.value ?? '';

  it('locks after five wrong tries, longer each time, and lets in when the time is over', async () => {
    const { username } = await app.signIn('county-officer');
    for (let i = 0; i < 5; i++) expect((await enter(username, 'wrong')).json().code).toBe('bad-credentials');
    const locked = await enter(username, PASSWORD);
    expect(locked.json()).toMatchObject({ status: 401, code: 'locked' });
    app.clock.advance(MINUTE);
    expect((await enter(username, 'wrong')).json().code).toBe('bad-credentials');
    app.clock.advance(MINUTE);
    expect((await enter(username, PASSWORD)).json().code).toBe('locked');
    app.clock.advance(MINUTE);
    expect((await enter(username, PASSWORD)).statusCode).toBe(200);
    expect((await enter(username, 'wrong')).json().code).toBe('bad-credentials');
  });

  it('counts tries that are made at the same time', async () => {
    const { username } = await app.signIn('county-officer');
    const answers = await Promise.all(Array.from({ length: 12 }, () => enter(username, 'wrong')));
    expect(answers.filter((answer) => answer.json().code === 'bad-credentials')).toHaveLength(5);
    expect(answers.filter((answer) => answer.json().code === 'locked')).toHaveLength(7);
  });

  it('lets a whole office behind one address in at nine o’clock', async () => {
    const { username } = await app.signIn('county-officer');
    const codes = [];
    for (let i = 0; i < 31; i++) codes.push((await enter(username, PASSWORD)).statusCode);
    expect(codes.every((code) => code === 200)).toBe(true);
  });

  it('refuses an address that tries too often, whatever the names', async () => {
    const answers = [];
    for (let i = 0; i < 31; i++) answers.push(await enter(`nobody-${i}`, 'wrong'));
    expect(answers.slice(0, 30).every(({ statusCode }) => statusCode === 401)).toBe(true);
    expect(answers[30]?.statusCode).toBe(429);
  });

  it('ends after half an hour without a request, and after twelve hours in any case', async () => {
    const idle = await app.signIn('county-officer');
    app.clock.advance(29 * MINUTE);
    expect((await idle.inject('GET', '/api/session')).json().username).toBe(idle.username);
    app.clock.advance(30 * MINUTE);
    expect((await idle.inject('GET', '/api/session')).json()).toBeNull();

    const busy = await app.signIn('county-officer');
    for (let i = 0; i < 35; i++) {
      app.clock.advance(20 * MINUTE);
      expect((await busy.inject('GET', '/api/session')).json().username).toBe(busy.username);
    }
    app.clock.advance(20 * MINUTE);
    expect((await busy.inject('GET', '/api/session')).json()).toBeNull();
  });

  it('ends everywhere on request', async () => {
    const { username } = await app.signIn('county-officer');
    const [one, two] = [
      tokenFrom(await enter(username, PASSWORD)),
      tokenFrom(await enter(username, PASSWORD)),
    ];
    const everywhere = { method: 'DELETE' as const, url: '/api/session/all', cookies: { [COOKIE]: one } };
    expect((await app.app.inject(everywhere)).statusCode).toBe(204);
    expect((await me(one)).json()).toBeNull();
    expect((await me(two)).json()).toBeNull();
  });

  it.each(['', 'x', 'a'.repeat(43), `${'a'.repeat(42)}'`, '../../etc', 'null', `${'a'.repeat(90)}`])(
    'is nobody for the cookie %j',
    async (token) => {
      const answer = await me(token);
      expect([answer.statusCode, answer.json()]).toEqual([200, null]);
    },
  );

  it('asks for the second factor of a reviewer before anything else, then at every sign-in, each code once', async () => {
    const reviewer = await app.signIn('reviewer');
    expect((await reviewer.inject('GET', '/api/inbox')).json().code).toBe('totp-required');
    const { secret, uri } = (await reviewer.inject('POST', '/api/session/totp')).json();
    expect(uri).toContain('otpauth://totp/');
    const code = () => generateSync({ secret, epoch: Math.floor(app.clock.now().getTime() / 1000) });
    expect((await reviewer.inject('POST', '/api/session/totp/confirm', { code: '000000' })).statusCode).toBe(
      400,
    );
    expect((await reviewer.inject('POST', '/api/session/totp/confirm', { code: code() })).statusCode).toBe(
      200,
    );
    expect((await reviewer.inject('GET', '/api/inbox')).statusCode).toBe(200);

    expect((await enter(reviewer.username, PASSWORD)).json().code).toBe('code-required');
    expect((await enter(reviewer.username, PASSWORD, code())).json().code).toBe('bad-credentials');
    app.clock.advance(MINUTE);
    const once = code();
    expect((await enter(reviewer.username, PASSWORD, once)).statusCode).toBe(200);
    expect((await enter(reviewer.username, PASSWORD, once)).statusCode).toBe(401);
    expect((await reviewer.inject('POST', '/api/session/totp')).json().code).toBe('totp-already-on');
  });

  it('opens nothing but the own password to who must change it, and ends the old sessions', async () => {
    const admin = await app.signIn('system-admin');
    const { secret } = (await admin.inject('POST', '/api/session/totp')).json();
    const epoch = Math.floor(app.clock.now().getTime() / 1000);
    await admin.inject('POST', '/api/session/totp/confirm', { code: generateSync({ secret, epoch }) });
    const person = {
      username: 'first.time',
      name: '新同事',
      roles: ['county-officer'],
      organisation: app.county,
    };
    const made = (await admin.inject('POST', '/api/users', person)).json();
    const first = await enter('first.time', made.oneTimePassword);
    expect(first.json().mustChangePassword).toBe(true);
    const cookies = { [COOKIE]: tokenFrom(first) };
    const closed = await app.app.inject({ method: 'GET', url: '/api/inbox', cookies });
    expect(closed.json().code).toBe('password-change-required');
    const change = (current: string, next: string) =>
      app.app.inject({ method: 'POST', url: '/api/session/password', cookies, payload: { current, next } });
    expect((await change('wrong', 'a-better-secret-9')).statusCode).toBe(400);
    for (const weak of ['short', made.oneTimePassword, 'first.time2026', 'aaaaaaaaaaaa', 'password1234'])
      expect((await change(made.oneTimePassword, weak)).statusCode, weak).toBe(400);
    expect((await change(made.oneTimePassword, '安居乐业 2026 春天来了吧')).statusCode).toBe(200);
    expect((await me(tokenFrom(first))).json()).toBeNull();
    expect((await enter('first.time', '安居乐业 2026 春天来了吧')).statusCode).toBe(200);
  });

  it('refuses a write that another site makes', async () => {
    const officer = await app.signIn('county-officer');
    const { username } = officer;
    for (const headers of [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'null' },
    ]) {
      const payload = { username, password: PASSWORD };
      const answer = await app.app.inject({ method: 'POST', url: '/api/session', headers, payload });
      expect(answer.json().code).toBe('foreign-origin');
    }
  });
});
