import { monthSpan, yearMonth } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import { problemForTest, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { countF4, recordsOfF4 } from './figures-store.ts';
import { countF2, listProblems } from './problem-store.ts';

let test: TestApp;
let campaignId: string;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-03T02:00:00Z') });
  campaignId = await startForTest(await test.signIn('county-admin'), []);
});
afterAll(() => test.close());

const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08'].map((month) => ({
  period: month,
  ...monthSpan(yearMonth(month)),
}));

const monthOf = (month: 6 | 7 | 8) => ({
  county: test.county,
  campaignId,
  startsOn: '2026-05-01',
  from: `2026-0${month}-01`,
  to: MONTHS[month - 5]?.to ?? '',
  sequence: { form: 'F4' as const, period: `2026-0${month}`, earlier: MONTHS.slice(0, month - 5) },
});

/** Nobody stays signed in from one month to the next. */
function signInOn(day: string, role: 'county-officer' | 'reviewer') {
  test.clock.set(new Date(`${day}T02:00:00Z`));
  return test.signIn(role);
}

async function on(day: string, role: 'county-officer' | 'reviewer', id: string, act: string, body: object) {
  const person = await signInOn(day, role);
  const { version } = (await person.inject('GET', `/api/problems/${id}`)).json();
  const paper = await person.upload('/api/papers', {
    name: '照片.pdf',
    content: `%PDF-1.7 ${test.deps.ids()}`,
  });
  const papers = act === 'rectified' ? { paperIds: [paper.json().id] } : {};
  const response = await person.inject('POST', `/api/problems/${id}/${act}`, { version, ...papers, ...body });
  expect(response.statusCode, response.body).toBe(200);
}

async function find(pressing: boolean): Promise<string> {
  const officer = await signInOn('2026-06-03', 'county-officer');
  return await problemForTest(officer, campaignId, { foundOn: '2026-06-03', pressing });
}

const pin = (day: string, id: string, task: string, deadline: string) =>
  on(day, 'county-officer', id, 'pin', {
    task,
    responsible: '住房保障中心',
    staff: '李某',
    deadline,
    reason: '安排整改',
  });

async function close(day: string, id: string, text: string): Promise<void> {
  await on(day, 'county-officer', id, 'rectified', { text, on: day, recoveredFen: null });
  await on(day, 'reviewer', id, 'close', { remark: '' });
}

const finished = (month: 6 | 7 | 8) =>
  inScope(test.db, test.county, async (tx) => {
    const scope = monthOf(month);
    const figures = await countF4(tx, scope);
    expect(await recordsOfF4(tx, scope, 'finished')).toHaveLength(figures.finished ?? -1);
    return figures.finished;
  });

const months = async () => [await finished(6), await finished(7), await finished(8)];

const listed = (month: 6 | 7 | 8) =>
  inScope(
    test.db,
    test.county,
    async (tx) => (await listProblems(tx, { ...monthOf(month), from: '2026-06-01' }))[0],
  );

describe('a form of a month', () => {
  it('tells what stood at its end, and finishes nothing twice', async () => {
    const id = await find(true);
    await pin('2026-06-04', id, '责令腾退', '2026-06-20');
    await close('2026-06-10', id, '已腾退');
    expect(await months()).toEqual([1, 0, 0]);

    await on('2026-07-05', 'reviewer', id, 'reopen', { reason: '又转租' });
    expect(await months()).toEqual([1, 0, 0]);
    await pin('2026-07-06', id, '收回住房', '2026-08-20');
    await on('2026-07-30', 'county-officer', id, 'rectified', {
      text: '已收回',
      on: '2026-07-30',
      recoveredFen: null,
    });
    expect(await listed(7)).toMatchObject({ rectification: '已收回', closed: false });
    await on('2026-07-31', 'reviewer', id, 'return', { reason: '没有照片' });
    await close('2026-08-08', id, '已收回');
    expect(await months()).toEqual([1, 0, 0]);

    expect(await listed(6)).toMatchObject({
      rectification: '已腾退',
      closed: true,
      task: '责令腾退',
      deadline: '2026-06-20',
    });
    expect(await listed(7)).toMatchObject({ rectification: '', task: '收回住房', deadline: '2026-08-20' });
    expect(await listed(8)).toMatchObject({ rectification: '已收回', closed: true });
    const f2 = (month: 6 | 8) => inScope(test.db, test.county, (tx) => countF2(tx, monthOf(month)));
    expect(await f2(6)).toMatchObject({ found: 1, finished: 1, solved: 1 });
    expect(await f2(8)).toMatchObject({ found: 0, finished: 0, solved: 0 });
  });

  it('finishes what was reopened before the month’s end only when it is closed again', async () => {
    const before = await months();
    const id = await find(false);
    await pin('2026-06-04', id, '责令腾退', '2026-06-20');
    await close('2026-06-10', id, '已腾退');
    await on('2026-06-25', 'reviewer', id, 'reopen', { reason: '没有腾退' });
    await pin('2026-06-26', id, '责令腾退', '2026-08-20');
    await close('2026-08-08', id, '已腾退');
    expect(await months()).toEqual([before[0], before[1], (before[2] ?? 0) + 1]);
  });
});
