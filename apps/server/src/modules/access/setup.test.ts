import { generateSync } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type TestApp } from '../../platform/testing/index.ts';
import { COOKIE } from './authenticate.ts';
import { FIRST_USERNAME, makeFirstAdministrator, resetByCommand } from './first-administrator.ts';

describe('the first start of a real database', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false, counties: false });
  });
  afterAll(async () => {
    await app.close();
  });

  it('goes from one administrator with a one-time password to a county with its departments', async () => {
    const once = await makeFirstAdministrator(app.deps);
    expect(await makeFirstAdministrator(app.deps)).toBeNull();
    expect((await app.app.inject('/api/setup')).json()).toEqual({ needed: true, demonstration: false });

    let token = '';
    const send = async (method: 'GET' | 'POST', url: string, payload?: object) => {
      const answer = await app.app.inject({
        method,
        url,
        cookies: { [COOKIE]: token },
        ...(payload ? { payload } : {}),
      });
      token = answer.cookies.find(({ name }) => name === COOKIE)?.value ?? token;
      return answer;
    };
    await send('POST', '/api/session', { username: FIRST_USERNAME, password: once ?? '' });
    const county = { county: '652301', countyName: '昌吉市', bureauName: '昌吉市住房和城乡建设局' };
    expect((await send('POST', '/api/setup', county)).json().code).toBe('password-change-required');
    await send('POST', '/api/session/password', { current: once, next: 'a-lasting-secret-7' });
    expect((await send('POST', '/api/setup', county)).json().code).toBe('totp-required');
    const { secret } = (await send('POST', '/api/session/totp')).json();
    const epoch = Math.floor(app.clock.now().getTime() / 1000);
    await send('POST', '/api/session/totp/confirm', { code: generateSync({ secret, epoch }) });
    for (const code of ['999999', '023001', '650000'])
      expect((await send('POST', '/api/setup', { ...county, county: code })).statusCode).toBe(400);
    expect((await send('POST', '/api/setup', county)).statusCode).toBe(204);

    expect((await app.app.inject('/api/setup')).json().needed).toBe(false);
    expect((await send('GET', '/api/session')).json()).toMatchObject({
      county: '652301',
      countyName: '昌吉市',
    });
    expect((await send('GET', '/api/departments')).json().items.length).toBeGreaterThan(15);
    expect((await send('POST', '/api/setup', county)).json().code).toBe('already-set-up');
    expect(await makeFirstAdministrator(app.deps)).toBeNull();
  });

  it('lets whoever holds the machine reset a password', async () => {
    expect(await resetByCommand(app.deps, 'nobody')).toBeNull();
    const password = await resetByCommand(app.deps, FIRST_USERNAME.toUpperCase());
    const answer = await app.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: FIRST_USERNAME, password },
    });
    expect(answer.json().mustChangePassword).toBe(true);
  });
});
