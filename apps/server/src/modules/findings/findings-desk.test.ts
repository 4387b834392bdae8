import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from './testing/raise-findings.ts';

let test: TestApp;
let officer: Person;
let reviewer: Person;
let worker: Person;
let raised: readonly RaisedFinding[];
const COMMUNITY = '652301001001';

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  worker = await test.signIn('community-worker', { scope: COMMUNITY });
  raised = await raiseFindings(test, test.county, [
    'housing.owned',
    'vehicle.over',
    'income.over',
    'business.registered',
    'housing.signed',
    'housing.owned',
  ]);
  await inScope(test.db, test.county, (tx) =>
    tx
      .insertInto('organisations')
      .values({
        county: test.county,
        code: COMMUNITY,
        name: '幸福路社区',
        level: 'community',
        parent: '652301001',
        created_at: test.clock.now(),
      })
      .execute(),
  );
});
afterAll(() => test.close());

const finding = (n: number): RaisedFinding => {
  const found = raised[n];
  if (found === undefined) throw new Error(`no finding ${n}`);
  return found;
};

async function detail(person: Person, id: string) {
  const response = await person.inject('GET', `/api/findings/${id}`);
  expect(response.statusCode).toBe(200);
  return response.json();
}

async function act(person: Person, id: string, path: string, body: object) {
  const { version } = await detail(officer, id);
  return await person.inject('POST', `/api/findings/${id}/${path}`, { ...body, version });
}

const proposal = { conclusion: 'confirmed', reason: '产权证核实无误', paperIds: [], exitNature: '1A' };

describe('the desk', () => {
  it('lists, narrows, counts and pages without losing a finding', async () => {
    const all = (await officer.inject('GET', '/api/findings?limit=2')).json();
    expect(all.total).toBe(6);
    const second = (await officer.inject('GET', `/api/findings?limit=200&cursor=${all.nextCursor}`)).json();
    const ids = [...all.items, ...second.items].map((item: { id: string }) => item.id);
    expect(new Set(ids).size).toBe(6);
    const houses = (await officer.inject('GET', '/api/findings?rule=housing.owned')).json();
    expect(houses.total).toBe(2);
    const facets = (await officer.inject('GET', '/api/findings/facets?status=fail')).json();
    expect(facets.rule).toContainEqual({
      value: 'housing.owned',
      label: '名下有其他住房且超过面积标准',
      count: 2,
    });
  });

  it('shows declared beside registered, the source row and the clause', async () => {
    const page = await detail(officer, finding(0).id);
    expect(page.declared).toContainEqual({ label: '保障类别', value: '低保' });
    expect(page.registered).toContainEqual({ label: '核算面积', value: '90.00 ㎡', differs: true });
    expect(page.lineage).toEqual([
      expect.objectContaining({
        registerLabel: '不动产登记',
        file: '不动产.xlsx',
        row: 7,
        asOf: '2026-06-30',
      }),
    ]);
    expect(page.clause).toBe('示例〔2026〕1号 准入·住房');
    expect(JSON.stringify(page)).not.toMatch(/\d{17}[\dX]/);
  });

  it('steps to the next finding under the same filter', async () => {
    const response = await officer.inject(
      'GET',
      `/api/findings/${finding(0).id}?rule=housing.owned&order=newest`,
    );
    expect([response.json().previousId, response.json().nextId]).toContain(finding(5).id);
  });

  it('gives a neighbouring county nothing', async () => {
    const stranger = await test.signIn('county-officer', { scope: test.foreignCounty });
    expect((await stranger.inject('GET', '/api/findings')).json().total).toBe(0);
    expect((await stranger.inject('GET', `/api/findings/${finding(0).id}`)).statusCode).toBe(404);
  });
});

describe('from suspicion to conclusion', () => {
  it('hands findings to a community, whose worker then sees them', async () => {
    expect((await worker.inject('GET', '/api/findings')).json().total).toBe(0);
    const assigned = await officer.inject('POST', '/api/findings/assign', {
      ids: [finding(0).id, finding(1).id],
      organisation: COMMUNITY,
      dueOn: '2026-07-15',
    });
    expect(assigned.json()).toEqual({
      assigned: 2,
      places: [{ organisation: COMMUNITY, name: '幸福路社区', count: 2 }],
      skipped: [],
    });
    const mine = (await worker.inject('GET', '/api/findings?state=assigned')).json();
    expect(mine.total).toBe(2);
    expect(mine.items[0]).toMatchObject({ assignedName: '幸福路社区', dueOn: '2026-07-15', overdue: false });
    const { notes } = await detail(worker, mine.items[0].id);
    expect(notes.at(-1)).toMatchObject({ actLabel: '派发', text: '交幸福路社区核查，2026-07-15前反馈' });
    const inbox = (await worker.inject('GET', '/api/inbox')).json();
    expect(inbox.total).toBe(2);
  });

  it('refuses a due date that has passed and an organisation that does not exist', async () => {
    const body = { ids: [finding(2).id], organisation: COMMUNITY, dueOn: '2026-06-30' };
    expect((await officer.inject('POST', '/api/findings/assign', body)).statusCode).toBe(400);
    const nowhere = { ...body, organisation: '652301999999', dueOn: '2026-07-15' };
    expect((await officer.inject('POST', '/api/findings/assign', nowhere)).statusCode).toBe(400);
  });

  it('hands nothing to a place where nobody would take it up, and says what to do', async () => {
    const other = '652301002001';
    await inScope(test.db, test.county, (tx) =>
      tx
        .insertInto('organisations')
        .values({
          county: test.county,
          code: other,
          name: '光明社区',
          level: 'community',
          parent: '652301002',
          created_at: test.clock.now(),
        })
        .execute(),
    );
    const body = { ids: [finding(5).id], organisation: other, dueOn: '2026-07-20' };
    const answer = async () => (await officer.inject('POST', '/api/findings/assign', body)).json();
    expect(await answer()).toMatchObject({
      assigned: 0,
      skipped: [
        {
          id: finding(5).id,
          why: '光明社区没有社区工作人员的账号，没有人会看到；请管理员先开通，急办的由县级直接核查',
        },
      ],
    });
    expect(await detail(officer, finding(5).id)).toMatchObject({ state: 'open' });
    const { items } = (await officer.inject('GET', '/api/findings/places')).json();
    const taken = items.map(({ code, hasWorker }: { code: string; hasWorker: boolean }) => [code, hasWorker]);
    expect(taken).toContainEqual([other, false]);
    expect(taken).toContainEqual([COMMUNITY, true]);
  });

  it('hands a family without a community to a community only, and tells a town that a notice is for it', async () => {
    await inScope(test.db, test.county, (tx) =>
      tx
        .insertInto('organisations')
        .values({
          county: test.county,
          code: '652301001',
          name: '宁边路街道',
          level: 'town',
          parent: test.county,
          created_at: test.clock.now(),
        })
        .execute(),
    );
    const body = { ids: [finding(5).id, finding(0).id], organisation: '652301001', dueOn: '2026-07-20' };
    const answer = (await officer.inject('POST', '/api/findings/assign', body)).json();
    expect(answer).toEqual({
      assigned: 1,
      places: [{ organisation: '652301001', name: '宁边路街道', count: 1 }],
      skipped: [{ id: finding(5).id, why: '这户还没有登记社区，请直接派发给社区' }],
    });
    const inbox = (await worker.inject('GET', '/api/inbox')).json();
    expect(inbox.items.map((item: { link: string }) => item.link)).toContain(`/findings/${finding(0).id}`);
  });

  it("hands each finding to its own family's community in one act, and names those whose community is unknown", async () => {
    const ids = [finding(0).id, finding(1).id, finding(5).id];
    const answer = await officer.inject('POST', '/api/findings/assign', {
      ids,
      organisation: null,
      dueOn: '2026-07-20',
    });
    expect(answer.json()).toEqual({
      assigned: 2,
      places: [{ organisation: COMMUNITY, name: '幸福路社区', count: 2 }],
      skipped: [{ id: finding(5).id, why: '花名册没有写明这户的社区，请另选社区单独派发' }],
    });
  });

  it('goes from told and answered to proposed and concluded, and puts the family on the exit ledger', async () => {
    const { id } = finding(0);
    expect(
      (await act(worker, id, 'tell', { method: '入户', note: '已当面告知', answerBy: '2026-07-08' }))
        .statusCode,
    ).toBe(200);
    const paper = await worker.upload('/api/papers', { name: '产权证.pdf', content: '%PDF-1.7 demo' });
    expect(paper.statusCode).toBe(201);
    const answered = await act(worker, id, 'answer', { text: '家庭承认购房', paperIds: [paper.json().id] });
    expect(answered.json()).toMatchObject({ state: 'answered' });
    expect((await act(worker, id, 'propose', proposal)).statusCode).toBe(200);
    expect((await act(reviewer, id, 'conclude', { agree: true, remark: '' })).json()).toMatchObject({
      state: 'confirmed',
      stateLabel: '属实',
    });
    const page = await detail(reviewer, id);
    expect(page.papers).toHaveLength(1);
    expect(page.notes.map((note: { act: string }) => note.act)).toEqual([
      'assign',
      'assign',
      'assign',
      'tell-family',
      'record-answer',
      'propose',
      'conclude',
    ]);
    const exits = (await officer.inject('GET', '/api/exits')).json();
    expect(exits.items).toEqual([
      expect.objectContaining({
        householdId: finding(0).householdId,
        nature: '1A',
        establishedOn: '2026-07-01',
      }),
    ]);
    expect((await worker.inject('GET', '/api/inbox')).json().total).toBe(1);
  });

  it('does not let the person who proposed conclude', async () => {
    const admin = await test.signIn('county-admin');
    const { id } = finding(2);
    expect((await act(admin, id, 'cannot-tell', { reason: '承租人已去世' })).statusCode).toBe(200);
    expect((await act(admin, id, 'propose', proposal)).statusCode).toBe(200);
    const own = await act(admin, id, 'conclude', { agree: true, remark: '' });
    expect(own.statusCode).toBe(409);
    expect(own.json().code).toBe('same-person');
    const silent = await act(reviewer, id, 'conclude', { agree: false, remark: '' });
    expect(silent.statusCode).toBe(400);
    expect((await act(reviewer, id, 'conclude', { agree: false, remark: '材料不足' })).json().state).toBe(
      'assigned',
    );
  });

  it('tells the second of two who act at once what happened', async () => {
    const { id } = finding(3);
    const { version } = await detail(officer, id);
    const body = { ...proposal, conclusion: 'explained', version };
    const other = await test.signIn('county-officer');
    const answers = await Promise.all([
      officer.inject('POST', `/api/findings/${id}/propose`, body),
      other.inject('POST', `/api/findings/${id}/propose`, body),
    ]);
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409]);
    expect(answers.find((answer) => answer.statusCode === 409)?.json().code).toBe('changed-meanwhile');
  });

  it('keeps nothing of an act that is refused half-way', async () => {
    const { id } = finding(4);
    const paper = await worker.upload('/api/papers', { name: 'a.pdf', content: '%PDF-1.7 x' });
    const refused = await act(officer, id, 'propose', {
      ...proposal,
      conclusion: 'explained',
      paperIds: [paper.json().id],
    });
    expect(refused.statusCode).toBe(400);
    const page = await detail(officer, id);
    expect(page).toMatchObject({ state: 'open', notes: [], papers: [], proposal: null });
  });

  it('does not let the person who entered the family’s answer conclude, and says why on the page', async () => {
    const admin = await test.signIn('county-admin');
    const { id } = finding(4);
    expect((await act(admin, id, 'answer', { text: '家庭称已转让' })).statusCode).toBe(200);
    expect((await act(officer, id, 'propose', { ...proposal, conclusion: 'explained' })).statusCode).toBe(
      200,
    );
    expect(await detail(admin, id)).toMatchObject({ allowedActs: [], concludeBar: 'entered-answer' });
    expect(await detail(reviewer, id)).toMatchObject({
      allowedActs: ['conclude', 'return'],
      concludeBar: null,
    });
    const own = await act(admin, id, 'conclude', { agree: true, remark: '' });
    expect([own.statusCode, own.json().detail]).toEqual([403, '家庭反馈是您登记的，须由另一位审核人审定。']);
    expect((await act(reviewer, id, 'conclude', { agree: true, remark: '' })).json().state).toBe('explained');
  });
});

describe('papers', () => {
  it('refuses what is not what its name says', async () => {
    const fake = await officer.upload('/api/papers', { name: '产权证.pdf', content: '<html><script>' });
    expect(fake.statusCode).toBe(415);
  });

  it('keeps a loose paper to its uploader', async () => {
    const paper = await officer.upload('/api/papers', { name: 'a.pdf', content: '%PDF-1.7 loose' });
    const url = `/api/papers/${paper.json().id}`;
    expect((await officer.inject('GET', url)).statusCode).toBe(200);
    expect((await reviewer.inject('GET', url)).statusCode).toBe(404);
  });
});

describe('the exit ledger and form F3', () => {
  it('counts the family, speaks up while its plan is missing, and fills the form', async () => {
    const before = (await officer.inject('GET', '/api/reports/f3?until=2026-07-15')).json();
    expect(before.rows).toEqual([expect.objectContaining({ nature: '1A', shouldExit: 1, exited: 0 })]);
    expect(before.faults.length).toBeGreaterThan(0);
    const named = async () => {
      const answer = await officer.inject('GET', '/api/reports/f3.xlsx?until=2026-07-15');
      return decodeURIComponent(String(answer.headers['content-disposition']).replace(/^.*''/u, ''));
    };
    expect(await named()).toMatch(/^草稿-F3-/);
    const [exit] = (await officer.inject('GET', '/api/exits')).json().items;
    const planned = await officer.inject('PATCH', `/api/exits/${exit.id}`, {
      measures: '限期三个月腾退',
      plannedOn: '2026-09-30',
      version: exit.version,
    });
    expect(planned.statusCode).toBe(200);
    const after = (await officer.inject('GET', '/api/reports/f3?until=2026-07-15')).json();
    expect(after.faults).toEqual([]);
    expect(await named()).toMatch(/^F3-/);
    const file = await officer.inject('GET', '/api/reports/f3.xlsx?until=2026-07-15');
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    const late = await officer.inject('PATCH', `/api/exits/${exit.id}`, {
      measures: 'x',
      plannedOn: null,
      version: exit.version,
    });
    expect(late.statusCode).toBe(409);
  });

  it('records that the family left, not before it was to leave and not in the future', async () => {
    const [exit] = (await officer.inject('GET', '/api/exits')).json().items;
    const leave = (on: string) =>
      officer.inject('POST', `/api/exits/${exit.id}/exited`, { on, paperIds: [], version: exit.version });
    expect((await leave('2026-06-30')).statusCode).toBe(400);
    expect((await leave('2026-07-02')).statusCode).toBe(400);
    expect((await leave('2026-07-01')).statusCode).toBe(200);
    const rows = (await officer.inject('GET', '/api/reports/f3?until=2026-07-15')).json().rows;
    expect(rows).toEqual([
      expect.objectContaining({ shouldExit: 1, exited: 1, measures: '无', plannedDate: '无' }),
    ]);
  });
});

describe('the export', () => {
  it('is a workbook and is logged', async () => {
    const file = await officer.inject('GET', '/api/findings/export.xlsx?status=fail');
    expect(file.statusCode).toBe(200);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});
