import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, PASSWORD, type Person, type TestApp } from '../../platform/testing/index.ts';

let test: TestApp;
let security: Person;
let officer: Person;
const signIn = (password: string) =>
  test.app.inject({
    method: 'POST',
    url: '/api/session',
    payload: { username: officer.username, password },
  });
const listed = async (query: string, person = security) =>
  (await person.inject('GET', `/api/sign-ins${query}`)).json();

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-29T15:59:00Z') });
  officer = await test.signIn('county-officer');
  await signIn('wrong-password');
  // Midnight in Beijing lies between the two.
  test.clock.advance(60_000);
  await signIn(PASSWORD);
  security = await test.signIn('security-admin');
});
afterAll(() => test.close());

it('tells the security administrator who signed in and who was refused, the newest first', async () => {
  expect(await listed('')).toMatchObject({
    total: 2,
    items: [
      { username: officer.username, outcomeLabel: '登录', methodLabel: '密码', secondFactor: false },
      { username: officer.username, outcomeLabel: '登录被拒', methodLabel: null, secondFactor: null },
    ],
  });
  const first = await listed('?limit=1');
  expect(await listed(`?limit=1&cursor=${first.nextCursor}`)).toMatchObject({
    items: [{ outcome: 'refused' }],
    nextCursor: null,
  });
});

it('counts a try to its day at the bureau', async () => {
  expect(await listed('?from=2026-06-29&to=2026-06-29')).toMatchObject({ items: [{ outcome: 'refused' }] });
  expect(await listed('?from=2026-06-30')).toMatchObject({ items: [{ outcome: 'signed-in' }] });
  expect((await listed('?outcome=refused&from=2026-06-30')).total).toBe(0);
});

it('shows a neighbouring county none of it', async () => {
  const stranger = await test.signIn('security-admin', { scope: test.foreignCounty });
  expect((await listed('', stranger)).total).toBe(0);
});
