import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { listReports, openDueReports } from '../reports/index.ts';
import { problemForTest, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let prefecture: Person;
let there: Person;
let id: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  there = await test.signIn('county-officer', { scope: test.foreignCounty });
  id = await startForTest(prefecture, [test.county]);
});
afterAll(() => test.close());

const read = async (person: Person) => (await person.inject('GET', `/api/campaigns/${id}`)).json();
const add = (person: Person, counties: readonly string[], version: number) =>
  person.inject('POST', `/api/campaigns/${id}/counties`, { counties, version });

describe('a county added to a running campaign', () => {
  it('has its own ledger from then on, is told, and reports nothing of before', async () => {
    const { version, canJoin, participants } = await read(prefecture);
    expect(participants).toEqual([{ county: test.county, name: '昌吉市', joinedOn: null }]);
    expect(canJoin).toEqual([{ county: test.foreignCounty, name: '阜康市' }]);
    expect((await there.inject('GET', `/api/campaigns/${id}`)).statusCode).toBe(404);

    const added = await add(prefecture, [test.foreignCounty], version);
    expect(added.statusCode, added.body).toBe(200);
    expect(added.json()).toEqual({ version: version + 1 });
    expect(await read(prefecture)).toMatchObject({
      version: version + 1,
      canJoin: [],
      participants: [
        { county: test.county, joinedOn: null },
        { county: test.foreignCounty, joinedOn: '2026-07-06' },
      ],
    });
    const inbox = (await there.inject('GET', '/api/inbox')).json();
    expect(inbox.items[0]).toMatchObject({ link: `/campaigns/${id}` });
    expect(inbox.items[0].title).toContain('已列入专项整治');
    await problemForTest(there, id);

    const periods = await inScope(test.db, '6523', async (tx) => {
      await openDueReports(tx, test.deps, '6523');
      const reports = await listReports(tx, { scope: '6523', campaignId: id });
      const of = (county: string) =>
        [...new Set(reports.filter((one) => one.county === county).map((one) => one.period))].sort();
      return { early: of(test.county), late: of(test.foreignCounty) };
    });
    expect(periods.early.slice(0, 2)).toEqual(['2026-05', '2026-06']);
    expect(periods.late[0]).toBe('2026-07');
    expect(periods.early.filter((one) => one >= '2026-07')).toEqual(periods.late);
  });

  it('is refused where it is not below, takes part already, or the campaign is another’s or over', async () => {
    const { version } = await read(prefecture);
    for (const counties of [['659001'], [test.county], []])
      expect((await add(prefecture, counties, version)).statusCode).toBe(400);
    const admin = await test.signIn('county-admin');
    expect((await add(admin, [test.county], 1)).statusCode).toBe(403);
    expect((await add(there, [test.county], 1)).statusCode).toBe(403);
    await prefecture.inject('POST', `/api/campaigns/${id}/end`, { reason: '整治结束', version });
    expect((await add(prefecture, ['659001'], version + 1)).statusCode).toBe(409);
  });
});
