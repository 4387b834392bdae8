import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { clueForTest, confirmedFindings, problemForTest, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let admin: Person;
let officer: Person;
let reviewer: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  admin = await test.signIn('county-admin');
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  campaign = await startForTest(admin, []);
});
afterAll(() => test.close());

const read = async (id: string) => (await officer.inject('GET', `/api/problems/${id}`)).json();

async function act(person: Person, id: string, name: string, body: object = { reason: '撤销有误' }) {
  const { version } = await read(id);
  return await person.inject('POST', `/api/problems/${id}/${name}`, { version, ...body });
}

async function done(person: Person, id: string, name: string, body?: object): Promise<void> {
  const response = await act(person, id, name, body);
  expect(response.statusCode, response.body).toBe(200);
}

const FIVE = { task: '责令限期腾退', responsible: '住房保障中心', staff: '李某', deadline: '2026-07-20' };

describe('restoring a problem that was withdrawn by mistake', () => {
  it('keeps number and history, gives a new deadline and tells the officers', async () => {
    const id = await problemForTest(officer, campaign);
    await done(officer, id, 'pin', FIVE);
    const before = await read(id);
    await done(admin, id, 'withdraw');
    expect((await act(reviewer, id, 'restore', { reason: '' })).statusCode).toBe(400);
    expect((await act(reviewer, id, 'restore', { reason: '有误', deadline: '2026-07-05' })).statusCode).toBe(
      400,
    );
    await done(reviewer, id, 'restore');
    const page = await read(id);
    expect(page).toMatchObject({
      number: before.number,
      state: 'registered',
      task: FIVE.task,
      deadline: '2026-08-05',
      reopened: 0,
    });
    expect(page.notes.map((note: { actLabel: string }) => note.actLabel)).toEqual([
      '登记问题',
      '五落实',
      '撤销问题',
      '恢复问题',
    ]);
    const inbox = (await officer.inject('GET', '/api/inbox')).json().items;
    expect(inbox.map((item: { title: string }) => item.title)).toContain(
      `已恢复，待五落实：${before.number}`,
    );
    await done(officer, id, 'pin', FIVE);
  });

  it('is refused where its finding has become another problem or is no longer found true', async () => {
    const [finding] = await confirmedFindings(test, ['housing.owned']);
    const take = async () => {
      const body = { campaignId: campaign, ids: [finding?.id] };
      return (await officer.inject('POST', '/api/problems/from-findings', body)).json().taken[0];
    };
    const first = await take();
    await done(admin, first.id, 'withdraw');
    const second = await take();
    const refused = (await act(reviewer, first.id, 'restore')).json();
    expect(refused).toMatchObject({ status: 409, code: 'registered-anew' });
    expect(refused.detail).toContain(second.number);
    await done(admin, second.id, 'withdraw');
    await done(reviewer, first.id, 'restore');
    expect((await act(reviewer, second.id, 'restore')).json().detail).toContain(first.number);

    await done(admin, first.id, 'withdraw');
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE findings SET state = 'open' WHERE id = ${finding?.id}::uuid`.execute(tx),
    );
    expect((await act(reviewer, first.id, 'restore')).json().code).toBe('source-unconfirmed');
  });

  it('is refused where its clue is no longer found true', async () => {
    const clue = await clueForTest(test, { campaign, region: test.county, summary: '转租', name: '张某某' });
    const place = { category: '3', item: '3.4' };
    const { id } = (await officer.inject('POST', '/api/problems/from-clue', { clueId: clue, place })).json();
    await done(admin, id, 'withdraw');
    const conclude = (result: string) =>
      inScope(test.db, test.county, (tx) =>
        sql`UPDATE clues SET result = ${result} WHERE id = ${clue}::uuid`.execute(tx),
      );
    await conclude('untrue');
    expect((await act(reviewer, id, 'restore')).json().code).toBe('source-unconfirmed');
    await conclude('partly-true');
    await done(reviewer, id, 'restore');
  });
});
