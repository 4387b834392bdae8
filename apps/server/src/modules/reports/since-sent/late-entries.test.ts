import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { problemForTest, sinceItsFirstDay, startForTest } from '../../campaigns/testing/start-for-test.ts';
import { lookAfterReports } from '../due/look-after-reports.ts';
import { actOn, explainAll, reportOf } from '../testing/report-desk.ts';
import { watchSignedForms } from './late-entries.ts';

let test: TestApp;
let officer: Person;
let leader: Person;
let above: Person;
let inspector: Person;
let campaign: string;
let id: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  inspector = await test.signIn('inspector');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
  campaign = await startForTest(above, [test.county]);
  await sinceItsFirstDay(test, campaign);
  id = await reportOf(test, test.county, 'F2', '2026-05');
});
afterAll(() => test.close());

async function sign(): Promise<void> {
  expect((await actOn(officer, id, 'texts', { typed: {} })).statusCode).toBe(200);
  await explainAll(officer, id);
  expect((await actOn(leader, id, 'approve')).statusCode).toBe(200);
}

async function told(person: Person): Promise<readonly string[]> {
  test.clock.advance(60_000);
  await lookAfterReports(test.deps);
  await watchSignedForms(test.deps);
  const { items } = (await person.inject('GET', '/api/inbox?limit=200')).json();
  return items
    .filter(({ link }: { link: string }) => link === `/reports/${id}`)
    .map(({ title }: { title: string }) => title)
    .filter((title: string) => title.includes('记录有变动'));
}
const listed = async (person: Person) =>
  (await person.inject('GET', '/api/home'))
    .json()
    .lists.find(({ key }: { key: string }) => key === 'reports-moved')
    ?.items.map(({ link }: { link: string }) => link);
const isMarked = async () =>
  (await officer.inject('GET', `/api/reports/${id}`)).json().recordsMoved as boolean;
const enter = () => problemForTest(officer, campaign, { foundOn: '2026-05-20' });

it('says nothing of a sent form that the records still bear out, whatever is entered into another month', async () => {
  await sign();
  expect((await actOn(officer, id, 'submit')).statusCode).toBe(200);
  await problemForTest(officer, campaign, { foundOn: '2026-07-02' });
  expect(await told(officer)).toEqual([]);
  expect([await listed(officer), await isMarked()]).toEqual([[], false]);
});

it('tells the officer, the leader and the inspector once when something is entered into its month, not once an entry', async () => {
  await enter();
  const title = '报送后记录有变动：F2 工作情况月报表（2026年5月）';
  expect(await told(officer)).toEqual([title]);
  expect(await told(leader)).toEqual([title]);
  expect(await told(inspector)).toEqual([title]);
  expect((await inspector.inject('GET', `/api/reports/${id}`)).statusCode).toBe(200);
  await enter();
  expect(await told(officer)).toEqual([title]);
  expect([await listed(officer), await listed(leader)]).toEqual([[`/reports/${id}`], [`/reports/${id}`]]);
  expect(await isMarked()).toBe(true);
});

it('ends when the form is taken up again, and begins anew with what is entered after the next signature', async () => {
  expect((await actOn(above, id, 'return', { reason: '请补报' })).statusCode).toBe(200);
  for (const person of [officer, leader, inspector]) expect(await told(person)).toEqual([]);
  expect(await listed(officer)).toEqual([]);
  await sign();
  expect(await told(officer)).toEqual([]);
  const late = await enter();
  expect(await told(officer)).toEqual(['审签后记录有变动：F2 工作情况月报表（2026年5月）']);
  const { version } = (await leader.inject('GET', `/api/problems/${late}`)).json();
  const withdrawn = await leader.inject('POST', `/api/problems/${late}/withdraw`, {
    reason: '登记有误',
    version,
  });
  expect(withdrawn.statusCode, withdrawn.body).toBe(200);
  expect([await told(officer), await isMarked()]).toEqual([[], false]);
});

it('stands on the form’s own page in the same moment, before anything was looked after', async () => {
  const late = await enter();
  const moved = async () =>
    (await officer.inject('GET', `/api/reports/${id}/since-sent`))
      .json()
      .figures.flatMap(({ came }: { came: { records: { ref: string }[] } }) =>
        came.records.map(({ ref }) => ref),
      );
  expect(await moved()).toContain(`problem:${late}`);
  const { version } = (await leader.inject('GET', `/api/problems/${late}`)).json();
  await leader.inject('POST', `/api/problems/${late}/withdraw`, { reason: '登记有误', version });
  expect(await moved()).toEqual([]);
});

it('names the campaign where the county runs another one', async () => {
  await startForTest(above, [test.county], { title: '物业费清缴专项整治' });
  await enter();
  const { title } = (await officer.inject('GET', `/api/campaigns/${campaign}`)).json();
  expect(await told(officer)).toEqual([`审签后记录有变动：F2 工作情况月报表（2026年5月） · ${title}`]);
});
