import { FORMS } from '@anju/official-forms';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { detail, did, typed } from './testing/clue-desk.ts';

const MONTH = '2026-07';

let test: TestApp;
let admin: Person;
let supervisor: Person;
let leader: Person;
let campaign: string;
let clue: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-20T02:00:00Z') });
  admin = await test.signIn('county-admin');
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  leader = await test.signIn('leader', { scope: '6523' });
  campaign = await startForTest(admin, [], {
    plan: 'rural-2018',
    year: 2025,
    answers: { 'rectify-days': '30' },
  });
  const answer = await admin.inject(
    'POST',
    '/api/clues',
    typed({ campaignId: campaign, kind: 'lead', accusedOrganisation: test.county }),
  );
  expect(answer.json(), answer.body).toMatchObject({ id: null, sentUp: true });
  const listed = (await supervisor.inject('GET', '/api/clues')).json().items;
  clue = listed[0].id;
});
afterAll(() => test.close());

const rolled = async (form: string) =>
  (
    await supervisor.inject('GET', `/api/reports/roll-up?campaign=${campaign}&form=${form}&period=${MONTH}`)
  ).json();
const running = async (person: Person) =>
  (await person.inject('GET', '/api/campaigns?state=running')).json().total;

it('a lead against the bureau in a campaign that the county started by itself has its limit', async () => {
  await did(supervisor, clue, 'accept', { kind: 'lead' });
  const seen = await detail(supervisor, clue);
  expect(seen).toMatchObject({ campaignId: campaign, county: '652300' });
  expect(seen.dueOn).not.toBeNull();
});

it('becomes a problem there, and both stand in the prefecture’s own share, which is still no report of it', async () => {
  await did(supervisor, clue, 'route', { to: { kind: 'person', personId: supervisor.actor.id } });
  await did(supervisor, clue, 'result', { result: 'true', text: '核查属实' });
  await did(leader, clue, 'conclude', { agree: true });
  const { content } = (await supervisor.inject('GET', `/api/campaigns/${campaign}`)).json();
  const [category] = content.categories;
  const place = { category: category.code, item: category.items[0]?.code ?? null };
  const taken = await supervisor.inject('POST', '/api/problems/from-clue', { clueId: clue, place });
  expect(taken.statusCode, taken.body).toBe(200);
  const f5 = await rolled('F5');
  expect(f5).toMatchObject({
    takesPart: false,
    mayTake: false,
    included: [{ county: '652300', figures: [1] }],
  });
  expect(await rolled('F4')).toMatchObject({ included: [{ county: '652300', figures: [1, 0] }] });
  const body = { campaign, form: 'F5', period: MONTH, version: null };
  expect((await supervisor.inject('POST', '/api/reports/roll-up', body)).statusCode).toBe(404);
  const file = await supervisor.inject(
    'GET',
    `/api/reports/roll-up.xlsx?campaign=${campaign}&form=F5&period=${MONTH}`,
  );
  const read = await FORMS.F5.read(file.rawPayload);
  expect(read.ok ? read.value.rows.length : read).toBe(1);
  const stages = (await supervisor.inject('GET', '/api/reports/stage')).json().items;
  expect(stages.filter(({ county }: { county: string }) => county === '652300')).toEqual([]);
});

it('the county sees nothing of it, and what it changes in its campaign holds for the copy', async () => {
  expect((await admin.inject('GET', '/api/clues')).json().total).toBe(0);
  expect((await admin.inject('GET', `/api/campaigns/${campaign}`)).json().totals.found).toBe(0);
  expect((await supervisor.inject('GET', '/api/campaigns')).json().total).toBe(1);
  expect((await admin.inject('GET', '/api/supervision/campaigns')).json().items).toHaveLength(1);
  const { version } = (await admin.inject('GET', `/api/campaigns/${campaign}`)).json();
  expect([await running(admin), await running(supervisor)]).toEqual([1, 1]);
  const ended = await admin.inject('POST', `/api/campaigns/${campaign}/end`, { reason: '已完成', version });
  expect(ended.statusCode, ended.body).toBe(200);
  expect([await running(admin), await running(supervisor)]).toEqual([0, 0]);
});
