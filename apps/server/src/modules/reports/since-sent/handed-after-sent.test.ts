import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { startForTest } from '../../campaigns/testing/start-for-test.ts';
import { detail, did, register, standAt } from '../../clues/testing/clue-desk.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { watchSignedForms } from './late-entries.ts';

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
let below: string;
let june: string;
let july: string;

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

const signedWith = async (person: Person, id: string) =>
  (await person.inject('GET', `/api/clues/${id}/signed-forms`)).json().items;
const faultsOf = async (period: string): Promise<readonly string[]> => {
  const url = `/api/reports/roll-up?campaign=${campaign}&form=F5&period=${period}`;
  const { faults } = (await supervisor.inject('GET', url)).json();
  return faults
    .map(({ message }: { message: string }) => message)
    .filter((one: string) => one.includes('转办'));
};

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
  return await sendFilled(id);
}

async function sendFilled(id: string): Promise<string> {
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

    const form = {
      id: june,
      title: 'F5 问题线索统计表（2026年6月）',
      stateLabel: '已上报',
      countyName: '昌吉州',
    };
    expect(await signedWith(supervisor, clue)).toEqual([{ ...form, own: true }]);
    await did(supervisor, clue, 'hand-down', { county: COUNTY, dueOn: '2026-07-20' });
    below = (await detail(supervisor, clue)).transfers.at(-1).handed.clueId;
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

describe('the same clue in the form of the county', () => {
  const overlap = async () => {
    const { number: theirs } = await detail(officer, below);
    return `昌吉市上报的表计入了${theirs}（由本级${number}转办），本级2026年6月的 F5 已经计入过。请先收回更正2026年6月的表，或写明原因。`;
  };

  it('is named as counted twice until the earlier form is corrected, and not signed over in silence', async () => {
    await standAt(test, new Date('2026-08-06T02:00:00Z'));
    july = await sendCounty('2026-07');
    expect(await faultsOf('2026-07')).toEqual([await overlap()]);
    const body = { campaign, form: 'F5', period: '2026-07', version: null };
    const { id } = (await supervisor.inject('POST', '/api/reports/roll-up', body)).json();
    await actOn(supervisor, id, 'texts', { typed: {} });
    const refused = await actOn(head, id, 'approve');
    expect(refused.json().code).toBe('open-faults');
    expect(refused.json().errors.map(({ message }: { message: string }) => message)).toContain(
      await overlap(),
    );

    expect((await actOn(head, june, 'recall', { reason: '线索已转办' })).statusCode).toBe(200);
    expect(await faultsOf('2026-07')).toEqual([]);
    await sendJoined('2026-06', (await page(supervisor, june)).version);
    expect(await told(supervisor, june)).toEqual([]);
    expect(await faultsOf('2026-07')).toEqual([]);
  });

  it('is named once more when it is taken back, until the county has sent again', async () => {
    const own = await sendJoined('2026-07', 3);
    expect((await page(supervisor, own)).countedTwice).toEqual([]);
    const form = {
      id: july,
      title: 'F5 问题线索统计表（2026年7月）',
      stateLabel: '已上报',
      countyName: '昌吉市',
    };
    expect(await signedWith(supervisor, clue)).toEqual([{ ...form, own: false }]);
    expect(await signedWith(officer, below)).toEqual([{ ...form, own: true }]);
    expect((await officer.inject('GET', `/api/clues/${clue}/signed-forms`)).statusCode).toBe(404);
    await did(supervisor, clue, 'recall', { text: '改由州级核查' });
    const { number: theirs } = await detail(officer, below);
    const fault = `昌吉市上报的表计入了${theirs}（由本级${number}转办），现由州本级计入。请退回昌吉市重报，或写明原因。`;
    expect(await faultsOf('2026-07')).toEqual([fault]);
    const inIt = [`昌吉市的${theirs}（由本级${number}转办），现由州本级计入`];
    expect((await page(supervisor, own)).countedTwice).toEqual(inIt);
    const title = '报送后记录有变动：F5 问题线索统计表（2026年7月）';
    expect([await told(officer, july), await told(supervisor, own)]).toEqual([[title], [title]]);

    expect((await actOn(supervisor, july, 'return', { reason: '线索已撤回' })).statusCode).toBe(200);
    await sendCounty('2026-07');
    expect(await faultsOf('2026-07')).toEqual([]);
    expect(await page(supervisor, own)).toMatchObject({ countedTwice: inIt, partsMoved: ['昌吉市'] });
    expect((await actOn(head, own, 'recall', { reason: '线索已撤回' })).statusCode).toBe(200);
    await sendJoined('2026-07', (await page(supervisor, own)).version);
    expect(await page(supervisor, own)).toMatchObject({ countedTwice: [], partsMoved: [] });
    expect(await told(supervisor, own)).toEqual([]);
  });

  it('can’t be told in a form that came as a file, which is said as well', async () => {
    expect((await actOn(supervisor, july, 'return', { reason: '请再核对' })).statusCode).toBe(200);
    const content = (await officer.inject('GET', `/api/reports/${july}/form.xlsx`)).rawPayload;
    const { version } = await page(officer, july);
    const sent = { accept: 'true', version: String(version) };
    const read = await officer.upload(`/api/reports/${july}/file`, { name: 'F5.xlsx', content }, sent);
    expect(read.statusCode, read.body).toBe(200);
    await sendFilled(july);
    const { number: theirs } = await detail(officer, below);
    expect(await faultsOf('2026-07')).toEqual([
      `昌吉市的表是外报表格，看不出是否计入了${theirs}（由本级${number}转办），它现由州本级计入。请核对，没有重复的写明原因。`,
    ]);
    expect(await faultsOf('2026-06')).toEqual([]);
  });
});
