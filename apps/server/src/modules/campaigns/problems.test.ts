import {
  PROBLEM_ACTS,
  PROBLEM_STATES,
  PROBLEM_TRANSITIONS,
  type ProblemAct,
  ROLES,
  type Role,
} from '@anju/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, holdTable, type Person, type TestApp } from '../../platform/testing/index.ts';
import { breakWriting } from './testing/break-writing.ts';
import { clueForTest, confirmedFindings, problemForTest, startForTest } from './testing/start-for-test.ts';

let test: TestApp;
let admin: Person;
let officer: Person;
let reviewer: Person;
let prefecture: Person;
let campaign: string;
const COMMUNITY = '652301001001';
const OTHER_COMMUNITY = '652301002001';

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  admin = await test.signIn('county-admin');
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  campaign = await startForTest(prefecture, [test.county, test.foreignCounty]);
});
afterAll(() => test.close());

const FIVE = { task: '责令限期腾退', responsible: '住房保障中心', staff: '李某', deadline: '2026-08-05' };

async function versionOf(id: string): Promise<number> {
  return (await prefecture.inject('GET', `/api/problems/${id}`)).json().version;
}

async function evidence(person: Person): Promise<string> {
  return (
    await person.upload('/api/papers', { name: '腾退照片.pdf', content: `%PDF-1.7 ${test.deps.ids()}` })
  ).json().id;
}

const PATHS: Record<ProblemAct, string> = {
  pin: 'pin',
  progress: 'progress',
  'report-rectified': 'rectified',
  close: 'close',
  return: 'return',
  reopen: 'reopen',
  withdraw: 'withdraw',
  restore: 'restore',
};

async function bodyOf(act: ProblemAct, person: Person): Promise<object> {
  switch (act) {
    case 'pin':
      return { ...FIVE, reason: '人员变动' };
    case 'progress':
      return { text: '已约谈' };
    case 'report-rectified':
      return { text: '已腾退', on: '2026-07-06', recoveredFen: 1000, paperIds: [await evidence(person)] };
    case 'close':
      return { remark: '' };
    default:
      return { reason: '情况有变' };
  }
}

async function act(person: Person, id: string, name: ProblemAct, over: object = {}) {
  const body = { ...(await bodyOf(name, person)), version: await versionOf(id), ...over };
  return await person.inject('POST', `/api/problems/${id}/${PATHS[name]}`, body);
}

async function done(person: Person, id: string, name: ProblemAct): Promise<void> {
  const response = await act(person, id, name);
  expect(response.statusCode, `${name}: ${response.body}`).toBe(200);
}

/** The shortest way to a state, by people who are none of the tested ones. */
const WAYS: Record<string, readonly (readonly ['officer' | 'reviewer' | 'admin', ProblemAct])[]> = {
  registered: [],
  rectifying: [['officer', 'pin']],
  rectified: [
    ['officer', 'pin'],
    ['officer', 'report-rectified'],
  ],
  closed: [
    ['officer', 'pin'],
    ['officer', 'report-rectified'],
    ['reviewer', 'close'],
  ],
  withdrawn: [['admin', 'withdraw']],
};

async function problemIn(state: string): Promise<string> {
  const id = await problemForTest(officer, campaign);
  for (const [who, name] of WAYS[state] ?? []) await done({ officer, reviewer, admin }[who], id, name);
  return id;
}

describe('the lifecycle over HTTP is the table', () => {
  const people = new Map<Role, Person>();
  beforeAll(async () => {
    for (const role of Object.keys(ROLES) as Role[]) {
      people.set(role, await test.signIn(role, role === 'prefecture-supervisor' ? { scope: '6523' } : {}));
    }
  });

  it.each(Object.keys(PROBLEM_STATES))('from %s only its lines, for only their roles', async (from) => {
    const wrong: string[] = [];
    for (const name of Object.keys(PROBLEM_ACTS) as ProblemAct[]) {
      const line = PROBLEM_TRANSITIONS.find((one) => one.from === from && one.act === name);
      for (const [role, person] of people) {
        const above = role === 'prefecture-supervisor';
        const allowed = line?.by.includes(role) === true && !(above && line.needs.includes('own-ledger'));
        // One that is refused stays where it is: a fresh problem is needed only after one that is done.
        const id = await fresh(from);
        const response = await act(person, id, name, name === 'report-rectified' ? { paperIds: [] } : {});
        // Evidence is asked for last: a refusal for want of it means that the table let the person through.
        const passed = response.statusCode === 200 || response.json().errors?.[0]?.path === 'paperIds';
        if (passed !== allowed) wrong.push(`${role} ${name} → ${response.statusCode} ${response.body}`);
        if (response.statusCode === 200) {
          if (response.json().state !== line?.to) wrong.push(`${name} led to ${response.json().state}`);
          kept.delete(from);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  const kept = new Map<string, string>();
  async function fresh(state: string): Promise<string> {
    const id = kept.get(state) ?? (await problemIn(state));
    kept.set(state, id);
    return id;
  }
});

describe('close-out', () => {
  it('takes evidence and another person than who reported it', async () => {
    const id = await problemForTest(officer, campaign);
    await done(officer, id, 'pin');
    const bare = await act(admin, id, 'report-rectified', { paperIds: [] });
    expect(bare.json().detail).toContain('佐证材料');
    await done(admin, id, 'report-rectified');
    const own = await act(admin, id, 'close');
    expect(own.statusCode).toBe(409);
    expect(own.json().code).toBe('same-person');
    await done(reviewer, id, 'close');
    const page = (await reviewer.inject('GET', `/api/problems/${id}`)).json();
    expect(page).toMatchObject({
      state: 'closed',
      closedOn: '2026-07-06',
      recoveredFen: 1000,
      amountFen: 123_450,
    });
    expect(page.number).toMatch(/^问题〔2026〕\d+号$/);
    expect(page.papers).toHaveLength(1);
    expect(page.notes.map((note: { actLabel: string }) => note.actLabel)).toEqual([
      '登记问题',
      '五落实',
      '申请销号',
      '销号',
    ]);
  });

  it('refuses a paper of somebody else and keeps nothing of the act', async () => {
    const id = await problemIn('rectifying');
    const response = await act(officer, id, 'report-rectified', { paperIds: [await evidence(admin)] });
    expect(response.statusCode).toBe(400);
    const page = (await officer.inject('GET', `/api/problems/${id}`)).json();
    expect(page).toMatchObject({ state: 'rectifying', rectification: '', papers: [] });
  });

  it('tells the second of two officers who close at once what happened', async () => {
    const id = await problemIn('rectified');
    const leader = await test.signIn('leader');
    const version = await versionOf(id);
    const answers = await Promise.all(
      [reviewer, leader].map((person) => person.inject('POST', `/api/problems/${id}/close`, { version })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const second = answers.find(({ statusCode }) => statusCode === 409)?.json();
    expect(second.code).toBe('changed-meanwhile');
    expect(second.detail).toMatch(/测试/);
  });

  it('keeps act and event together: where the event cannot be written, nothing is closed', async () => {
    const id = await problemIn('rectified');
    const failed = await breakWriting(test, { table: 'events', when: "NEW.act = 'problem.close'" }, () =>
      act(reviewer, id, 'close'),
    );
    expect(failed.statusCode).toBe(500);
    const page = (await reviewer.inject('GET', `/api/problems/${id}`)).json();
    expect(page).toMatchObject({ state: 'rectified', closedOn: null });
    expect(page.notes.at(-1).act).toBe('report-rectified');
    await done(reviewer, id, 'close');
  });

  it('has no deadline that has passed, and no rectification in the future', async () => {
    const id = await problemForTest(officer, campaign);
    expect((await act(officer, id, 'pin', { deadline: '2026-07-05' })).statusCode).toBe(400);
    await done(officer, id, 'pin');
    expect((await act(officer, id, 'report-rectified', { on: '2026-07-07' })).statusCode).toBe(400);
    const early = await act(officer, id, 'report-rectified', { on: '2026-06-30' });
    expect(early.json()).toMatchObject({
      status: 400,
      errors: [{ path: 'on', message: '早于发现日期' }],
    });
  });
});

it('is not withdrawn from under a unit or person that was held to account for it', async () => {
  const id = await problemForTest(officer, campaign);
  const at = test.clock.now();
  await inScope(test.db, test.county, (tx) =>
    sql`INSERT INTO unit_measures (county, id, region, campaign_id, problem_id, unit_name, measure, decided_on,
        document_no, recorded_by_name, created_at)
      VALUES (${test.county}, ${test.deps.ids()}, ${test.county}, ${campaign}, ${id}, '示例单位', 'reviewed',
        '2026-07-06', '示例〔2026〕1号', '测试', ${at})`.execute(tx),
  );
  const refused = await act(admin, id, 'withdraw');
  expect(refused.json()).toMatchObject({ status: 409, code: 'measures-stand' });
  await inScope(test.db, test.county, (tx) =>
    sql`UPDATE unit_measures SET withdrawn_at = ${at}, withdrawn_by_name = '测试', withdrawn_reason = '误录'
      WHERE problem_id = ${id}::uuid`.execute(tx),
  );
  await done(admin, id, 'withdraw');
});

describe('looking back', () => {
  it('lists what was closed 90 days ago or came back before, until it was looked at', async () => {
    const own = await startForTest(admin, []);
    const list = async () =>
      (await reviewer.inject('GET', `/api/problems?lookBack=true&campaign=${own}`))
        .json()
        .items.map((one: { id: string }) => one.id);
    const walk = async (id: string) => {
      await done(officer, id, 'pin');
      await done(officer, id, 'report-rectified');
      await done(reviewer, id, 'close');
    };
    const [old, back] = [await problemForTest(officer, own), await problemForTest(officer, own)];
    await walk(old);
    await walk(back);
    expect(await list()).toEqual([]);
    await done(reviewer, back, 'reopen');
    expect((await reviewer.inject('GET', `/api/problems/${back}`)).json()).toMatchObject({
      state: 'rectifying',
      reopened: 1,
      closedOn: null,
    });
    const body = { ...FIVE, reason: '再次整改' };
    await act(officer, back, 'pin', body);
    await done(officer, back, 'report-rectified');
    await done(reviewer, back, 'close');
    expect(await list()).toEqual([back]);
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE problems SET closed_on = '2026-04-07' WHERE id = ${old}::uuid`.execute(tx),
    );
    expect(await list()).toEqual([old, back]);
    const mark = { text: '现场复查，未再转租', version: await versionOf(old) };
    expect((await reviewer.inject('POST', `/api/problems/${old}/look-back`, mark)).statusCode).toBe(200);
    expect(await list()).toEqual([back]);
  });
});

describe('who sees the ledger', () => {
  it('a community its own, the prefecture every county, a neighbour nothing', async () => {
    const here = await problemForTest(officer, campaign, { region: COMMUNITY });
    const elsewhere = await problemForTest(officer, campaign, { region: OTHER_COMMUNITY });
    const neighbour = await test.signIn('county-officer', { scope: test.foreignCounty });
    const theirs = await problemForTest(neighbour, campaign);
    const worker = await test.signIn('community-worker', { scope: COMMUNITY });
    const seen = async (person: Person) =>
      (await person.inject('GET', `/api/problems?campaign=${campaign}&limit=200`))
        .json()
        .items.map((one: { id: string }) => one.id);
    expect(await seen(worker)).toEqual([here]);
    expect((await worker.inject('GET', `/api/problems/${elsewhere}`)).statusCode).toBe(404);
    expect(await seen(neighbour)).toEqual([theirs]);
    expect(await seen(prefecture)).toEqual(expect.arrayContaining([here, elsewhere, theirs]));
    const figures = (await prefecture.inject('GET', `/api/campaigns/${campaign}/figures`)).json();
    expect(figures.charts[1].categories).toEqual(['昌吉市', '阜康市']);
    await done(officer, here, 'pin');
    expect((await worker.inject('GET', '/api/inbox')).json().items[0].title).toContain('待整改');
    await done(worker, here, 'progress');
    await done(worker, here, 'report-rectified');
    expect((await worker.inject('GET', '/api/inbox')).json().total).toBe(0);
  });

  it('counts the figures of the ledger that their marks open', async () => {
    const { charts } = (await officer.inject('GET', `/api/campaigns/${campaign}/figures`)).json();
    for (const chart of charts) {
      for (const series of chart.series) {
        for (const [n, value] of series.values.entries()) {
          const query = series.links[n].slice('/problems?'.length);
          const { total } = (await officer.inject('GET', `/api/problems?${query}`)).json();
          const withdrawn = (await officer.inject('GET', `/api/problems?${query}&state=withdrawn`)).json()
            .total;
          const counted = chart.key === 'by-week' ? total - withdrawn : total;
          expect([chart.key, n, counted]).toEqual([chart.key, n, value]);
        }
      }
    }
  });

  it('exports the filtered ledger without formulas, and logs it', async () => {
    await problemForTest(officer, campaign, { description: '=HYPERLINK("http://x")' });
    const file = await officer.inject('GET', `/api/problems/export.xlsx?campaign=${campaign}`);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    expect((await reviewer.inject('GET', '/api/problems/export.xlsx')).statusCode).toBe(403);
  });
});

describe('a confirmed finding', () => {
  it('becomes a problem once, with its lineage, in the default category', async () => {
    const [house, arrears, open] = await confirmedFindings(
      test,
      ['housing.owned', 'rent.arrears', 'vehicle.over'],
      {},
    );
    if (!house || !arrears || !open) throw new Error('nothing raised');
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE findings SET state = 'open' WHERE id = ${open.id}::uuid`.execute(tx),
    );
    const body = { campaignId: campaign, ids: [house.id, arrears.id, open.id, test.deps.ids()] };
    const first = (await officer.inject('POST', '/api/problems/from-findings', body)).json();
    expect(first.taken).toHaveLength(2);
    expect(first.skipped.map((one: { why: string }) => one.why).sort()).toEqual([
      '不存在或不在您的辖区',
      '还没有审定为属实',
    ]);
    const again = (await officer.inject('POST', '/api/problems/from-findings', body)).json();
    expect(again).toMatchObject({ taken: [], existed: 2 });
    const { items } = (await officer.inject('GET', `/api/problems?finding=${house.id}`)).json();
    expect(items).toMatchObject([
      {
        category: '3',
        item: '3.1',
        source: '大数据比对',
        householdId: house.householdId,
        foundOn: '2026-07-06',
      },
    ]);
    const page = (await officer.inject('GET', `/api/problems/${items[0].id}`)).json();
    expect(page.lineage).toEqual([
      {
        rule: 'housing.owned',
        ruleTitle: '名下有其他住房且超过面积标准',
        clause: '示例〔2026〕1号 准入·住房',
        register: 'real-estate',
        registerLabel: '不动产登记',
        department: '自然资源局（不动产登记中心）',
        file: '不动产.xlsx',
        row: 7,
        asOf: '2026-06-30',
      },
    ]);
    expect((await officer.inject('GET', `/api/problems?finding=${arrears.id}`)).json().items[0].item).toBe(
      '3.3',
    );
  });

  it('is taken once by two officers at once', async () => {
    const own = await startForTest(admin, []);
    const { items } = (await officer.inject('GET', '/api/findings?state=confirmed')).json();
    const body = { campaignId: own, ids: items.map((one: { id: string }) => one.id) };
    const answers = await Promise.all(
      [officer, admin].map((person) => person.inject('POST', '/api/problems/from-findings', body)),
    );
    const taken = answers.reduce((sum, answer) => sum + answer.json().taken.length, 0);
    expect(taken).toBe(items.length);
    expect((await officer.inject('GET', `/api/problems?campaign=${own}`)).json().total).toBe(items.length);
  });

  it('is taken with others while another officer takes one of them', async () => {
    const own = await startForTest(admin, []);
    const { items } = (await officer.inject('GET', '/api/findings?state=confirmed')).json();
    const ids = items.map((one: { id: string }) => one.id).sort();
    const take = (person: Person, of: readonly string[]) =>
      person.inject('POST', '/api/problems/from-findings', { campaignId: own, ids: of });
    const problems = await holdTable(test, 'problems');
    const all = take(officer, ids);
    await problems.waitedFor(1);
    const last = take(admin, ids.slice(-1));
    await problems.waitedFor(2);
    await problems.release();
    expect((await all).json().taken).toHaveLength(ids.length);
    expect((await last).json()).toMatchObject({ taken: [], existed: 1 });
  });

  it('names the roster among the sources as people do, with who keeps it', async () => {
    const own = await startForTest(admin, []);
    const { items } = (await officer.inject('GET', '/api/findings?state=confirmed')).json();
    const [{ id }] = items;
    const lineage = JSON.stringify([{ register: 'roster', file: '公租房花名册.xlsx', row: 130, asOf: null }]);
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE findings SET lineage = ${lineage}::jsonb WHERE id = ${id}::uuid`.execute(tx),
    );
    const body = { campaignId: own, ids: [id] };
    const { taken } = (await officer.inject('POST', '/api/problems/from-findings', body)).json();
    const page = (await officer.inject('GET', `/api/problems/${taken[0].id}`)).json();
    expect(page.lineage).toMatchObject([{ registerLabel: '花名册', department: '住房保障', row: 130 }]);
  });

  it('asks for a category where the plan has none for it', async () => {
    const rural = await startForTest(admin, [], {
      plan: 'rural-2018',
      answers: { 'rectify-days': '30' },
    });
    const { items } = (await officer.inject('GET', '/api/findings?state=confirmed')).json();
    const body = { campaignId: rural, ids: [items[0].id] };
    const answer = (await officer.inject('POST', '/api/problems/from-findings', body)).json();
    expect(answer.skipped[0].why).toContain('请选择类别');
    const chosen = { ...body, place: { category: '2', item: '2.3' } };
    expect((await officer.inject('POST', '/api/problems/from-findings', chosen)).json().taken).toHaveLength(
      1,
    );
  });
});

describe('a clue found true', () => {
  const region = '652301000000';
  const place = { category: '2', item: '2.4' };

  it('becomes a problem without the people in it and without who reported it', async () => {
    const clue = await clueForTest(test, {
      campaign,
      region,
      summary: '经办测试丁在审批中索要好处，测试丁已承认',
      name: '测试丁',
    });
    const made = await officer.inject('POST', '/api/problems/from-clue', { clueId: clue, place });
    expect(made.statusCode).toBe(200);
    const page = await officer.inject('GET', `/api/problems/${made.json().id}`);
    expect(page.json()).toMatchObject({
      clueId: clue,
      foundOn: '2026-06-20',
      amountFen: 500_000,
      source: '信访举报',
    });
    expect(page.json().description).toBe('经办测某在审批中索要好处，测某已承认');
    expect(page.body).not.toMatch(/测试丁|13800000000/);
    const again = await officer.inject('POST', '/api/problems/from-clue', { clueId: clue, place });
    expect(again.json()).toMatchObject({ id: made.json().id, existed: true });
  });

  it('stands on the ledger where the matter is, and is rectified where the clue was looked into', async () => {
    const clue = await clueForTest(test, {
      campaign,
      region: COMMUNITY,
      summary: '反映另一社区经办人索要好处',
      name: '测试辛',
      accusedOrganisation: '652301009001',
    });
    const { id } = (await officer.inject('POST', '/api/problems/from-clue', { clueId: clue, place })).json();
    const listed = async (where: string) =>
      (await officer.inject('GET', `/api/problems?clue=${clue}&region=${where}`)).json().total;
    expect([await listed('652301009001'), await listed('652301009'), await listed(COMMUNITY)]).toEqual([
      1, 1, 0,
    ]);
    const worker = await test.signIn('community-worker', { scope: COMMUNITY });
    expect((await worker.inject('GET', `/api/problems/${id}`)).statusCode).toBe(200);
    const accused = await test.signIn('community-worker', { scope: '652301009001' });
    expect((await accused.inject('GET', `/api/problems/${id}`)).statusCode).toBe(404);
    const { charts } = (await officer.inject('GET', `/api/campaigns/${campaign}/figures`)).json();
    expect(JSON.stringify(charts[1])).toContain('region=652301009');
  });

  it('is closed to whom it names, as a clue and as a problem', async () => {
    const clue = await clueForTest(test, {
      campaign,
      region,
      summary: '反映经办人索要好处',
      name: '测试戊',
      barred: [officer.actor.id],
    });
    const body = { clueId: clue, place };
    expect((await officer.inject('POST', '/api/problems/from-clue', body)).statusCode).toBe(404);
    const { id } = (await admin.inject('POST', '/api/problems/from-clue', body)).json();
    expect((await officer.inject('GET', `/api/problems/${id}`)).statusCode).toBe(404);
    expect((await officer.inject('GET', `/api/problems?clue=${clue}`)).json().total).toBe(0);
    const pin = { ...FIVE, version: 1 };
    expect((await officer.inject('POST', `/api/problems/${id}/pin`, pin)).statusCode).toBe(404);
  });

  it('that belongs to no campaign is not counted twice or nowhere: it is refused', async () => {
    const clue = await clueForTest(test, { campaign: null, region, summary: '反映问题', name: '测试己' });
    const made = await officer.inject('POST', '/api/problems/from-clue', { clueId: clue, place });
    expect(made.statusCode).toBe(409);
    expect(made.json().code).toBe('other-campaign');
  });
});
