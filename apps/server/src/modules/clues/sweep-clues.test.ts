import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { sweepClues } from './sweep-clues.ts';
import { COMMUNITY, detail, did, makeOffices, register, rename, standAt } from './testing/clue-desk.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let worker: Person;
let supervisor: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

const notices = async (person: Person, id: string) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.filter(({ link }: { link: string }) => link === `/clues/${id}`)
    .map(({ title }: { title: string }) => title.replace(/：线索.*$/, ''));
const at = (day: string) => standAt(test, new Date(`${day}T02:00:00Z`));

it('warns before a limit, then tells the desk and the leader, then the prefecture, each once, and is still when it was met', async () => {
  await at('2026-07-01');
  const id = await register(officer, { kind: 'petition' });
  expect((await detail(officer, id)).dueOn).toBe('2026-07-16');
  await sweepClues(test.deps);
  expect(await notices(officer, id)).toEqual(['新线索待受理']);

  await at('2026-07-13');
  expect((await sweepClues(test.deps)).told).toBe(1);
  expect((await sweepClues(test.deps)).told).toBe(0);
  expect(await notices(officer, id)).toContain('即将到期（决定受理、转送或告知）');
  expect(await notices(leader, id)).toEqual([]);

  await at('2026-07-17');
  await sweepClues(test.deps);
  expect(await notices(leader, id)).toEqual(['已逾期（决定受理、转送或告知）']);
  expect(await notices(officer, id)).toContain('已逾期（决定受理、转送或告知）');
  expect(await notices(officer, id)).not.toContain('即将到期（决定受理、转送或告知）');
  expect(await notices(supervisor, id)).toEqual([]);

  await at('2026-07-24');
  await sweepClues(test.deps);
  expect((await sweepClues(test.deps)).told).toBe(0);
  expect(await notices(supervisor, id)).toEqual(['已逾期（决定受理、转送或告知）']);

  await did(officer, id, 'accept', { kind: 'petition' });
  await sweepClues(test.deps);
  for (const person of [officer, leader, supervisor]) expect(await notices(person, id)).toEqual([]);
});

it('tells the desk and the leader too where the server stood still past both days', async () => {
  await at('2026-07-01');
  const id = await register(officer, { kind: 'petition' });
  await at('2026-08-20');
  await sweepClues(test.deps);
  expect(await notices(leader, id)).toEqual(['已逾期（决定受理、转送或告知）']);
  expect(await notices(officer, id)).toContain('已逾期（决定受理、转送或告知）');
  expect(await notices(supervisor, id)).toEqual(['已逾期（决定受理、转送或告知）']);
});

it('tells nobody who must not know of the clue, and the community that has it', async () => {
  await at('2026-07-01');
  const kin = await test.signIn('leader');
  await rename(test, kin, '叶知秋');
  const own = await test.signIn('county-officer');
  const named = await register(own, {
    kind: 'petition',
    persons: [{ name: '陆路通', post: '', level: '其他人员' }],
  });
  const admin = await test.signIn('county-admin');
  await admin.inject('POST', '/api/relations', {
    userId: kin.actor.id,
    relatedName: '陆路通',
    relation: 'child',
  });
  const given = await register(officer, { kind: 'petition' });
  await did(officer, given, 'accept', { kind: 'petition' });
  await did(officer, given, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
  await at('2026-08-27');
  await sweepClues(test.deps);
  expect(await notices(leader, named)).toEqual(['已逾期（决定受理、转送或告知）']);
  expect(await notices(kin, named)).toEqual([]);
  expect(await notices(worker, given)).toContain('即将到期（办结）');
});

it('warns of what only the desk can do there, whoever looks into the clue', async () => {
  await at('2026-07-01');
  const reporter = { name: '马识途', phone: '', idNumber: '', address: '' };
  const id = await register(officer, { reporter });
  await did(officer, id, 'accept', { kind: 'report' });
  await did(officer, id, 'route', { to: { kind: 'organisation', organisation: COMMUNITY } });
  const limit = '告知实名反映人是否受理';
  await at('2026-07-20');
  await sweepClues(test.deps);
  expect(await notices(officer, id)).toContain(`即将到期（${limit}）`);
  expect(await notices(worker, id)).toEqual(['线索待核查']);
  await at('2026-07-23');
  await sweepClues(test.deps);
  for (const person of [officer, leader]) expect(await notices(person, id)).toContain(`已逾期（${limit}）`);
  expect(await notices(worker, id)).toEqual(['线索待核查']);
});

it('brings what no law says when to decide on before the desk and the leader, once, until it is decided on', async () => {
  await at('2026-07-01');
  const id = await register(officer, { kind: 'lead', channel: 'patrol' });
  const says = '待受理已满 10 日（本单位提醒）';
  const undecided = async (person: Person) =>
    (await person.inject('GET', '/api/clues?undecided=true&order=oldest'))
      .json()
      .items.map((item: { id: string }) => item.id);
  await at('2026-07-10');
  await sweepClues(test.deps);
  expect(await notices(officer, id)).not.toContain(says);
  expect(await undecided(officer)).not.toContain(id);
  await at('2026-07-11');
  await sweepClues(test.deps);
  await sweepClues(test.deps);
  for (const person of [officer, leader])
    expect((await notices(person, id)).filter((text: string) => text === says)).toHaveLength(1);
  expect(await undecided(officer)).toContain(id);
  expect(await detail(officer, id)).toMatchObject({ undecidedDays: 10, dueOn: null, deadlines: [] });
  const home = (await leader.inject('GET', '/api/home')).json();
  const card = home.cards.find(({ key }: { key: string }) => key === 'clues-undecided');
  expect(card.value).toBe((await undecided(leader)).length);
  await did(officer, id, 'accept', { kind: 'lead' });
  await sweepClues(test.deps);
  for (const person of [officer, leader]) expect(await notices(person, id)).not.toContain(says);
});

it('compares clues that came in otherwise, and keeps new staff from clues that name them', async () => {
  await at('2026-07-01');
  const persons = [{ name: '石敢当', post: '', level: '其他人员' }];
  const first = await register(officer, { persons });
  const second = await register(officer, { persons });
  await inScope(test.db, test.county, async (tx) => {
    await sql`DELETE FROM clue_pairs`.execute(tx);
    await sql`UPDATE clues SET compared = false WHERE id IN (${first}::uuid, ${second}::uuid)`.execute(tx);
  });
  const newcomer = await test.signIn('county-officer');
  await rename(test, newcomer, '石敢当');
  const swept = await sweepClues(test.deps);
  expect(swept.compared).toBe(2);
  expect(swept.barred).toBeGreaterThanOrEqual(2);
  expect((await newcomer.inject('GET', `/api/clues/${first}`)).statusCode).toBe(404);
  const { items } = (await officer.inject('GET', '/api/clues/duplicates')).json();
  expect(items[0].reasons).toContain('同一被反映人');
});
