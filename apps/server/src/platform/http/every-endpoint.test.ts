import { ACTIONS, mayAct, ROLES, type Role } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../testing/index.ts';
import type { DeclaredRoute } from './route-permissions.ts';

const EVERY_ROLE = Object.keys(ROLES) as readonly Role[];
const NOBODY_THERE = '01900000-0000-7000-8000-000000000000';

/** Ends sessions: called last, or the walk would walk on as nobody. */
const ENDS_SESSION = new Set(['DELETE /api/session', 'DELETE /api/session/all']);

const named = ({ method, url }: DeclaredRoute) => `${method} ${url}`;

/** An address that fits the route, of something that isn't there. */
const address = (url: string) =>
  url.replace(/:(\w+)/g, (_, name: string) =>
    name === 'kind' ? 'vehicle' : name === 'code' ? '652301999' : NOBODY_THERE,
  );

describe('every endpoint', () => {
  let app: TestApp;
  const people = new Map<Role, Person>();
  beforeAll(async () => {
    app = await createTestApp({ runJobs: false });
    for (const role of EVERY_ROLE) {
      const scope = role === 'prefecture-supervisor' ? '6523' : undefined;
      people.set(role, await app.signIn(role, { ...(scope ? { scope } : {}), department: '公安局' }));
    }
  });
  afterAll(async () => {
    await app.close();
  });

  const send = (person: Person | null, { method, url }: DeclaredRoute) => {
    const verb = method as 'GET';
    return person ? person.inject(verb, address(url)) : app.app.inject({ method: verb, url: address(url) });
  };
  const walked = () => app.routes.filter((route) => !ENDS_SESSION.has(named(route)));

  it('declares actions of the permission table', () => {
    const unknown = app.routes.flatMap(({ action }) =>
      action === 'public' ? [] : [action].flat().filter((one) => !ACTIONS.includes(one)),
    );
    expect(unknown).toEqual([]);
    expect(app.routes.length).toBeGreaterThan(30);
  });

  it('is public only where a person can have no session yet', () => {
    expect(
      app.routes
        .filter(({ action }) => action === 'public')
        .map(named)
        .sort(),
    ).toEqual([
      'GET /api/health',
      'GET /api/metrics',
      'GET /api/openapi.json',
      'GET /api/reference',
      'GET /api/session',
      'GET /api/setup',
      'POST /api/session',
    ]);
  });

  it('answers 401 to whoever is not signed in', async () => {
    const open: string[] = [];
    for (const route of app.routes) {
      if (route.action === 'public') continue;
      const { statusCode } = await send(null, route);
      if (statusCode !== 401) open.push(`${named(route)} → ${statusCode}`);
    }
    expect(open).toEqual([]);
  });

  it.each(EVERY_ROLE)('lets %s do what the table says and nothing else', async (role) => {
    const wrong: string[] = [];
    for (const route of walked()) {
      if (route.action === 'public') continue;
      const person = people.get(role);
      if (!person) throw new Error(`nobody is ${role}`);
      const allowed = [route.action].flat().some((action) => mayAct([role], action));
      const answer = await send(person, route);
      const code = answer.statusCode >= 400 ? (answer.json<{ code?: string }>().code ?? '') : '';
      const refused = answer.statusCode === 403;
      // 403 from a rule inside an allowed act is another matter than the table's; it has passed the door.
      if (answer.statusCode === 401 || (!allowed && !refused))
        wrong.push(`${named(route)} → ${answer.statusCode}`);
      if (allowed && refused && code === 'forbidden' && route.method === 'GET')
        wrong.push(`${named(route)} refused → ${answer.statusCode}`);
      if (answer.statusCode >= 500) wrong.push(`${named(route)} → ${answer.statusCode}`);
    }
    expect(wrong).toEqual([]);
  });
});
