import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { detail, did, register, standAt } from '../clues/testing/clue-desk.ts';
import { watchSignedForms } from './late-entries.ts';
import { actOn, explainAll, reportOf } from './testing/report-desk.ts';

const COUNTY = '652301';
const RURAL = { plan: 'rural-2018', year: 2025, answers: { 'rectify-days': '30' } };

let test: TestApp;
let supervisor: Person;
let head: Person;
let officer: Person;
let leader: Person;
let campaign: string;
let clue: string;
let number: string;
let june: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-06-10T02:00:00Z') });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  head = await test.signIn('leader', { scope: '6523' });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  campaign = await startForTest(supervisor, [COUNTY], RURAL);
  clue = await register(supervisor, { campaignId: campaign, source: '巡视督查', receivedOn: '2026-06-09' });
  number = (await detail(supervisor, clue)).number;
  await did(supervisor, clue, 'accept', { kind: 'report' });
});
afterAll(() => test.close());

const page = async (person: Person, id: string) => (await person.inject('GET', `/api/reports/${id}`)).json();
const since = async (id: string) => (await supervisor.inject('GET', `/api/reports/${id}/since-sent`)).json();

/** Puts the counties' F5 of a period together, signs and sends it. */
async function sendJoined(period: string, version: number | null = null): Promise<string> {
  const body = { campaign, form: 'F5', period, version };
  const taken = await supervisor.inject('POST', '/api/reports/roll-up', body);
  expect(taken.statusCode, taken.body).toBe(200);
  const { id } = taken.json();
  await actOn(supervisor, id, 'texts', { typed: { phone: '0994-1234567' } });
  await explainAll(supervisor, id);
  const signed = await actOn(head, id, 'approve');
  expect(signed.statusCode, signed.body).toBe(200);
  expect((await actOn(supervisor, id, 'submit')).statusCode).toBe(200);
  return id;
}

async function sendCounty(period: string): Promise<string> {
  const id = await reportOf(test, COUNTY, 'F5', period);
  expect((await actOn(officer, id, 'texts', { typed: {} })).statusCode).toBe(200);
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  return id;
}

async function told(person: Person, id: string): Promise<readonly string[]> {
  test.clock.advance(60_000);
  await watchSignedForms(test.deps);
  const { items } = (await person.inject('GET', '/api/inbox?limit=200')).json();
  return items
    .filter(({ link }: { link: string }) => link === `/reports/${id}`)
    .map(({ title }: { title: string }) => title)
    .filter((title: string) => title.includes('记录有变动'));
}
const movedAtHome = async (person: Person) =>
  (await person.inject('GET', '/api/home'))
    .json()
    .lists.filter(({ key }: { key: string }) => key === 'reports-moved')
    .flatMap(({ items }: { items: { link: string }[] }) => items.map(({ link }) => link));

describe('a clue handed down after the prefecture sent the month in which it counted it', () => {
  it('moves that form like any other: its page, the list, the home page and the inbox tell of it', async () => {
    await standAt(test, new Date('2026-07-06T02:00:00Z'));
    await sendCounty('2026-06');
    june = await sendJoined('2026-06');
    expect(await told(supervisor, june)).toEqual([]);
    expect(await since(june)).toEqual({ figures: [], cells: { total: 0, items: [] } });

    await did(supervisor, clue, 'hand-down', { county: COUNTY, dueOn: '2026-07-20' });
    const { figures } = await since(june);
    expect(figures).toMatchObject([
      { label: '州本级：问题线索', before: 1, after: 0, came: { total: 0 }, gone: { total: 1 } },
    ]);
    expect(figures[0].gone.records).toMatchObject([{ number, link: `/clues/${clue}` }]);
    const title = '报送后记录有变动：F5 问题线索统计表（2026年6月）';
    expect(await told(supervisor, june)).toEqual([title]);
    expect(await told(head, june)).toEqual([title]);
    expect((await page(supervisor, june)).recordsMoved).toBe(true);
    expect([await movedAtHome(supervisor), await movedAtHome(head)]).toEqual([
      [`/reports/${june}`],
      [`/reports/${june}`],
    ]);
  });
});
