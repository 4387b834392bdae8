import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { problemForTest, sinceItsFirstDay, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { register, typed } from '../../clues/testing/clue-desk.ts';
import { layCampaign, layProblem } from '../../supervision/testing/lay-ledger.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { watchSignedForms } from './late-entries.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let above: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

async function send(id: string): Promise<void> {
  expect((await actOn(officer, id, 'texts', { typed: {} })).statusCode).toBe(200);
  await explainAll(officer, id);
  const approved = await actOn(leader, id, 'approve');
  expect(approved.statusCode, approved.body).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
}

interface MovedCell {
  readonly label: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly record: { readonly ref: string } | null;
}

const since = async (id: string) => (await officer.inject('GET', `/api/reports/${id}/since-sent`)).json();
const movedCells = async (id: string) =>
  ((await since(id)).cells.items as MovedCell[]).map(({ label, before, after, record }) => [
    record?.ref,
    label,
    before,
    after,
  ]);

/** What the lists and the inbox say after the next watch. */
async function told(id: string) {
  test.clock.advance(60_000);
  await watchSignedForms(test.deps);
  const { items } = (await leader.inject('GET', '/api/inbox?limit=200')).json();
  return {
    marked: (await officer.inject('GET', `/api/reports/${id}`)).json().recordsMoved,
    inbox: items
      .filter(({ link }: { link: string }) => link === `/reports/${id}`)
      .map(({ title }: { title: string }) => title)
      .filter((title: string) => title.includes('记录有变动')),
  };
}

describe('a text of the problem list', () => {
  let id: string;
  let problem: string;
  let campaign: string;
  const correct = async (over: object) => {
    const { version } = (await officer.inject('GET', `/api/problems/${problem}`)).json();
    const corrected = await officer.inject('POST', `/api/problems/${problem}/correct`, {
      category: '3',
      item: '3.4',
      description: '2号楼301室由他人居住',
      amountFen: 123_450,
      pressing: false,
      reason: '笔误',
      version,
      ...over,
    });
    expect(corrected.statusCode, corrected.body).toBe(200);
  };
  beforeAll(async () => {
    campaign = await startForTest(above, [test.county]);
    await sinceItsFirstDay(test, campaign);
    problem = await problemForTest(officer, campaign, { foundOn: '2026-06-10' });
    id = await reportOf(test, test.county, 'F1', '2026-06');
    await send(id);
  });

  it('is told of when it was corrected after the form was sent: which row, which cell, from what to what', async () => {
    expect(await movedCells(id)).toEqual([]);
    await correct({ description: '2号楼302室由他人居住' });
    expect(await movedCells(id)).toEqual([
      [`problem:${problem}`, '第 5 行 具体描述', '2号楼301室由他人居住', '2号楼302室由他人居住'],
    ]);
    const title = '报送后记录有变动：F1 专项整治问题清单（2026年6月）';
    expect(await told(id)).toEqual({ marked: true, inbox: [title] });
  });

  it('is told of no more when it says again what was sent', async () => {
    await correct({});
    expect(await movedCells(id)).toEqual([]);
    expect(await told(id)).toEqual({ marked: false, inbox: [] });
  });

  it('is not told of where the form does not print it', async () => {
    await correct({ amountFen: 999, pressing: true, reason: '金额登记有误' });
    expect(await since(id)).toEqual({ figures: [], cells: { total: 0, items: [] } });
    expect(await told(id)).toEqual({ marked: false, inbox: [] });
  });
});

describe('a row of the clue list', () => {
  let id: string;
  let clue: string;
  const SUMMARY = '反映某村干部在危房改造中优亲厚友，把不符合条件的亲属列入补助名单。';
  const facts = (over: object) =>
    typed({
      summary: SUMMARY,
      amountFen: 1_000_000,
      persons: [{ name: '甲某', post: '村主任', level: '村社干部' }],
      ...over,
    });
  let campaignId: string;
  const edit = async (over: object, of = clue) => {
    const { version } = (await officer.inject('GET', `/api/clues/${of}`)).json();
    const edited = await officer.inject('PATCH', `/api/clues/${of}`, {
      ...facts({ campaignId, receivedOn: undefined, ...over }),
      version,
    });
    expect(edited.statusCode, edited.body).toBe(200);
  };
  beforeAll(async () => {
    campaignId = await startForTest(above, [test.county], {
      plan: 'rural-2018',
      year: 2025,
      answers: { 'rectify-days': '30' },
    });
    await sinceItsFirstDay(test, campaignId);
    clue = await register(officer, facts({ campaignId, receivedOn: '2026-06-10' }));
    id = await reportOf(test, test.county, 'F5', '2026-06');
    await send(id);
  });

  it('is told of cell by cell: the summary, who is accused with post and level, and the money', async () => {
    expect(await movedCells(id)).toEqual([]);
    await edit({
      summary: `${SUMMARY}已核对。`,
      amountFen: 2_000_000,
      persons: [
        { name: '甲某', post: '村支书', level: '村社干部' },
        { name: '乙某', post: '会计', level: '其他人员' },
      ],
    });
    expect((await movedCells(id)).map(([, ...cell]) => cell)).toEqual([
      ['第 1 行 被反映主要对象·职务', '村主任', '村支书'],
      ['第 1 行 被反映主要对象·姓名', null, '乙某'],
      ['第 1 行 被反映主要对象·职务', null, '会计'],
      ['第 1 行 被反映主要对象·级别', null, '其他人员'],
      ['第 1 行 问题线索摘要', SUMMARY, `${SUMMARY}已核对。`],
      ['第 1 行 涉及资金', 1_000_000, 2_000_000],
    ]);
    expect((await since(id)).cells.items[0].record).toMatchObject({
      ref: `clue:${clue}`,
      link: `/clues/${clue}`,
    });
    expect(await told(id)).toMatchObject({ marked: true });
  });

  it('is not told of for money below what the form prints', async () => {
    await edit({ amountFen: 1_000_010 });
    expect(await movedCells(id)).toEqual([]);
  });

  it('that was corrected by hand is told of where the record says something else again', async () => {
    const early = await register(officer, facts({ campaignId, receivedOn: '2026-05-10', amountFen: 0 }));
    const may = await reportOf(test, test.county, 'F5', '2026-05');
    const byHand = await actOn(officer, may, 'corrections', {
      path: 'rows.0.summary',
      text: '反映村干部优亲厚友。',
      reason: '按纪检口径',
    });
    expect(byHand.statusCode, byHand.body).toBe(200);
    await send(may);
    const cells = async () => (await movedCells(may)).map(([, ...cell]) => cell);
    expect(await cells()).toEqual([]);
    await edit({ amountFen: 0, summary: '反映村干部优亲厚友。' }, early);
    expect(await cells()).toEqual([]);
    await edit({ amountFen: 0, summary: '反映另一名村干部优亲厚友。' }, early);
    expect(await cells()).toEqual([
      ['第 1 行 问题线索摘要', '反映村干部优亲厚友。', '反映另一名村干部优亲厚友。'],
    ]);
  });
});

it('of a form due once is told of by what it was on the form’s day: work that goes on is no correction', async () => {
  const campaignId = await layCampaign(test, test.county, {
    forms: [{ form: 'F5', every: 'once', dueOn: '2026-07-22', basis: 'cumulative', nothingAs: 'zero' }],
  });
  const problem = await layProblem(test, { county: test.county, campaignId, number: 'WT-1' });
  const act = async (name: string, body: object) => {
    const { version } = (await officer.inject('GET', `/api/problems/${problem}`)).json();
    const done = await officer.inject('POST', `/api/problems/${problem}/${name}`, { ...body, version });
    expect(done.statusCode, done.body).toBe(200);
  };
  await act('progress', { text: '已约谈' });
  const id = await reportOf(test, test.county, 'F5', '2026-07-22');
  await send(id);
  test.clock.advance(24 * 3_600_000);
  officer = await test.signIn('county-officer');
  await act('progress', { text: '已搬离' });
  expect(await since(id)).toEqual({ figures: [], cells: { total: 0, items: [] } });
});
