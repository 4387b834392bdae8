import ExcelJS from 'exceljs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { breakWriting } from './testing/break-writing.ts';
import { problemForTest, sinceItsFirstDay, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let admin: Person;
let officer: Person;
let prefecture: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  admin = await test.signIn('county-admin');
  officer = await test.signIn('county-officer');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
});
afterAll(() => test.close());

async function sheetOf(path: string): Promise<ExcelJS.Worksheet> {
  const { rawPayload: raw } = await officer.inject('GET', path);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length) as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('a workbook without a sheet');
  return sheet;
}

async function rowsOf(id: string): Promise<number> {
  return await inScope(test.db, '6523', async (tx) => {
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM campaigns WHERE id = ${id}::uuid`.execute(tx);
    return rows[0]?.n ?? 0;
  });
}

const campaignsInAll = () =>
  inScope(test.db, '6523', async (tx) => {
    const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM campaigns`.execute(tx);
    return rows[0]?.n ?? 0;
  });

describe('starting a campaign', () => {
  it('asks what the source leaves open instead of guessing', async () => {
    const response = await admin.inject('POST', '/api/campaigns', {
      plan: 'allocation-2023',
      year: 2026,
      answers: { 'f2-basis': 'period' },
      participants: [test.county],
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors).toEqual([
      { path: 'answers', message: '来文没有写明的事项还没有全部选定' },
    ]);
    const { plans } = (await admin.inject('GET', '/api/campaigns/plans?year=2026')).json();
    expect(
      plans.map((plan: { code: string; questions: unknown[] }) => [plan.code, plan.questions.length]),
    ).toEqual([
      ['allocation-2023', 3],
      ['post-lease-2021', 2],
      ['rural-2018', 1],
    ]);
  });

  it('by the prefecture writes it into every county that takes part, and each county sees its own', async () => {
    const id = await startForTest(prefecture, [test.county, test.foreignCounty]);
    expect(await rowsOf(id)).toBe(3);
    const here = (await officer.inject('GET', `/api/campaigns/${id}`)).json();
    expect(here).toMatchObject({
      title: '2026年城镇保障性住房领域公租房分配管理专项整治',
      place: '昌吉州',
      own: false,
      phases: ['集中整治'],
      participants: [{ county: test.county, name: '昌吉市' }],
    });
    const there = await test.signIn('county-officer', { scope: test.foreignCounty });
    expect((await there.inject('GET', `/api/campaigns/${id}`)).statusCode).toBe(200);
    const above = (await prefecture.inject('GET', '/api/campaigns')).json();
    expect(above.items.filter((one: { id: string }) => one.id === id)).toHaveLength(1);
    expect(above.items[0].own).toBe(true);
    expect((await officer.inject('GET', '/api/inbox')).json().items[0].title).toContain('专项整治已启动');
  });

  it('tells what is due next: the 18th is a Saturday, so the report goes up on Friday', async () => {
    const id = await startForTest(admin, []);
    await sinceItsFirstDay(test, id);
    const { upcoming } = (await officer.inject('GET', `/api/campaigns/${id}`)).json();
    expect(upcoming[0]).toMatchObject({
      kind: 'form',
      title: 'F1 专项整治问题清单（2026年6月）',
      dueOn: '2026-07-17',
      nominalDue: '2026-07-18',
    });
    expect(upcoming.map((one: { title: string }) => one.title)).toContain('第一次阶段性总结');
  });

  it('writes nothing at all when one county is not below the prefecture', async () => {
    const before = await campaignsInAll();
    const refused = await prefecture.inject('POST', '/api/campaigns', {
      plan: 'rural-2018',
      year: 2026,
      answers: { 'rectify-days': '30' },
      participants: [test.county, '659001'],
    });
    expect(refused.statusCode).toBe(400);
    expect(await campaignsInAll()).toBe(before);
  });

  it('writes nothing at all when the last county fails half-way', async () => {
    const before = await campaignsInAll();
    const broken = {
      plan: 'own',
      year: 2026,
      participants: [test.county, test.foreignCounty],
      title: '写到一半失败的整治',
      startsOn: '2026-07-01',
      endsOn: '2026-12-31',
      content: {
        ...(await admin.inject('GET', '/api/campaigns/plans?year=2026')).json().plans[0].content,
        phases: [],
      },
    };
    const failed = await breakWriting(test, { table: 'campaigns', when: "NEW.county = '652302'" }, () =>
      prefecture.inject('POST', '/api/campaigns', broken),
    );
    expect(failed.statusCode).toBe(500);
    expect(await campaignsInAll()).toBe(before);
    expect((await prefecture.inject('POST', '/api/campaigns', broken)).statusCode).toBe(201);
    expect(await campaignsInAll()).toBe(before + 3);
  });

  it('refuses a ready plan with content and an own plan with answers: a part of it would be lost', async () => {
    const [ready] = (await admin.inject('GET', '/api/campaigns/plans?year=2026')).json().plans;
    const days = { title: '自定整治', startsOn: '2026-07-01', endsOn: '2026-12-31' };
    const answers = { 'rectify-days': '30' };
    const start = async (body: object) => {
      const participants = [test.county];
      const answer = await admin.inject('POST', '/api/campaigns', {
        year: 2026,
        participants,
        ...days,
        ...body,
      });
      return [answer.statusCode, answer.json().errors?.map((one: { path: string }) => one.path)];
    };
    const { content } = ready;
    expect(await start({ plan: 'rural-2018', answers, content })).toEqual([400, ['content']]);
    expect(await start({ plan: 'own', answers, content })).toEqual([400, ['answers']]);
  });

  it('is not for officers, and a county starts nothing for its neighbour', async () => {
    const body = {
      plan: 'rural-2018',
      year: 2026,
      answers: { 'rectify-days': '30' },
      participants: [test.foreignCounty],
    };
    expect((await officer.inject('POST', '/api/campaigns', body)).statusCode).toBe(403);
    expect((await admin.inject('POST', '/api/campaigns', body)).statusCode).toBe(400);
  });

  it('refuses a plan of its own whose form has no due day or whose phase leaves the period', async () => {
    const [ready] = (await admin.inject('GET', '/api/campaigns/plans?year=2026')).json().plans;
    const response = await admin.inject('POST', '/api/campaigns', {
      plan: 'own',
      year: 2026,
      title: '自定整治',
      startsOn: '2026-07-01',
      endsOn: '2026-12-31',
      content: {
        ...ready.content,
        phases: [{ title: '排查', startsOn: '2026-06-30', endsOn: '2026-08-31' }],
        forms: [{ form: 'F2', every: 'month', basis: 'period', nothingAs: 'zero' }],
      },
    });
    expect(response.statusCode).toBe(400);
    expect(response.json().errors.map((one: { path: string }) => one.path)).toEqual(['phases.0', 'forms.0']);
  });
});

describe('a running campaign', () => {
  const editOf = (campaign: Record<string, unknown>, over: object) => ({
    title: campaign.title,
    documentNo: campaign.documentNo,
    startsOn: campaign.startsOn,
    endsOn: campaign.endsOn,
    content: campaign.content,
    version: campaign.version,
    ...over,
  });

  it('is edited by whoever started it, in every county, and by nobody else', async () => {
    const id = await startForTest(prefecture, [test.county]);
    const campaign = (await prefecture.inject('GET', `/api/campaigns/${id}`)).json();
    const edit = editOf(campaign, { endsOn: '2026-12-31' });
    expect((await admin.inject('PUT', `/api/campaigns/${id}`, edit)).statusCode).toBe(403);
    expect((await prefecture.inject('PUT', `/api/campaigns/${id}`, edit)).statusCode).toBe(200);
    expect((await officer.inject('GET', `/api/campaigns/${id}`)).json().endsOn).toBe('2026-12-31');
    const second = await prefecture.inject('PUT', `/api/campaigns/${id}`, edit);
    expect(second.statusCode).toBe(409);
    expect(second.json().code).toBe('changed-meanwhile');
  });

  it('keeps a category that has problems in it', async () => {
    const id = await startForTest(admin, []);
    await problemForTest(officer, id);
    const campaign = (await admin.inject('GET', `/api/campaigns/${id}`)).json();
    const content = { ...campaign.content, categories: campaign.content.categories.slice(0, 2) };
    const response = await admin.inject('PUT', `/api/campaigns/${id}`, editOf(campaign, { content }));
    expect(response.statusCode).toBe(400);
    expect(response.json().errors[0].message).toContain('已有问题登记在内');
  });

  it('takes no new problem after it was ended, and finishes what is open', async () => {
    const id = await startForTest(admin, []);
    const problem = await problemForTest(officer, id);
    const { version } = (await admin.inject('GET', `/api/campaigns/${id}`)).json();
    const end = { reason: '整治任务完成', version };
    expect((await officer.inject('POST', `/api/campaigns/${id}/end`, end)).statusCode).toBe(403);
    expect((await admin.inject('POST', `/api/campaigns/${id}/end`, end)).statusCode).toBe(200);
    await expect(problemForTest(officer, id)).rejects.toThrow('campaign-ended');
    const pin = {
      task: '限期腾退',
      responsible: '住房保障中心',
      staff: '李某',
      deadline: '2026-08-01',
      version: 1,
    };
    expect((await officer.inject('POST', `/api/problems/${problem}/pin`, pin)).statusCode).toBe(200);
  });
});

describe('results and contacts', () => {
  let id: string;
  beforeAll(async () => {
    id = await startForTest(admin, []);
  });

  it('counts a publication with its projects, and asks for them', async () => {
    const publication = { kind: 'publication', title: '第一批公布', on: '2026-07-01', projects: 3 };
    const path = `/api/campaigns/${id}/results`;
    expect((await officer.inject('POST', path, { ...publication, projects: null })).statusCode).toBe(400);
    expect((await officer.inject('POST', path, { ...publication, on: '2026-07-07' })).statusCode).toBe(400);
    expect((await officer.inject('POST', path, publication)).statusCode).toBe(201);
    const rule = {
      kind: 'institution',
      title: '公租房动态核查办法',
      documentNo: '示例〔2026〕9号',
      on: '2026-07-02',
    };
    const added = (await officer.inject('POST', path, rule)).json();
    const changed = { ...rule, title: '公租房租后动态核查办法', version: 1 };
    expect((await officer.inject('PUT', `/api/campaign-results/${added.id}`, changed)).statusCode).toBe(200);
    expect((await officer.inject('PUT', `/api/campaign-results/${added.id}`, changed)).statusCode).toBe(409);
    const { items } = (await admin.inject('GET', path)).json();
    expect(items.map((one: { title: string; projects: number | null }) => [one.title, one.projects])).toEqual(
      [
        ['第一批公布', 3],
        ['公租房租后动态核查办法', null],
      ],
    );
    const list = await sheetOf(`/api/campaigns/${id}/institution-list.xlsx`);
    expect(list.getCell('D4').value).toBe('公租房租后动态核查办法');
    expect(
      (await officer.inject('GET', `/api/campaigns/${test.deps.ids()}/institution-list.xlsx`)).statusCode,
    ).toBe(404);
  });

  it('goes up on paper: each of the three lists has its heading and fits across a page', async () => {
    await problemForTest(officer, id);
    const { title } = (await officer.inject('GET', `/api/campaigns/${id}`)).json();
    for (const [path, name] of [
      ['problem-list', '问题（整改）清单'],
      ['institution-list', '制度清单'],
      ['achievement-list', '成果清单'],
    ] as const) {
      const list = await sheetOf(`/api/campaigns/${id}/${path}.xlsx`);
      expect(list.getCell('A1').value).toBe(`${title}${name}`);
      expect(list.getCell('A1').isMerged).toBe(true);
      expect(list.getCell('A3').value).toBe('序号');
      expect(list.pageSetup).toMatchObject({
        paperSize: 9,
        orientation: 'landscape',
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '3:3',
      });
      expect(list.getCell('B4')).toMatchObject({ alignment: { wrapText: true }, border: { top: {} } });
      expect(list.getRow(4).height).toBeGreaterThan(20);
    }
  });

  it('keeps telephones sealed and masked, and logs who opened them', async () => {
    const path = `/api/campaigns/${id}/contacts`;
    const person = { regionName: '昌吉市', name: '测试甲', post: '住建局局长', phone: '13912345678' };
    expect((await officer.inject('PUT', path, { contacts: [person] })).statusCode).toBe(200);
    const shown = await officer.inject('GET', path);
    expect(shown.json().items[0].phoneMasked).toMatch(/^139\*+$/);
    expect(shown.body).not.toContain('5678');
    const kept = {
      contacts: [
        { ...person, name: '测试乙', phone: '13700000000' },
        { ...person, phone: null },
      ],
    };
    expect((await officer.inject('PUT', path, kept)).statusCode).toBe(200);
    const opened = await officer.inject('POST', `${path}/reveal`, { reason: '填报联络人名单' });
    expect(opened.json().items.map((one: { phone: string }) => one.phone)).toEqual([
      '13700000000',
      '13912345678',
    ]);
    const nobody = { contacts: [{ ...person, name: '测试丙', phone: null }] };
    expect((await officer.inject('PUT', path, nobody)).statusCode).toBe(400);
    const acts = await inScope(test.db, test.county, async (tx) => {
      const { rows } = await sql<{ payload: string }>`
        SELECT payload::text FROM events WHERE act = 'campaign.contacts' ORDER BY id`.execute(tx);
      return rows.map(({ payload }) => payload);
    });
    expect(acts).toHaveLength(3);
    expect(acts.join('')).not.toMatch(/139123|测试甲/);
  });
});
