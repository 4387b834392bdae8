import { FORMS } from '@anju/official-forms';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { sinceItsFirstDay, startForTest } from '../campaigns/testing/start-for-test.ts';
import { lookAfterReports } from './due/look-after-reports.ts';
import { listReports } from './report-store.ts';
import { actOn, explainAll, reportOf } from './testing/report-desk.ts';

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
  await sinceItsFirstDay(test, id);
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
const withF2 = (setting: object) => (content: Content) => ({
  forms: content.forms.map((one) => (one.form === 'F2' ? { ...one, ...setting } : one)),
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

/** A problem found on 20 June, under item 9.9. */
const registerIn = (campaignId: string, category: string, description: string) =>
  officer.inject('POST', '/api/problems', {
    campaignId,
    category,
    item: '9.9',
    description,
    source: '自查自纠',
    region: test.county,
    amountFen: null,
    foundOn: '2026-06-20',
  });

async function f1Of(campaignId: string, period: string): Promise<string> {
  const { items } = (await officer.inject('GET', '/api/reports/due?show=all')).json();
  return items.find(
    (one: { campaignId: string; form: string; period: string }) =>
      one.campaignId === campaignId && one.form === 'F1' && one.period === period,
  ).id;
}

/** What stands first in a row of form F1. */
const told = async (f1: string, line: string) =>
  (await officer.inject('GET', `/api/reports/${f1}/cells/lines.${line}.0.description`)).body;

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

  it('refuses two summaries of one kind on one day, and lists what is due as before', async () => {
    const id = await started();
    const twice = ({ stageReports }: Content) => ({
      stageReports: [...stageReports, ...stageReports.slice(0, 1)],
    });
    const refused = await edit(id, twice);
    expect(refused.json().errors).toMatchObject([{ message: expect.stringContaining('同一天') }]);
    // One that an older version took.
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE campaigns SET content = jsonb_set(content, '{stageReports}',
          content->'stageReports' || (content->'stageReports'->0))
        WHERE county = ${test.county} AND id = ${id}::uuid`.execute(tx),
    );
    expect((await reportsOf(id)).filter((one) => one === 'stage 2026-07-25')).toHaveLength(1);
  });

  it('prints a problem under the row of its own category where two number their items alike', async () => {
    const id = await started();
    const item = { code: '9.9', text: '同号的整治内容' };
    const numbered = (content: Content & { categories?: readonly { items: readonly object[] }[] }) => ({
      categories: content.categories?.map((category, n) => ({
        ...category,
        items: [...category.items, { ...item, f1Line: n === 0 ? '1' : '7' }],
      })),
    });
    expect((await edit(id, numbered)).statusCode).toBe(200);
    const content = (await above.inject('GET', `/api/campaigns/${id}`)).json().content;
    const category = content.categories[0].code;
    const problem = await registerIn(id, category, '同号内容下的问题');
    expect(problem.statusCode, problem.body).toBe(201);
    const f1 = await f1Of(id, '2026-06');
    expect(await told(f1, '1')).toContain('同号内容下的问题');
    expect(await told(f1, '7')).not.toContain('同号内容下的问题');
  });

  it('counts what is found after the last day of a campaign that still runs in its last period', async () => {
    const id = await started();
    const numbered = (content: Content & { categories?: readonly { items: readonly object[] }[] }) => ({
      categories: content.categories?.map((one) => ({
        ...one,
        items: [...one.items, { code: '9.9', text: '整治内容', f1Line: '1' }],
      })),
    });
    expect((await edit(id, numbered)).statusCode).toBe(200);
    const { content } = (await above.inject('GET', `/api/campaigns/${id}`)).json();
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE campaigns SET ends_on = '2026-06-19' WHERE county = ${test.county} AND id = ${id}::uuid`.execute(
        tx,
      ),
    );
    const problem = await registerIn(id, content.categories[0].code, '最后一天之后的问题');
    expect(problem.statusCode, problem.body).toBe(201);
    expect(await told(await f1Of(id, '2026-06'), '1')).toContain('最后一天之后的问题');
    expect(await told(await f1Of(id, '2026-05'), '1')).not.toContain('最后一天之后的问题');
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
      const { version } = (await officer.inject('GET', `/api/reports/${june.id}`)).json();
      const acts = {
        edit: () => edit(id, without('F1')),
        fill: () => officer.inject('POST', `/api/reports/${june.id}/texts`, { version, typed: {} }),
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

it('a sent form is printed as its campaign printed and counted it when it was signed', async () => {
  const id = await started();
  const report = await inScope(test.db, test.county, async (tx) => {
    const [found] = await listReports(tx, {
      scope: test.county,
      campaignId: id,
      form: 'F2',
      period: '2026-06',
    });
    return found?.id ?? '';
  });
  await actOn(officer, report, 'texts', { typed: {} });
  await explainAll(officer, report);
  expect((await actOn(await test.signIn('leader'), report, 'approve')).statusCode).toBe(200);
  expect((await actOn(officer, report, 'submit')).statusCode).toBe(200);
  const print = async (query: string) => {
    const file = await officer.inject('GET', `/api/reports/${report}/form.xlsx${query}`);
    const read = await FORMS.F2.read(file.rawPayload);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    const name = decodeURIComponent(String(file.headers['content-disposition']));
    return { basis: /当月|累计/.exec(name)?.[0], found: read.value.row.found };
  };
  const sent = { basis: '当月', found: 0 };
  expect(await print('?no=1')).toEqual(sent);
  expect((await edit(id, withF2({ basis: 'cumulative', nothingAs: 'blank' }))).statusCode).toBe(200);
  expect(await print('?no=1')).toEqual(sent);
  expect(await print('')).toEqual(sent);
  expect((await officer.inject('GET', `/api/reports/${report}`)).json()).toMatchObject({ basis: 'period' });
});
