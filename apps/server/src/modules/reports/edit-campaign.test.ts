import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { startForTest } from '../campaigns/testing/start-for-test.ts';
import { lookAfterReports } from './look-after-reports.ts';
import { actOn, reportOf } from './testing/report-desk.ts';

let test: TestApp;
let officer: Person;
let above: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-27T02:00:00Z') });
  officer = await test.signIn('county-officer');
  above = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

interface Content {
  readonly forms: readonly { readonly form: string }[];
  readonly stageReports: readonly { readonly title: string; readonly dueOn: string }[];
}

async function started(): Promise<string> {
  const id = await startForTest(above, [test.county]);
  await lookAfterReports(test.deps);
  return id;
}

async function edit(id: string, change: (content: Content) => object, over: object = {}) {
  const campaign = (await above.inject('GET', `/api/campaigns/${id}`)).json();
  const { title, documentNo, startsOn, endsOn, content, version } = campaign;
  return await above.inject('PUT', `/api/campaigns/${id}`, {
    title,
    documentNo,
    startsOn,
    endsOn,
    version,
    content: { ...content, ...change(content) },
    ...over,
  });
}

const without = (form: string) => (content: Content) => ({
  forms: content.forms.filter((one) => one.form !== form),
});
const moved =
  (from: string, to: string) =>
  ({ stageReports }: Content) => ({
    stageReports: stageReports.map((one) => (one.dueOn === from ? { ...one, dueOn: to } : one)),
  });

/** The county's reports of the campaign as its officer finds them: form and period. */
async function reportsOf(id: string): Promise<readonly string[]> {
  const { items } = (await officer.inject('GET', '/api/reports/due?show=all')).json();
  return items
    .filter((one: { campaignId: string }) => one.campaignId === id)
    .map((one: { form: string; period: string }) => `${one.form} ${one.period}`)
    .sort();
}
const inboxOf = async (person: Person): Promise<string> =>
  (await person.inject('GET', '/api/inbox?limit=200')).body;
const droppedOf = (id: string) =>
  inScope(test.db, test.county, async (tx) => {
    const { rows } = await sql<{ payload: { form: string; period: string } }>`
      SELECT payload FROM events WHERE act = 'report.drop' AND payload->>'campaign' = ${id} ORDER BY id`.execute(
      tx,
    );
    return rows.map(({ payload }) => `${payload.form} ${payload.period}`).sort();
  });

describe('editing a running campaign', () => {
  it('takes a summary’s old day with it: nobody is late with what is no longer asked for', async () => {
    const id = await started();
    expect(await reportsOf(id)).toContain('stage 2026-07-25');
    const { id: stale } = (await officer.inject('GET', '/api/reports/due?show=all'))
      .json()
      .items.find((one: { campaignId: string; period: string }) => one.period === '2026-07-25');
    expect(await inboxOf(officer)).toContain(stale);
    expect((await edit(id, moved('2026-07-25', '2026-07-30'))).statusCode).toBe(200);
    expect((await reportsOf(id)).filter((one) => one.startsWith('stage 2026-07'))).toEqual([
      'stage 2026-07-30',
    ]);
    expect(await inboxOf(officer)).not.toContain(stale);
    expect(await droppedOf(id)).toEqual(['stage 2026-07-25']);
  });

  it('takes out the reports of a form that is no longer in the plan', async () => {
    const id = await started();
    expect(await reportsOf(id)).toContain('F1 2026-06');
    expect((await edit(id, without('F1'))).statusCode).toBe(200);
    expect((await reportsOf(id)).filter((one) => one.startsWith('F1'))).toEqual([]);
    expect(await droppedOf(id)).toEqual(['F1 2026-05', 'F1 2026-06', 'F1 2026-07']);
  });

  it('is refused where such a report was filled in, and names it', async () => {
    const id = await started();
    const { items } = (await officer.inject('GET', '/api/reports/due?form=F1')).json();
    const june = items.find(
      (one: { campaignId: string; period: string }) => one.campaignId === id && one.period === '2026-06',
    );
    const { version } = (await above.inject('GET', `/api/campaigns/${id}`)).json();
    expect((await actOn(officer, june.id, 'texts', { typed: {} })).statusCode).toBe(200);
    const refused = await edit(id, without('F1'));
    expect(refused.statusCode).toBe(409);
    expect(refused.json()).toMatchObject({ code: 'reports-filled' });
    expect(refused.json().detail).toContain('昌吉市 F1 专项整治问题清单（2026年6月）');
    expect(refused.json().detail).not.toContain('2026年5月');
    expect((await above.inject('GET', `/api/campaigns/${id}`)).json().version).toBe(version);
    expect(await reportsOf(id)).toContain('F1 2026-05');
    expect((await edit(id, without('F2'))).statusCode).toBe(200);
  });

  it('settles the 督办 notice about a report that is no longer asked for, and keeps its words', async () => {
    const id = await started();
    const { items } = (await above.inject('GET', `/api/supervision/late-reports?campaign=${id}`)).json();
    const june = items.find(({ title }: { title: string }) => title === 'F2 工作情况月报表（2026年6月）');
    const issued = await above.inject('POST', '/api/supervisions', {
      organisation: test.county,
      subject: { kind: 'report', id: june.id },
      demand: '请尽快报送。',
      dueOn: '2026-07-31',
    });
    expect(issued.statusCode, issued.body).toBe(201);
    expect((await edit(id, without('F2'))).statusCode).toBe(200);
    expect((await above.inject('GET', `/api/supervisions/${issued.json().id}`)).json()).toMatchObject({
      state: 'settled',
      about: 'report',
      aboutText: 'F2 工作情况月报表（2026年6月）',
      caseId: null,
    });
  });

  it('and filling at the same moment: either the form stays with what was filled, or it is gone', async () => {
    for (const first of ['edit', 'fill', 'edit', 'fill']) {
      const id = await started();
      const june = (await officer.inject('GET', '/api/reports/due?form=F1'))
        .json()
        .items.find((one: { campaignId: string }) => one.campaignId === id);
      const acts = {
        edit: () => edit(id, without('F1')),
        fill: () => actOn(officer, june.id, 'texts', { typed: {} }),
      };
      const order = first === 'edit' ? (['edit', 'fill'] as const) : (['fill', 'edit'] as const);
      const answers = await Promise.all(order.map((act) => acts[act]()));
      const [edited, filled] = first === 'edit' ? answers : answers.toReversed();
      expect([edited?.statusCode, filled?.statusCode]).toSatisfy(
        ([a, b]) => (a === 409 && b === 200) || (a === 200 && b === 404),
      );
      expect((await reportsOf(id)).some((one) => one.startsWith('F1'))).toBe(filled?.statusCode === 200);
    }
  });
});

it('the hourly look removes what lost its period by another way, and never what was filled', async () => {
  const id = await started();
  const f1 = await reportOf(test, test.county, 'F1', '2026-06');
  await inScope(test.db, test.county, async (tx) => {
    for (const [period, version] of [
      ['2026-01', 1],
      ['2026-02', 2],
    ])
      await sql`INSERT INTO reports (county, id, campaign_id, form, period, state, due_on, created_at, updated_at, version)
        VALUES (${test.county}, ${test.deps.ids()}, ${id}, 'F2', ${period}, 'draft', '2026-02-18', now(), now(),
          ${version})`.execute(tx);
  });
  await lookAfterReports(test.deps);
  const left = await reportsOf(id);
  expect(left).not.toContain('F2 2026-01');
  expect(left).toContain('F2 2026-02');
  expect((await officer.inject('GET', `/api/reports/${f1}`)).statusCode).toBe(200);
});
