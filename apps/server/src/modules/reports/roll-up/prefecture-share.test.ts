import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, sampleSanction, type TestApp } from '../../../platform/testing/index.ts';
import { problemForTest, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { layClue, layProblem } from '../../supervision/testing/lay-ledger.ts';
import { reportOf } from '../testing/report-desk.ts';

const PREFECTURE = '652300';
const MONTH = '2026-07';
const RURAL = { plan: 'rural-2018', year: 2025, answers: { 'rectify-days': '30' } };

let test: TestApp;
let supervisor: Person;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-08-20T02:00:00Z') });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

const rolled = async (campaign: string, form: string, period: string) => {
  const response = await supervisor.inject(
    'GET',
    `/api/reports/roll-up?campaign=${campaign}&form=${form}&period=${period}`,
  );
  expect(response.statusCode, response.body).toBe(200);
  return response.json();
};
const share = (figures: readonly number[]) => [{ county: PREFECTURE, name: '州本级', figures, no: null }];
const linksOf = ({ ownRecords }: { ownRecords: { records: { link: string }[] } }) =>
  ownRecords.records.map(({ link }) => link);
const ownReport = async (campaign: string) => {
  const body = { campaign, form: 'F4', period: MONTH, version: null };
  const taken = await supervisor.inject('POST', '/api/reports/roll-up', body);
  expect(taken.statusCode, taken.body).toBe(200);
  return (await supervisor.inject('GET', `/api/reports/${taken.json().id}`)).json();
};
const messagesOf = ({ faults }: { faults: { message: string }[] }) => faults.map(({ message }) => message);

describe('what the prefecture handled itself', () => {
  it('stands in its own share of F4 and F5, once, and opens its records', async () => {
    const campaignId = await startForTest(supervisor, [test.county], RURAL);
    const of = { county: PREFECTURE, campaignId };
    const clueId = await layClue(test, { ...of, number: 'XS-1', accused: test.county });
    const problem = await layProblem(test, { ...of, number: 'WT-1', clueId, closedOn: '2026-07-10' });
    const held = await supervisor.inject(
      'POST',
      '/api/accountability',
      sampleSanction(problem, { decidedOn: '2026-07-12' }),
    );
    expect(held.statusCode, held.body).toBe(201);
    const f4 = await rolled(campaignId, 'F4', MONTH);
    expect(f4.included).toMatchObject(share([1, 1]));
    expect(linksOf(f4)).toContain(`/problems/${problem}`);
    const f5 = await rolled(campaignId, 'F5', MONTH);
    expect(f5.included).toMatchObject(share([1]));
    expect(linksOf(f5)).toContain(`/clues/${clueId}`);
    const county = await reportOf(test, test.county, 'F4', MONTH);
    const cell = await officer.inject('GET', `/api/reports/${county}/cells/figures.found`);
    expect(cell.json()).toMatchObject({ value: 0, records: [] });
    const cross = messagesOf(await ownReport(campaignId)).filter((one) => one.includes('线索表'));
    expect(cross).toEqual([]);
  });

  it('is held against F5 also in a month in which it only finished what was found before', async () => {
    const campaignId = await startForTest(supervisor, [test.county], RURAL);
    await layProblem(test, {
      county: PREFECTURE,
      campaignId,
      number: 'WT-2',
      foundOn: '2026-06-15',
      closedOn: '2026-07-05',
    });
    expect((await rolled(campaignId, 'F4', MONTH)).included).toMatchObject(share([0, 1]));
    expect((await rolled(campaignId, 'F5', MONTH)).included).toEqual([]);
    const messages = messagesOf(await ownReport(campaignId));
    expect(messages.filter((one) => one.includes('只计入了一张'))).toEqual([]);
  });

  it('stands in its own share of F1 and F2', async () => {
    const campaign = await startForTest(supervisor, [test.county]);
    const problem = await problemForTest(supervisor, campaign, { region: PREFECTURE });
    const f1 = await rolled(campaign, 'F1', MONTH);
    expect(f1.included).toMatchObject(share([1]));
    expect(linksOf(f1)).toEqual([`/problems/${problem}`]);
    const f2 = await rolled(campaign, 'F2', MONTH);
    expect(f2.included).toMatchObject(share([1, 0]));
    expect(linksOf(f2)).toEqual([`/problems/${problem}`]);
  });

  it('and made public of it is counted in F2 with its batch and its projects', async () => {
    const campaign = await startForTest(supervisor, [test.county]);
    const published = await supervisor.inject('POST', `/api/campaigns/${campaign}/results`, {
      kind: 'publication',
      title: '州本级第一批整治成果',
      on: '2026-07-15',
      projects: 3,
    });
    expect(published.statusCode, published.body).toBe(201);
    const f2 = await rolled(campaign, 'F2', MONTH);
    expect(f2.included).toMatchObject(share([0, 0]));
    const texts = f2.view.cells.map(({ text }: { text: string }) => text);
    expect(texts.slice(texts.indexOf('0'))).toEqual(['0', '0', '0', '1', '3', '']);
    expect(f2.ownRecords.records).toMatchObject([
      { title: '州本级第一批整治成果', link: `/campaigns/${campaign}/lists?list=achievement` },
    ]);
    const above = await reportOf(test, test.county, 'F2', MONTH);
    for (const figure of ['batches', 'projects']) {
      const cell = await officer.inject('GET', `/api/reports/${above}/cells/row.${figure}`);
      expect(cell.json()).toMatchObject({ value: 0, records: [] });
    }
  });
});
