import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { did, register } from './testing/clue-desk.ts';

let test: TestApp;
let supervisor: Person;
let leader: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  leader = await test.signIn('leader', { scope: '6523' });
});
afterAll(() => test.close());

const inbox = async (person: Person) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title }: { title: string }) => title.replace(/：线索.*$/, ''));
const waitingCard = async (person: Person) =>
  (await person.inject('GET', '/api/home'))
    .json()
    .cards.find(({ key }: { key: string }) => key === 'clues-to-conclude');

it('of the prefecture waits for its leader once it was looked into, for it has no reviewer', async () => {
  const id = await register(supervisor);
  await did(supervisor, id, 'accept', { kind: 'report' });
  const personId = supervisor.actor.id;
  await did(supervisor, id, 'route', { to: { kind: 'person', personId } });
  expect(await waitingCard(leader)).toMatchObject({ value: 0 });
  await did(supervisor, id, 'result', { result: 'true', text: '核查属实' });
  expect(await inbox(leader)).toContain('线索结果待审定');
  expect(await waitingCard(leader)).toMatchObject({ value: 1, link: '/clues?waiting=true' });
  await did(leader, id, 'conclude', { agree: true });
  expect(await inbox(leader)).not.toContain('线索结果待审定');
  expect(await waitingCard(leader)).toMatchObject({ value: 0 });
});
