import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { zipParts } from '../../platform/testing/zip-parts.ts';
import { did, typed } from '../clues/testing/clue-desk.ts';
import { layProblem } from '../supervision/testing/lay-ledger.ts';
import { confirmedFindings, problemForTest, startForTest } from './testing/start-for-test.ts';
import { warnOfDeadlines } from './warn-late.ts';

let test: TestApp;
let officer: Person;
let supervisor: Person;
let second: Person;
let leader: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
  officer = await test.signIn('county-officer');
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  second = await test.signIn('prefecture-supervisor', { scope: '6523' });
  leader = await test.signIn('leader', { scope: '6523' });
  campaign = await startForTest(supervisor, [test.county]);
});
afterAll(() => test.close());

const PLACE = { category: '3', item: '3.4' };
const FIVE = { task: '核实并纠正', responsible: '州局副局长', staff: '住房保障科', deadline: '2026-08-20' };

/** A clue against the county's bureau, sent up, looked into and found true by two people of the prefecture. */
async function concludedClue(): Promise<string> {
  const answer = await officer.inject(
    'POST',
    '/api/clues',
    typed({ campaignId: campaign, accusedOrganisation: test.county, placeRegion: test.county }),
  );
  expect(answer.json(), answer.body).toMatchObject({ id: null, sentUp: true });
  const { number } = answer.json();
  const found = await supervisor.inject('GET', `/api/clues?q=${encodeURIComponent(number)}`);
  const { id } = found.json().items.find((one: { number: string }) => one.number === number);
  await did(supervisor, id, 'accept', { kind: 'report' });
  await did(supervisor, id, 'route', { to: { kind: 'person', personId: supervisor.actor.id } });
  await did(supervisor, id, 'result', { result: 'true', text: '核查属实' });
  await did(leader, id, 'conclude', { agree: true });
  return id;
}

async function problemOf(clueId: string): Promise<string> {
  const taken = await supervisor.inject('POST', '/api/problems/from-clue', { clueId, place: PLACE });
  expect(taken.statusCode, taken.body).toBe(200);
  return taken.json().id;
}

const page = async (person: Person, id: string) => (await person.inject('GET', `/api/problems/${id}`)).json();
async function act(person: Person, id: string, path: string, body: object) {
  const { version } = await page(supervisor, id);
  return await person.inject('POST', `/api/problems/${id}/${path}`, { ...body, version });
}
async function done(person: Person, id: string, path: string, body: object): Promise<void> {
  const response = await act(person, id, path, body);
  expect(response.statusCode, response.body).toBe(200);
}
const refusal = async (response: Promise<{ statusCode: number; json: () => { code: string } }>) => {
  const { statusCode, json } = await response;
  return [statusCode, json().code];
};
const evidence = async (person: Person): Promise<string> =>
  (await person.upload('/api/papers', { name: '整改.pdf', content: '%PDF-1.7 done' })).json().id;
async function rectify(person: Person, id: string): Promise<void> {
  await done(person, id, 'pin', FIVE);
  await done(person, id, 'progress', { text: '已约谈', paperIds: [] });
  const paperIds = [await evidence(person)];
  await done(person, id, 'rectified', { text: '已纠正', on: '2026-07-20', paperIds });
}
const cards = async (person: Person): Promise<Record<string, number>> => {
  const home = (await person.inject('GET', '/api/home')).json();
  return Object.fromEntries(home.cards.map(({ key, value }: { key: string; value: number }) => [key, value]));
};
const inbox = async (person: Person) => (await person.inject('GET', '/api/inbox?limit=200')).body;

describe('a clue against a county’s bureau that was found true', () => {
  it('becomes a problem of the prefecture’s own, rectified and closed by two people of it', async () => {
    const id = await problemOf(await concludedClue());
    const { number, ...stood } = await page(supervisor, id);
    expect(stood).toMatchObject({ county: '652300', countyName: '昌吉州', region: '652300000000' });
    expect(stood.allowedActs).toEqual(['pin', 'correct']);
    expect(await cards(supervisor)).toMatchObject({ 'own-problems-registered': 1 });
    await rectify(supervisor, id);
    expect(await cards(leader)).toMatchObject({ 'own-problems-rectified': 1, 'own-problems-overdue': 0 });
    expect((await page(supervisor, id)).allowedActs).toEqual([]);
    expect((await page(second, id)).allowedActs).toEqual(['close', 'return']);
    expect(await inbox(leader)).toContain(`待销号：${number}`);
    expect(await refusal(act(supervisor, id, 'close', {}))).toEqual([409, 'same-person']);
    await done(leader, id, 'return', { reason: '补充材料' });
    expect(await inbox(supervisor)).toContain(`销号申请被退回：${number}`);
    const paperIds = [await evidence(supervisor)];
    await done(supervisor, id, 'rectified', { text: '已纠正', on: '2026-07-20', paperIds });
    await done(leader, id, 'close', {});
    expect(await inbox(leader)).not.toContain(number);
    expect(await page(supervisor, id)).toMatchObject({ state: 'closed', closedByName: leader.actor.name });
    await done(second, id, 'reopen', { reason: '又有反映' });
    expect(await inbox(supervisor)).toContain(`重新整改：${number}`);
    await done(leader, id, 'withdraw', { reason: '登记有误' });
    await done(second, id, 'restore', { reason: '撤销有误' });
    expect(await inbox(supervisor)).toContain(`已恢复，待五落实：${number}`);
  });

  it('may be closed by a second supervisor', async () => {
    const id = await problemOf(await concludedClue());
    await rectify(supervisor, id);
    await done(second, id, 'close', {});
  });

  it('is neither seen nor touched by the county', async () => {
    const clueId = await concludedClue();
    const id = await problemOf(clueId);
    for (const role of ['county-admin', 'reviewer', 'leader', 'inspector'] as const) {
      const person = await test.signIn(role);
      expect((await person.inject('GET', `/api/problems/${id}`)).statusCode).toBe(404);
      expect((await person.inject('GET', '/api/problems')).body).not.toContain(id);
    }
    const admin = await test.signIn('county-admin');
    expect((await act(admin, id, 'pin', FIVE)).statusCode).toBe(404);
    expect((await act(admin, id, 'close', {})).statusCode).toBe(404);
    const again = await admin.inject('POST', '/api/problems/from-clue', { clueId, place: PLACE });
    expect(again.statusCode).toBe(404);
    expect((await admin.inject('GET', `/api/campaigns/${campaign}`)).json().totals.found).toBe(0);
  });

  it('reminds the prefecture’s own people of its deadline', async () => {
    const id = await problemOf(await concludedClue());
    const { number } = await page(supervisor, id);
    await done(supervisor, id, 'pin', { ...FIVE, deadline: '2026-07-22' });
    await warnOfDeadlines(test.deps);
    expect(await inbox(supervisor)).toContain(`整改时限将到：${number}`);
    expect(await inbox(officer)).not.toContain(number);
  });
});

describe('the prefecture', () => {
  it('puts a problem of its own on its ledger, and none on a county’s', async () => {
    const own = await problemForTest(supervisor, campaign, { region: '652300' });
    expect(await page(supervisor, own)).toMatchObject({ county: '652300', place: '昌吉州' });
    const body = {
      campaignId: campaign,
      ...PLACE,
      description: '某小区房源未公开',
      source: '监督检查',
      region: test.county,
      foundOn: '2026-07-02',
      amountFen: null,
    };
    const other = await supervisor.inject('POST', '/api/problems', body);
    expect([other.statusCode, other.json().errors[0].path]).toEqual([400, 'region']);
    const [finding] = await confirmedFindings(test, ['vehicle.over']);
    const taken = await supervisor.inject('POST', '/api/problems/from-findings', {
      campaignId: campaign,
      ids: [finding?.id],
      place: PLACE,
    });
    expect(taken.json(), taken.body).toMatchObject({ taken: [], skipped: [{ id: finding?.id }] });
  });

  it('neither rectifies nor closes a county’s problem, and may have it taken up again', async () => {
    const id = await problemForTest(officer, campaign);
    const notTheirs = [403, 'forbidden'];
    const correction = { ...PLACE, description: '改写', amountFen: null, pressing: false, reason: '核对' };
    expect((await page(supervisor, id)).allowedActs).toEqual([]);
    expect(await refusal(act(supervisor, id, 'pin', FIVE))).toEqual(notTheirs);
    expect(await refusal(act(supervisor, id, 'correct', correction))).toEqual(notTheirs);
    expect(await refusal(act(leader, id, 'withdraw', { reason: '重复' }))).toEqual(notTheirs);
    await done(officer, id, 'pin', FIVE);
    const rectified = { text: '已纠正', on: '2026-07-20', paperIds: [await evidence(supervisor)] };
    expect(await refusal(act(supervisor, id, 'progress', { text: '已约谈', paperIds: [] }))).toEqual(
      notTheirs,
    );
    expect(await refusal(act(supervisor, id, 'rectified', rectified))).toEqual(notTheirs);
    await done(officer, id, 'rectified', { ...rectified, paperIds: [await evidence(officer)] });
    for (const person of [supervisor, leader]) {
      expect(await refusal(act(person, id, 'close', {}))).toEqual(notTheirs);
      expect(await refusal(act(person, id, 'return', { reason: '再查' }))).toEqual(notTheirs);
    }
    const closed = await layProblem(test, {
      county: test.county,
      campaignId: campaign,
      number: '问题乙',
      closedOn: '2026-07-10',
    });
    await done(supervisor, closed, 'reopen', { reason: '抽查发现反弹' });
  });

  it('makes public what it closed itself, and nothing of a county', async () => {
    const lay = (county: string, number: string, closedOn?: string) =>
      layProblem(test, { county, campaignId: campaign, number, ...(closedOn ? { closedOn } : {}) });
    const own = await lay('652300', '问题丙', '2026-07-10');
    const open = await lay('652300', '问题丁');
    const countys = await lay(test.county, '问题戊', '2026-07-10');
    const publish = (id: string, by = supervisor, of = campaign) =>
      by.inject('POST', `/api/campaigns/${of}/results`, {
        kind: 'publication',
        title: '州本级第一批整治成果',
        on: '2026-07-20',
        projects: 1,
        cases: [{ kind: 'problem', id }],
      });
    const offered = await supervisor.inject('GET', `/api/campaigns/${campaign}/publishable`);
    const numbers = offered.json().items.map(({ number }: { number: string }) => number);
    expect(numbers).toContain('问题丙');
    expect(numbers).not.toContain('问题戊');
    for (const id of [open, countys])
      expect((await publish(id)).json().errors).toMatchObject([{ path: 'cases' }]);
    expect((await publish(own)).statusCode).toBe(201);
    expect((await page(supervisor, own)).publications).toMatchObject([{ title: '州本级第一批整治成果' }]);
    expect((await publish(own, leader)).statusCode).toBe(403);

    const [result] = (await supervisor.inject('GET', `/api/campaigns/${campaign}/results`)).json().items;
    expect(result).toMatchObject({ county: '652300', countyName: '昌吉州' });
    expect((await officer.inject('GET', `/api/campaigns/${campaign}/results`)).json().items).toEqual([]);
    const removal = officer.inject('POST', `/api/campaign-results/${result.id}/remove`, { version: 1 });
    expect((await removal).statusCode).toBe(404);

    const countysOwn = await startForTest(await test.signIn('county-admin'), []);
    expect((await publish(own, supervisor, countysOwn)).statusCode).toBe(404);
    const ledger = async (id: string) =>
      (await supervisor.inject('GET', `/api/campaigns/${id}`)).json().onOwnLedger;
    expect([await ledger(campaign), await ledger(countysOwn)]).toEqual([true, false]);
  });

  it('takes away the ledger of its own and of its counties, in the columns that they have', async () => {
    const [OWN, COUNTYS] = ['州局自查发现一处未公开', '县里自查发现一处未公开'];
    await problemForTest(supervisor, campaign, { region: '652300', description: OWN });
    await problemForTest(officer, campaign, { description: COUNTYS });
    const neighbour = await test.signIn('prefecture-supervisor', { scope: '6542' });
    const ledger = async (person: Person, query = '') => {
      const file = await person.inject('GET', `/api/problems/export.xlsx${query}`);
      expect(file.statusCode).toBe(200);
      const sheet = String(zipParts(file.rawPayload).get('xl/worksheets/sheet1.xml'));
      const [, header] = sheet.match(/<row r="\d+".*?<\/row>/gs) ?? [];
      return { header, found: [OWN, COUNTYS].filter((one) => sheet.includes(one)) };
    };
    const all = await ledger(supervisor);
    expect(all.found).toEqual([OWN, COUNTYS]);
    expect((await ledger(supervisor, '?region=652300')).found).toEqual([OWN]);
    expect((await ledger(neighbour)).found).toEqual([]);
    expect(all.header).toContain('销号人');
    expect(await ledger(officer)).toEqual({ header: all.header, found: [COUNTYS] });
  });
});
