import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type Person, type TestApp } from '../../platform/testing/index.ts';

describe('administering people', () => {
  let app: TestApp;
  let system: Person;
  let security: Person;
  let auditor: Person;
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
    system = await app.signIn('system-admin');
    auditor = await app.signIn('auditor');
  });
  afterAll(async () => {
    await app.close();
  });

  const create = (username: string, roles: readonly string[]) =>
    system.inject('POST', '/api/users', { username, name: '某同事', roles, organisation: app.county });
  const enter = (username: string, password: string) =>
    app.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } });

  it('lets the first security administrator be appointed, and no second one this way', async () => {
    const first = (await create('anquan.1', ['security-admin'])).json();
    expect(first.user.roles).toEqual(['security-admin']);
    const second = (await create('anquan.2', ['security-admin'])).json();
    expect(second.user).toMatchObject({ roles: [], requestedRoles: ['security-admin'] });
    security = await app.signIn('security-admin');
  });

  it('makes a person without power until the security administrator grants the roles', async () => {
    const { user, oneTimePassword } = (await create('officer.1', ['county-officer'])).json();
    expect(oneTimePassword).toMatch(/^[A-Z2-9]{4}(-[A-Z2-9]{4}){3}$/);
    expect(user).toMatchObject({ roles: [], requestedRoles: ['county-officer'] });
    const grant = { roles: ['county-officer'] };
    expect((await system.inject('PATCH', `/api/users/${user.id}`, grant)).statusCode).toBe(403);
    expect((await security.inject('PATCH', `/api/users/${user.id}`, { name: '别的名字' })).statusCode).toBe(
      403,
    );
    const granted = await security.inject('PATCH', `/api/users/${user.id}`, grant);
    expect(granted.json()).toMatchObject({ roles: ['county-officer'], requestedRoles: [] });
  });

  it.each([
    [['system-admin', 'security-admin']],
    [['auditor', 'county-officer']],
    [['department-data', 'reviewer']],
  ])('never joins %j in one person', async (roles) => {
    expect((await create(`joined.${roles[0]?.slice(0, 3)}`, roles)).json().code).toBe('roles-conflict');
  });

  it('lets nobody grant roles to themselves, and keeps the last administrator', async () => {
    const itself = `/api/users/${security.actor.id}`;
    expect((await security.inject('PATCH', itself, { roles: ['auditor'] })).statusCode).toBe(403);
    const last = await security.inject('PATCH', `/api/users/${system.actor.id}`, {
      roles: ['county-officer'],
    });
    expect(last.json().code).toBe('last-administrator');
  });

  it('refuses a user name that somebody has, in whatever county and case', async () => {
    await app.signIn('county-officer', { scope: app.foreignCounty, username: 'taken' });
    expect((await create('TAKEN', [])).json().code).toBe('username-taken');
  });

  it('refuses a place outside the scope', async () => {
    const body = { username: 'outside', name: '某同事', roles: [], organisation: app.foreignCounty };
    expect((await system.inject('POST', '/api/users', body)).statusCode).toBe(400);
  });

  it('unlocks, signs out and resets', async () => {
    const { username, actor, inject } = await app.signIn('county-officer');
    for (let i = 0; i < 5; i++) await enter(username, 'wrong');
    expect((await enter(username, PASSWORD)).json().code).toBe('locked');
    expect((await security.inject('POST', `/api/users/${actor.id}/unlock`)).statusCode).toBe(204);
    expect((await enter(username, PASSWORD)).statusCode).toBe(200);
    expect((await security.inject('POST', `/api/users/${actor.id}/sign-out`)).statusCode).toBe(204);
    expect((await inject('GET', '/api/session')).json()).toBeNull();
    const { oneTimePassword } = (
      await security.inject('POST', `/api/users/${actor.id}/reset-password`)
    ).json();
    expect((await enter(username, PASSWORD)).statusCode).toBe(401);
    expect((await enter(username, oneTimePassword)).json().mustChangePassword).toBe(true);
    app.clock.advance(8 * 86_400_000);
    expect((await enter(username, oneTimePassword)).json().code).toBe('password-expired');
    app.clock.set(new Date('2025-08-01T02:00:00Z'));
  });

  it('signs a person out who is switched off, and answers as for nobody', async () => {
    const { username, actor, inject } = await app.signIn('county-officer');
    expect((await system.inject('PATCH', `/api/users/${actor.id}`, { active: false })).statusCode).toBe(200);
    expect((await inject('GET', '/api/session')).json()).toBeNull();
    expect((await enter(username, PASSWORD)).json().code).toBe('bad-credentials');
  });

  it('has told all of it to the auditor, page by page and as a file', async () => {
    const first = (await auditor.inject('GET', '/api/events?limit=5')).json();
    expect(first.items).toHaveLength(5);
    const second = (await auditor.inject('GET', `/api/events?limit=5&cursor=${first.nextCursor}`)).json();
    expect(second.items[0].id).not.toBe(first.items[4].id);
    const roles = (await auditor.inject('GET', '/api/events?act=user.roles')).json();
    expect(roles.items[0]).toMatchObject({
      actLabel: '授予角色',
      payload: { after: ['county-officer'], before: [] },
    });

    const file = await auditor.inject('GET', '/api/events/export.csv');
    const lines = file.body.trim().split('\r\n');
    expect(lines[0]).toContain(`导出人,${auditor.actor.name},导出时间,2025-08-01 10:00:00`);
    expect(lines.length).toBe(first.total + 1 + 2);
    expect((await auditor.inject('GET', '/api/events?act=event.export')).json().total).toBe(1);
  });
});
