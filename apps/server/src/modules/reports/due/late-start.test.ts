import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let above: Person;

async function at(moment: string): Promise<void> {
  test.clock.set(new Date(moment));
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
}

const start = async (plan: string, answers: object) => {
  const started = await above.inject('POST', '/api/campaigns', {
    plan,
    year: 2026,
    answers,
    participants: [test.county],
  });
  expect(started.statusCode, started.body).toBe(201);
  return started.json().id as string;
};

const due = async (person: Person, campaign: string) =>
  (await person.inject('GET', '/api/reports/due?show=all'))
    .json()
    .items.filter(({ campaignId }: { campaignId: string }) => campaignId === campaign);
const daysOf = async (person: Person, campaign: string) =>
  Object.fromEntries(
    (await due(person, campaign)).map((one: { form: string; period: string; dueOn: string }) => [
      `${one.form} ${one.period}`,
      one.dueOn,
    ]),
  );

beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  await at('2026-11-29T02:00:00Z');
});
afterAll(() => test.close());

it('has nothing late on the day a campaign is started, and what was due before is due with what comes next', async () => {
  const campaign = await start('allocation-2023', {
    'f2-basis': 'period',
    'f2-month': 'previous-month',
    'rectify-days': '30',
  });
  const items = await due(officer, campaign);
  expect(items.filter(({ late }: { late: boolean }) => late)).toEqual([]);
  const days = await daysOf(officer, campaign);
  expect(days).toMatchObject({ 'F2 2026-05': '2026-12-18', 'F2 2026-10': '2026-12-18' });
  const stages = (await officer.inject('GET', '/api/reports/stage')).json().items;
  expect(stages.map(({ dueOn, late }: { dueOn: string; late: boolean }) => [dueOn, late])).toEqual([
    ['2026-11-30', false],
    ['2026-11-30', false],
    ['2026-11-30', false],
  ]);
  const home = (await officer.inject('GET', '/api/home')).json();
  expect(home.cards.find(({ key }: { key: string }) => key === 'reports-open').label).toBe('待报报表');
});

it('gives the contacts as many working days as the plan did, which stand when they are sent', async () => {
  const campaign = await start('rural-2018', { 'rectify-days': '30' });
  expect(await daysOf(officer, campaign)).toMatchObject({ 'F6 2026-11-14': '2026-12-11' });
  const { upcoming } = (await officer.inject('GET', `/api/campaigns/${campaign}`)).json();
  expect(upcoming).toContainEqual(
    expect.objectContaining({ title: 'F6 联络人名单', dueOn: '2026-12-11', nominalDue: '2026-11-14' }),
  );
  await at('2026-12-10T02:00:00Z');
  const id = await reportOf(test, test.county, 'F6', '2026-11-14');
  expect((await actOn(officer, id, 'texts', { typed: {} })).statusCode).toBe(200);
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  expect((await officer.inject('GET', `/api/reports/${id}`)).json()).toMatchObject({
    standing: 'reported',
    dueOn: '2026-12-11',
  });
});

it('says of the last period that it counts on while the campaign runs, and of no other', async () => {
  await at('2027-01-11T02:00:00Z');
  const campaign = await start('post-lease-2021', { 'f3-due-after': '5', 'rectify-days': '30' });
  const periods = (await due(officer, campaign)).filter(({ form }: { form: string }) => form === 'F3');
  const said: [string, boolean][] = [];
  for (const { period } of periods) {
    const report = await officer.inject(
      'GET',
      `/api/reports/${await reportOf(test, test.county, 'F3', period)}`,
    );
    said.push([report.json().to, report.json().countsOn]);
  }
  expect(said.length).toBeGreaterThan(1);
  expect(said).toEqual(said.map(([to]) => [to, to === '2026-09-30']));
  expect(said.filter(([, countsOn]) => countsOn)).toHaveLength(1);
});

it('asks a county that is added later for its contacts, and for no form of before', async () => {
  const campaign = await start('rural-2018', { 'rectify-days': '30' });
  await at('2027-01-11T02:00:00Z');
  const { version } = (await above.inject('GET', `/api/campaigns/${campaign}`)).json();
  const counties = [test.foreignCounty];
  const added = await above.inject('POST', `/api/campaigns/${campaign}/counties`, { counties, version });
  expect(added.statusCode, added.body).toBe(200);
  const there = await test.signIn('county-officer', { scope: test.foreignCounty });
  const days = await daysOf(there, campaign);
  expect(Object.keys(days).sort()).toEqual(['F4 2027-01', 'F5 2027-01', 'F6 2026-11-14']);
  expect(days['F6 2026-11-14']).toBe('2027-01-25');
});
