import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { problemForTest, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let officer: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  officer = await test.signIn('county-officer');
  campaign = await startForTest(await test.signIn('county-admin'), []);
});
afterAll(() => test.close());

describe('a problem that was registered without a deadline', () => {
  it('stands on the desk until 五落实 sets one', async () => {
    const id = await problemForTest(officer, campaign);
    await problemForTest(officer, campaign);
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE problems SET deadline = NULL WHERE id = ${id}::uuid`.execute(tx),
    );
    const card = async () =>
      (await officer.inject('GET', '/api/home'))
        .json()
        .cards.find((one: { key: string }) => one.key === 'problems-undated');
    const undated = async () => (await officer.inject('GET', '/api/problems?undated=true')).json();
    expect(await card()).toMatchObject({ value: 1, link: '/problems?undated=true' });
    expect((await undated()).items).toMatchObject([{ id, deadline: null }]);
    const five = { task: '责令限期腾退', responsible: '住房保障中心', staff: '李某', deadline: '2026-08-05' };
    const pinned = await officer.inject('POST', `/api/problems/${id}/pin`, {
      ...five,
      reason: '',
      version: 1,
    });
    expect(pinned.statusCode, pinned.body).toBe(200);
    expect((await undated()).total).toBe(0);
    expect(await card()).toBeUndefined();
  });
});

describe('the deadline that a campaign suggests', () => {
  it('is a working day', async () => {
    const { rectifyBy, content } = (await officer.inject('GET', `/api/campaigns/${campaign}`)).json();
    expect(content.rectifyDays).toBe(30);
    expect(rectifyBy).toBe('2026-08-05');
    test.clock.set(new Date('2026-07-09T02:00:00Z'));
    const later = await test.signIn('county-officer');
    const campaignLater = (await later.inject('GET', `/api/campaigns/${campaign}`)).json();
    expect(campaignLater).toMatchObject({ rectifyBy: '2026-08-10', rectifyByUnsureYears: [] });
  });
});

describe('a deadline in a year whose holidays are not known', () => {
  it('says so on the problem, whoever set it, and before it is set', async () => {
    test.clock.set(new Date('2026-12-09T02:00:00Z'));
    const winter = await test.signIn('county-officer');
    const read = async (path: string) => (await winter.inject('GET', path)).json();
    expect(await read(`/api/campaigns/${campaign}`)).toMatchObject({
      rectifyBy: '2027-01-08',
      rectifyByUnsureYears: [2027],
    });
    const id = await problemForTest(winter, campaign);
    expect(await read(`/api/problems/${id}`)).toMatchObject({
      deadline: '2027-01-08',
      deadlineUnsureYears: [2027],
    });
    const pin = (deadline: string, version: number) =>
      winter.inject('POST', `/api/problems/${id}/pin`, {
        task: '责令限期腾退',
        responsible: '住房保障中心',
        staff: '李某',
        deadline,
        reason: '重新约定',
        version,
      });
    expect((await pin('2026-12-31', 1)).statusCode).toBe(200);
    expect(await read(`/api/problems/${id}`)).toMatchObject({ deadlineUnsureYears: [] });
    expect((await pin('2027-02-01', 2)).statusCode).toBe(200);
    expect(await read(`/api/problems/${id}`)).toMatchObject({ deadlineUnsureYears: [2027] });
  });
});
