import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type Person, type TestApp } from '../../platform/testing/index.ts';

const DAY_MS = 86_400_000;

let app: TestApp;
let system: Person;
let first: Person;
let auditor: Person;
beforeEach(async () => {
  app = await createTestApp({ runJobs: false });
  system = await app.signIn('system-admin');
  first = await app.signIn('security-admin');
  auditor = await app.signIn('auditor');
});
afterEach(() => app.close());

const reset = async (by: Person, whose: Person) =>
  (await by.inject('POST', `/api/users/${whose.actor.id}/reset-password`)).json().oneTimePassword;
const enter = async (username: string, password: string) =>
  (await app.app.inject({ method: 'POST', url: '/api/session', payload: { username, password } })).statusCode;
const userOf = async (whose: { readonly username: string }) =>
  (await first.inject('GET', `/api/users?q=${whose.username}`)).json().items[0];
const noticesOf = async (person: Person): Promise<string[]> =>
  (await person.inject('GET', '/api/inbox')).json().items.map(({ title }: { title: string }) => title);
const actsOf = async () =>
  (await auditor.inject('GET', '/api/events?subjectType=user'))
    .json()
    .items.map(({ act }: { act: string }) => act);
async function newUser(username: string, roles: readonly string[]): Promise<string> {
  const body = { username, name: '某同事', roles, organisation: app.county };
  return (await system.inject('POST', '/api/users', body)).json().user.id;
}

describe('the password of an administrator', () => {
  it('is not changed by one security administrator where there is another', async () => {
    const second = await app.signIn('security-admin');
    for (const whose of [system, auditor]) {
      expect(await reset(first, whose)).toBeNull();
      expect(await reset(first, whose)).toBeNull();
      expect(await enter(whose.username, PASSWORD)).toBe(200);
      expect(await userOf(whose)).toMatchObject({ resetAskedBy: first.actor.id, mustChangePassword: false });
      const password = await reset(second, whose);
      expect(await enter(whose.username, PASSWORD)).toBe(401);
      expect(await enter(whose.username, password)).toBe(200);
    }
    expect(await noticesOf(second)).toEqual([]);
  });

  it('waits in the other’s inbox, three days and no longer', async () => {
    const second = await app.signIn('security-admin');
    await reset(first, system);
    expect(await noticesOf(second)).toEqual(['重置一位管理员的密码待另一位安全管理员确认']);
    expect(await noticesOf(auditor)).toHaveLength(1);
    app.clock.set(new Date(app.clock.now().getTime() + 3 * DAY_MS + 1));
    const [a, b] = [await app.signIn('security-admin'), await app.signIn('security-admin')];
    expect(await reset(a, system)).toBeNull();
    expect(await reset(b, system)).not.toBeNull();
  });

  it('is changed by the only one, who is not to be locked out of the county, before the auditor’s eyes', async () => {
    expect(await reset(first, system)).not.toBeNull();
    expect(await noticesOf(auditor)).toEqual(['一位管理员的密码由一位安全管理员单独重置，请核对']);
    expect(await noticesOf(first)).toHaveLength(1);
    expect(await actsOf()).toContain('user.password-reset');
  });

  it('is changed alone where the only other one is the person who forgot it', async () => {
    const second = await app.signIn('security-admin');
    expect(await reset(first, second)).not.toBeNull();
    expect(await noticesOf(auditor)).toHaveLength(1);
  });

  it('does not concern an officer’s', async () => {
    await app.signIn('security-admin');
    expect(await reset(first, await app.signIn('county-officer'))).not.toBeNull();
    expect(await noticesOf(auditor)).toEqual([]);
  });
});

describe('the role of an administrator', () => {
  const grant = (by: Person, id: string, roles: readonly string[]) =>
    by.inject('PATCH', `/api/users/${id}`, { roles });

  it('is granted by one where the system administrator asked for it', async () => {
    await app.signIn('security-admin');
    const id = await newUser('auditor.2', ['auditor']);
    expect((await grant(first, id, ['auditor'])).json().roles).toEqual(['auditor']);
  });

  it('is not given by one security administrator to an account whose password they made', async () => {
    const second = await app.signIn('security-admin');
    const officer = await app.signIn('county-officer');
    const id = officer.actor.id;
    for (let n = 0; n < 2; n += 1)
      expect((await grant(first, id, ['system-admin'])).json()).toMatchObject({
        roles: ['county-officer'],
        requestedRoles: ['system-admin'],
      });
    expect(await noticesOf(second)).toEqual(['授予系统管理员待另一位安全管理员确认']);
    expect((await grant(second, id, ['system-admin'])).json()).toMatchObject({
      roles: ['system-admin'],
      requestedRoles: [],
    });
    expect(await noticesOf(second)).toEqual([]);
  });

  it('taken away for a moment, is not a way around the second person', async () => {
    await app.signIn('security-admin');
    await app.signIn('system-admin');
    await grant(first, system.actor.id, ['county-officer']);
    expect(await reset(first, system)).not.toBeNull();
    expect((await grant(first, system.actor.id, ['system-admin'])).json().roles).toEqual(['county-officer']);
  });

  it('is granted by the only one, before the auditor’s eyes', async () => {
    const officer = await app.signIn('county-officer');
    expect((await grant(first, officer.actor.id, ['auditor'])).json().roles).toEqual(['auditor']);
    expect(await noticesOf(auditor)).toEqual(['审计员由一位安全管理员单独授予，请核对']);
  });
});

describe('where a person works', () => {
  const COMMUNITY = '652301001002';
  const move = (organisation: string, whose: Person) =>
    system.inject('PATCH', `/api/users/${whose.actor.id}`, { organisation });
  const decide = (by: Person, whose: Person, body: object) =>
    by.inject('POST', `/api/users/${whose.actor.id}/place`, { department: null, accept: true, ...body });
  let worker: Person;
  beforeEach(async () => {
    const places = [
      { code: '652301001', level: 'town', parent: '652301', name: '某街道' },
      { code: COMMUNITY, level: 'community', parent: '652301001', name: '某社区' },
    ];
    for (const { code, name, parent } of places)
      await system.inject('POST', '/api/organisations', { code, name, parent });
    worker = await app.signIn('community-worker', { scope: COMMUNITY });
  });

  it('is widened by the system administrator only with the security administrator', async () => {
    expect((await move(app.county, worker)).json()).toMatchObject({
      organisation: COMMUNITY,
      requestedPlace: { organisation: app.county },
    });
    expect((await worker.inject('GET', '/api/session')).json().scope).toBe(COMMUNITY);
    expect(await noticesOf(first)).toEqual(['有用户的机构、部门调整待您确认']);
    expect((await decide(system, worker, { organisation: app.county })).statusCode).toBe(403);
    const confirmed = await decide(first, worker, { organisation: app.county });
    expect(confirmed.json()).toMatchObject({ organisation: app.county, requestedPlace: null });
    expect((await worker.inject('GET', '/api/session')).json().scope).toBe(app.county);
    expect(await noticesOf(first)).toEqual([]);
    expect((await actsOf()).slice(0, 3)).toEqual(['user.place', 'user.change', 'user.place-asked']);
  });

  it('stays when the security administrator refuses, or read something else than is asked for now', async () => {
    await move(app.county, worker);
    const stale = await decide(first, worker, { organisation: '652301001' });
    expect([stale.statusCode, stale.json().code]).toEqual([409, 'changed-meanwhile']);
    const refused = await decide(first, worker, { organisation: app.county, accept: false });
    expect(refused.json()).toMatchObject({ organisation: COMMUNITY, requestedPlace: null });
    const again = await decide(first, worker, { organisation: app.county });
    expect(again.statusCode).toBe(409);
  });

  it('is set at once for somebody who may not see anything yet', async () => {
    const id = await newUser('neu', ['community-worker']);
    const moved = await system.inject('PATCH', `/api/users/${id}`, { organisation: COMMUNITY });
    expect(moved.json()).toMatchObject({ organisation: COMMUNITY, requestedPlace: null });
  });
});
