import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { layCampaign, layClue, layProblem } from '../supervision/testing/lay-ledger.ts';

let app: TestApp;
let officer: Person;
let colleague: Person;
let campaignId: string;
let problemId: string;

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: new Date('2026-08-20T02:00:00Z') });
  officer = await app.signIn('county-officer');
  colleague = await app.signIn('county-officer', { username: 'colleague' });
  campaignId = await layCampaign(app, app.county);
  problemId = await layProblem(app, { county: app.county, campaignId, number: 'WT-1' });
});
afterAll(() => app.close());

const person = (change: object = {}) => ({
  caseKind: 'problem',
  caseId: problemId,
  name: '示例甲',
  post: '示例镇副镇长',
  disciplineLevel: 'township',
  formLevel: 'townshipAndBelow',
  partyMember: true,
  publicServant: true,
  partySanction: '警告',
  administrativeSanction: '记过',
  admonished: false,
  organisational: null,
  judicial: false,
  form: 'second',
  decidedOn: '2026-08-10',
  documentNo: '示纪〔2026〕1号',
  decidedBy: '示例市纪委监委',
  ...change,
});
const record = (change: object = {}, by = officer) =>
  by.inject('POST', '/api/accountability', person(change));
const counts = async (query = '') =>
  (await officer.inject('GET', `/api/accountability/counts?campaign=${campaignId}${query}`)).json();

describe('a person held to account', () => {
  it('counts once as a person and once for each measure, whoever asks before', async () => {
    const preview = await officer.inject('POST', '/api/accountability/preview', person());
    expect(preview.json()).toMatchObject({
      refusals: [],
      counting: '本人计 1 人、党纪 1 人次、政务 1 人次、第二种形态 1 人次',
    });
    expect(await counts()).toMatchObject({ records: 0 });
    expect((await record()).statusCode).toBe(201);
    expect(await counts()).toMatchObject({ records: 1, persons: 1, party: 1, administrative: 1 });
  });

  it('is recorded once by two people at the same moment', async () => {
    const decision = { documentNo: '示纪〔2026〕2号', name: '示例乙' };
    const answers = await Promise.all([record(decision), record(decision, colleague)]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409);
    expect(refused?.json()).toMatchObject({ code: 'already-recorded' });
  });

  it('of a second case in the month adds person-times and no person', async () => {
    const other = await layProblem(app, { county: app.county, campaignId, number: 'WT-2' });
    const before = await counts();
    const second = { caseId: other, documentNo: '示纪〔2026〕3号' };
    const preview = await officer.inject('POST', '/api/accountability/preview', person(second));
    expect(preview.json().counting).toContain('本人当月已计，总人数不再增加');
    expect(preview.json().samePerson).toHaveLength(1);
    expect((await record(second)).statusCode).toBe(201);
    expect(await counts()).toMatchObject({ persons: before.persons, party: before.party + 1 });
  });

  it('with an ID number is asked about where the name stands without one, and may be said to be the same', async () => {
    const withId = { idNumber: '11010119900307803X', name: '示例丙', documentNo: '示纪〔2026〕4号' };
    await record({ name: '示例丙', documentNo: '示纪〔2026〕5号' });
    const before = await counts();
    const asked = (await officer.inject('POST', '/api/accountability/preview', person(withId))).json();
    expect(asked.sameName).toHaveLength(1);
    const same = { ...withId, samePersonAs: asked.sameName[0].id };
    expect((await record(same)).statusCode).toBe(201);
    expect(await counts()).toMatchObject({ records: before.records + 1, persons: before.persons });
  });

  it('is refused with a damaged ID number, and the number stands nowhere', async () => {
    const answer = await record({ idNumber: '110101199003078031', documentNo: '示纪〔2026〕6号' });
    expect(answer.statusCode).toBe(400);
    expect(answer.json().errors).toMatchObject([{ path: 'idNumber' }]);
    const { rows } = await inScope(app.db, app.county, (tx) =>
      sql<{
        text: string;
      }>`SELECT to_jsonb(a)::text || (SELECT string_agg(payload::text, '') FROM events) AS text
        FROM accountability a`.execute(tx),
    );
    expect(rows.map(({ text }) => text).join('')).not.toContain('110101199003');
  });
});

describe('the law', () => {
  it.each(['降级', '撤职', '开除'])(
    'lets no village cadre be recorded with %s, and names the clause',
    async (sanction) => {
      const answer = await record({
        disciplineLevel: 'belowTownship',
        formLevel: 'villageCadre',
        partySanction: null,
        administrativeSanction: sanction,
        documentNo: '示监〔2026〕1号',
      });
      expect(answer.statusCode).toBe(400);
      expect(answer.json().detail).toContain('《公职人员政务处分法》第二十二条');
    },
  );

  it('takes no sanction of the party for somebody outside it, and no decision without number and body', async () => {
    const errors = async (change: object) => (await record({ ...change })).json().errors?.[0]?.path;
    expect(await errors({ partyMember: false })).toBe('partySanction');
    expect(await errors({ publicServant: false })).toBe('administrativeSanction');
    expect(await errors({ documentNo: '' })).toBe('documentNo');
    expect(await errors({ decidedBy: '' })).toBe('decidedBy');
    expect(await errors({ decidedOn: '2026-08-21' })).toBe('decidedOn');
  });

  it('is kept by the database too, should somebody write past the rules', async () => {
    const write = inScope(app.db, app.county, (tx) =>
      sql`UPDATE accountability SET form_level = 'villageCadre', discipline_level = 'belowTownship',
          administrative_sanction = '撤职'`.execute(tx),
    );
    await expect(write).rejects.toThrow('accountability_village');
  });
});

describe('a record', () => {
  it('is withdrawn with a reason, drops out of the figures and stays to be read', async () => {
    const { id } = (await record({ name: '示例丁', documentNo: '示纪〔2026〕7号' })).json();
    const before = await counts();
    const path = `/api/accountability/${id}/withdraw`;
    const answers = await Promise.all(
      [officer, colleague].map((by) => by.inject('POST', path, { reason: '登记错人', version: 1 })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(await counts()).toMatchObject({ records: before.records - 1 });
    expect(await counts('&withdrawn=true')).toMatchObject({ records: 1 });
    const shown = (await officer.inject('GET', `/api/accountability/${id}`)).json();
    expect(shown.withdrawn).toMatchObject({ reason: '登记错人' });
    // Free again: the right record may take its place.
    expect((await record({ name: '示例丁', documentNo: '示纪〔2026〕7号' })).statusCode).toBe(201);
  });

  it('is read by those who oversee, not by a community and not by a neighbour', async () => {
    const inspector = await app.signIn('inspector');
    const above = await app.signIn('prefecture-supervisor', { scope: '6523' });
    const community = await app.signIn('community-worker');
    const neighbour = await app.signIn('county-officer', { scope: app.foreignCounty });
    const total = (by: Person) =>
      by.inject('GET', '/api/accountability').then((answer) => answer.json().total);
    expect(await total(inspector)).toBeGreaterThan(0);
    expect(await total(above)).toBe(await total(inspector));
    expect(await total(neighbour)).toBe(0);
    expect((await community.inject('GET', '/api/accountability')).statusCode).toBe(403);
    expect((await inspector.inject('POST', '/api/accountability', person())).statusCode).toBe(403);
  });

  it('about a clue is hidden from who is barred from the clue', async () => {
    const barred = await app.signIn('reviewer');
    const caseId = await layClue(app, {
      county: app.county,
      campaignId,
      number: 'XS-1',
      barred: [barred.actor.id],
    });
    const made = await record({ caseKind: 'clue', caseId, name: '示例戊', documentNo: '示纪〔2026〕8号' });
    const { id } = made.json();
    expect((await officer.inject('GET', `/api/accountability/${id}`)).json()).toMatchObject({
      caseNumber: 'XS-1',
    });
    expect((await barred.inject('GET', `/api/accountability/${id}`)).statusCode).toBe(404);
    expect(JSON.stringify((await barred.inject('GET', '/api/accountability')).json())).not.toContain('XS-1');
  });

  it('is exported with who exported it', async () => {
    const answer = await officer.inject('GET', `/api/accountability/export.xlsx?campaign=${campaignId}`);
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.subarray(0, 2).toString()).toBe('PK');
  });
});

describe('units and exposures', () => {
  it('count a decision against a unit once', async () => {
    const unit = {
      problemId,
      unitName: '示例镇人民政府',
      measure: 'notified',
      decidedOn: '2026-08-11',
      documentNo: '示通〔2026〕1号',
      decidedBy: '示例市纪委监委',
    };
    expect((await officer.inject('POST', '/api/unit-measures', unit)).statusCode).toBe(201);
    expect((await colleague.inject('POST', '/api/unit-measures', unit)).json()).toMatchObject({
      code: 'already-recorded',
    });
    const list = (
      await officer.inject('GET', `/api/unit-measures?campaign=${campaignId}&measure=notified`)
    ).json();
    expect(list).toMatchObject({ total: 1, items: [{ measureLabel: '通报', problemNumber: 'WT-1' }] });
  });

  it('count times, problems once, and persons; a withdrawn one not at all', async () => {
    const other = await layProblem(app, { county: app.county, campaignId, number: 'WT-3' });
    const expose = (problemIds: readonly string[], persons: number) =>
      officer.inject('POST', '/api/exposures', {
        campaignId,
        exposedOn: '2026-08-12',
        medium: '市纪委通报',
        title: '关于示例问题的通报',
        problemIds,
        persons,
      });
    await expose([problemId, other], 3);
    const second = (await expose([problemId, problemId], 1)).json();
    const list = () =>
      officer.inject('GET', `/api/exposures?campaign=${campaignId}&month=2026-08`).then((a) => a.json());
    expect(await list()).toMatchObject({ counts: { times: 2, problems: 2, persons: 4 } });
    await officer.inject('POST', `/api/exposures/${second.id}/withdraw`, { reason: '重复登记', version: 1 });
    expect(await list()).toMatchObject({ counts: { times: 1, problems: 2, persons: 3 } });
    await inScope(app.db, app.county, (tx) =>
      sql`UPDATE problems SET state = 'withdrawn' WHERE id = ${other}::uuid`.execute(tx),
    );
    expect(await list()).toMatchObject({ counts: { times: 1, problems: 1, persons: 3 } });
  });

  it('name a unit where no problem of the ledger is behind it, and never nothing', async () => {
    const other = await layCampaign(app, app.county);
    const expose = (unitName: string) =>
      officer.inject('POST', '/api/exposures', {
        campaignId: other,
        exposedOn: '2026-08-12',
        medium: '省纪委通报',
        title: '关于示例单位的通报',
        problemIds: [],
        unitName,
        persons: 0,
      });
    expect((await expose('')).json().errors).toMatchObject([{ path: 'unitName' }]);
    expect((await expose('示例镇人民政府')).statusCode).toBe(201);
    const list = (await officer.inject('GET', `/api/exposures?campaign=${other}`)).json();
    expect(list).toMatchObject({
      counts: { times: 1, problems: 0 },
      items: [{ unitName: '示例镇人民政府', problemNumbers: [] }],
    });
  });

  it('take no problem of another campaign', async () => {
    const elsewhere = await layCampaign(app, app.county);
    const foreign = await layProblem(app, { county: app.county, campaignId: elsewhere, number: 'WT-9' });
    const answer = await officer.inject('POST', '/api/exposures', {
      campaignId,
      exposedOn: '2026-08-12',
      medium: '市纪委通报',
      title: '通报',
      problemIds: [foreign],
      persons: 0,
    });
    expect(answer.json().errors).toMatchObject([{ path: 'problemIds' }]);
  });
});

describe('a typical case', () => {
  const closed = (number: string, closedOn = '2026-08-05') =>
    layProblem(app, { county: app.county, campaignId, number, closedOn });
  const write = (problem: string, text: string, month = '2026-08', by = officer) =>
    by.inject('POST', '/api/typical-cases', { about: { kind: 'problem', id: problem }, month, text });

  it('has 300 characters at most, a rare character counting one', async () => {
    const problem = await closed('DX-1');
    const tooLong = await write(problem, '𠮷'.repeat(301));
    expect(tooLong.statusCode).toBe(400);
    expect(tooLong.json().detail).toContain('案例 301 字');
    expect((await write(problem, '𠮷'.repeat(300))).statusCode).toBe(201);
  });

  it('is about a concluded problem, concluded by the end of the month', async () => {
    expect((await write(problemId, '案例')).json().errors).toMatchObject([{ path: 'about' }]);
    const problem = await closed('DX-2', '2026-08-01');
    expect((await write(problem, '案例', '2026-07')).statusCode).toBe(400);
  });

  it('may be about a unit without a problem on the ledger, concluded by the end of the month', async () => {
    const other = await layCampaign(app, app.county);
    const about = { kind: 'unit', campaignId: other, unitName: '示例镇人民政府', concludedOn: '2026-08-02' };
    const add = (over: object = {}, month = '2026-08', text = '案例') =>
      officer.inject('POST', '/api/typical-cases', { about: { ...about, ...over }, month, text });
    expect((await add()).statusCode).toBe(201);
    expect((await add({}, '2026-07')).json().detail).toContain('了结案例');
    expect((await add({ concludedOn: '2027-01-01' })).statusCode).toBe(400);
    expect((await add({ campaignId: app.deps.ids() })).statusCode).toBe(400);
    expect((await add({}, '2026-08', '𠮷'.repeat(301))).json().detail).toContain('案例 301 字');
    const list = (await officer.inject('GET', `/api/typical-cases?campaign=${other}`)).json();
    expect(list).toMatchObject({
      total: 1,
      items: [{ problemId: null, unitName: '示例镇人民政府', concludedOn: '2026-08-02', concluded: true }],
    });
  });

  it('is one of three at most, also when two people write at once', async () => {
    const [a, b, c] = [await closed('DX-3'), await closed('DX-4'), await closed('DX-5')];
    expect((await write(a, '案例')).statusCode).toBe(201);
    const both = await Promise.all([write(b, '案例'), write(c, '案例', '2026-08', colleague)]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    const list = (
      await officer.inject('GET', `/api/typical-cases?campaign=${campaignId}&month=2026-08`)
    ).json();
    expect(list.total).toBe(3);
  });

  it('is changed by who saw its newest text', async () => {
    const [item] = (await officer.inject('GET', '/api/typical-cases')).json().items;
    const change = (by: Person, text: string) =>
      by.inject('PATCH', `/api/typical-cases/${item.id}`, { text, month: item.month, version: item.version });
    const answers = await Promise.all([change(officer, '甲改'), change(colleague, '乙改')]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const refused = answers.find(({ statusCode }) => statusCode === 409)?.json();
    expect(refused.detail).toMatch(/刚刚被测试.+修改过/);
  });
});
