import { monthSpan, yearMonth } from '@anju/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type TestApp } from '../../../platform/testing/index.ts';
import { problemForTest, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { countF4 } from './figures-store.ts';
import { countF2, listProblems, recordsOfF2 } from './problem-store.ts';

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

const scopeOf = (at: number) => {
  const { period, from, to } = MONTHS[at] ?? { period: '', from: '', to: '' };
  const sequence = { form: 'F2' as const, period, earlier: MONTHS.slice(0, at) };
  return { county: test.county, campaignId, startsOn: '2026-05-01', from, to, sequence };
};

/** Nobody stays signed in from one month to the next. */
function signInOn(day: string, role: 'county-officer' | 'county-admin' | 'leader') {
  test.clock.set(new Date(`${day}T02:00:00Z`));
  return test.signIn(role);
}

async function find(day: string): Promise<string> {
  return await problemForTest(await signInOn(day, 'county-officer'), campaignId, { foundOn: day });
}

async function act(day: string, id: string, name: 'withdraw' | 'restore'): Promise<void> {
  const person = await signInOn(day, 'county-admin');
  const { version } = (await person.inject('GET', `/api/problems/${id}`)).json();
  const response = await person.inject('POST', `/api/problems/${id}/${name}`, { version, reason: '核实' });
  expect(response.statusCode, response.body).toBe(200);
}

/** Signs form F2 of a month; its id. */
async function sign(day: string, month: string): Promise<string> {
  const officer = await signInOn(day, 'county-officer');
  const id = await reportOf(test, test.county, 'F2', month);
  await actOn(officer, id, 'texts', { typed: {} });
  await explainAll(officer, id);
  const response = await actOn(await signInOn(day, 'leader'), id, 'approve');
  expect(response.statusCode, response.body).toBe(200);
  return id;
}

async function signedForm(day: string, id: string): Promise<unknown> {
  const officer = await signInOn(day, 'county-officer');
  return (await officer.inject('GET', `/api/reports/${id}`)).json().view;
}

/** In which months, June to August, forms F2 and F4 and the list of F1 find the problem. */
const foundIn = (id: string) =>
  inScope(test.db, test.county, async (tx) => {
    const months: string[] = [];
    for (const at of [1, 2, 3]) {
      const scope = scopeOf(at);
      const refs = await recordsOfF2(tx, scope, 'found');
      expect(refs).toHaveLength((await countF2(tx, scope)).found);
      expect(refs).toHaveLength((await countF4(tx, scope)).found ?? -1);
      const listed = (await listProblems(tx, scope)).map((problem) => problem.id);
      expect(listed.toSorted()).toEqual(refs.map((ref) => ref.slice('problem:'.length)).toSorted());
      if (listed.includes(id)) months.push(MONTHS[at]?.period ?? '');
    }
    return months;
  });

describe('a problem that was withdrawn and restored', () => {
  it('is found once: by the first form that was not signed without it, and no signed form changes', async () => {
    const [early, told, late] = [
      await find('2026-06-03'),
      await find('2026-06-04'),
      await find('2026-06-05'),
    ];
    await act('2026-06-20', early, 'withdraw');
    await act('2026-06-20', late, 'withdraw');
    expect([await foundIn(early), await foundIn(told)]).toEqual([[], ['2026-06']]);

    await act('2026-07-02', late, 'restore');
    const june = await sign('2026-07-06', '2026-06');
    const asSigned = await signedForm('2026-07-06', june);
    await act('2026-07-10', told, 'withdraw');
    await act('2026-08-03', early, 'restore');
    await act('2026-08-03', told, 'restore');

    expect(await foundIn(early)).toEqual(['2026-07']);
    expect(await foundIn(told)).toEqual(['2026-06']);
    expect(await foundIn(late)).toEqual(['2026-06']);
    expect(await signedForm('2026-08-04', june)).toEqual(asSigned);
  });

  it('is found after all months that were signed without it, whatever becomes of their forms later', async () => {
    const id = await find('2026-08-05');
    await act('2026-08-06', id, 'withdraw');
    const july = await sign('2026-08-10', '2026-07');
    await act('2026-08-11', id, 'restore');
    expect(await foundIn(id)).toEqual(['2026-08']);
    const officer = await signInOn('2026-08-12', 'county-officer');
    expect((await actOn(officer, july, 'send-back', { reason: '重新核对' })).statusCode).toBe(200);
    expect(await foundIn(id)).toEqual(['2026-08']);
  });

  it('stays with the later month when the form that left it out is taken back', async () => {
    const id = await find('2026-06-08');
    await act('2026-06-09', id, 'withdraw');
    const officer = await signInOn('2026-08-13', 'county-officer');
    const june = await reportOf(test, test.county, 'F2', '2026-06');
    expect((await actOn(officer, june, 'send-back', { reason: '重新核对' })).statusCode).toBe(200);
    await sign('2026-08-13', '2026-06');
    await act('2026-08-14', id, 'restore');
    expect(await foundIn(id)).toEqual(['2026-07']);
    const again = await signInOn('2026-08-15', 'county-officer');
    expect((await actOn(again, june, 'send-back', { reason: '重新核对' })).statusCode).toBe(200);
    expect(await foundIn(id)).toEqual(['2026-07']);
  });
});
