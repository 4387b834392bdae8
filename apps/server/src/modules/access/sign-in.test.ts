import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type TestApp } from '../../platform/testing/index.ts';

describe('signing in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(async () => {
    await app.close();
  });

  const attempt = (username: string, password: string) =>
    app.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });

  it('opens a session with the right password and tells who it is', async () => {
    const { username, actor } = await app.signIn('county-officer', { username: 'zhang-a' });
    const answer = await attempt(username.toUpperCase(), PASSWORD);
    expect(answer.statusCode).toBe(200);
    expect(answer.json().user).toMatchObject({ id: actor.id, county: '652301', countyName: '昌吉市' });
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' });
    const me = await app.app.inject({
      method: 'GET',
      url: '/api/session',
      cookies: { [cookie?.name ?? '']: cookie?.value ?? '' },
    });
    expect(me.json().username).toBe(username);
  });

  it('gives the same answer for a wrong password and a user nobody is', async () => {
    const { username } = await app.signIn('county-officer');
    const wrong = await attempt(username, 'not-this-one');
    const nobody = await attempt('nobody-here', 'not-this-one');
    expect(wrong.statusCode).toBe(401);
    expect(wrong.json()).toEqual(nobody.json());
    expect(wrong.headers['content-type']).toContain('application/problem+json');
  });
});
