import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { notify, settleNotices } from './index.ts';

let test: TestApp;
let reviewer: Person;
let other: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  reviewer = await test.signIn('reviewer');
  other = await test.signIn('reviewer', { username: 'other-reviewer' });
});
afterAll(() => test.close());

const MATTER = {
  county: '',
  role: 'reviewer',
  kind: 'todo',
  title: '疑点待审定：户 H000001',
  link: '/findings/1',
  dueOn: null,
  key: 'matter-1',
} as const;
const write = () =>
  inScope(test.db, test.county, (tx) => notify(tx, test.deps, { ...MATTER, county: test.county }));
const itemsOf = async (person: Person): Promise<readonly { readonly id: string }[]> =>
  (await person.inject('GET', '/api/inbox')).json().items;

it('leaves the matter with the other reviewers when one has seen it, until the act settles it', async () => {
  await write();
  const [item] = await itemsOf(reviewer);
  expect((await reviewer.inject('POST', `/api/inbox/${item?.id}/dismiss`)).statusCode).toBe(204);
  expect(await itemsOf(reviewer)).toEqual([]);
  expect((await reviewer.inject('GET', '/api/inbox/counts')).json().todo).toBe(0);
  expect((await reviewer.inject('POST', `/api/inbox/${item?.id}/dismiss`)).statusCode).toBe(404);
  expect(await itemsOf(other)).toEqual([item]);
  await write();
  expect(await itemsOf(reviewer)).toEqual([]);
  await inScope(test.db, test.county, (tx) => settleNotices(tx, test.deps, MATTER.key));
  expect(await itemsOf(other)).toEqual([]);
});

it('says of an open matter what was said of it last, and by when, in the one place where it stands', async () => {
  await write();
  const before = await itemsOf(other);
  await inScope(test.db, test.county, (tx) =>
    notify(tx, test.deps, { ...MATTER, county: test.county, title: '疑点审定逾期', dueOn: '2026-07-01' }),
  );
  const [item] = before;
  expect(await itemsOf(other)).toEqual([
    expect.objectContaining({ id: item?.id, title: '疑点审定逾期', dueOn: '2026-07-01' }),
  ]);
});

it('is asked for by those alone whom the notice addresses', async () => {
  await write();
  const [item] = await itemsOf(reviewer);
  const officer = await test.signIn('county-officer');
  expect((await officer.inject('POST', `/api/inbox/${item?.id}/dismiss`)).statusCode).toBe(404);
});
