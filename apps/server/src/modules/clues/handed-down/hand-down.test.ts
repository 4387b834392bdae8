import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { act, detail, did, makeOffices, register, rename, TOWN } from '../testing/clue-desk.ts';

let test: TestApp;
let supervisor: Person;
let above: Person;
let officer: Person;
let reviewer: Person;
let neighbour: Person;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-01T02:00:00Z') });
  await makeOffices(test);
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  above = await test.signIn('leader', { scope: '6523' });
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  neighbour = await test.signIn('county-officer', { scope: '652302' });
});
afterAll(() => test.close());

const REPORTER = { name: '赵实名', phone: '13900000002', idNumber: '', address: '幸福社区' };

/** A clue that reached the prefecture, taken on there. */
async function accepted(over: object = {}): Promise<string> {
  const id = await register(supervisor, { reporter: REPORTER, ...over });
  await did(supervisor, id, 'accept', { kind: 'report' });
  return id;
}

const handDown = (id: string, over: object = {}) =>
  act(supervisor, id, 'hand-down', { county: '652301', dueOn: '2026-07-20', ...over });

/** Hands it down and gives the county's clue. */
async function handed(id: string): Promise<string> {
  const done = await handDown(id);
  expect(done.statusCode, done.body).toBe(200);
  return (await detail(supervisor, id)).transfers.at(-1).handed.clueId;
}

/** The county looks into it, and a second person agrees. */
async function answered(below: string): Promise<void> {
  await did(officer, below, 'route', { to: { kind: 'person', personId: officer.actor.id } });
  await did(officer, below, 'result', { result: 'partly-true', text: '一处转租属实' });
  await did(reviewer, below, 'conclude', { agree: true });
}

const inbox = async (person: Person) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title, link }: { title: string; link: string }) => `${title.replace(/：.*$/, '')} ${link}`);

describe('a clue of the prefecture about a county', () => {
  it('is taken back while the county has not answered: what was done there stays to be read, and nobody goes on', async () => {
    const id = await accepted();
    const below = await handed(id);
    await did(officer, below, 'accept', { kind: 'report' });
    await did(officer, below, 'route', { to: { kind: 'person', personId: officer.actor.id } });
    expect((await detail(supervisor, id)).allowedActs).toContain('recall');
    expect((await act(supervisor, id, 'recall', { text: '' })).statusCode).toBe(400);
    await did(supervisor, id, 'recall', { text: '改由州级直接核查' });
    expect(await detail(supervisor, id)).toMatchObject({
      state: 'accepted',
      handlerName: null,
      transfers: [{ recalled: true, returnedOn: '2026-07-01', returnReason: '改由州级直接核查' }],
    });
    const got = await detail(officer, below);
    expect(got).toMatchObject({ state: 'recalled', deadlines: [], allowedActs: [], mayEdit: false });
    expect(got.notes.map((note: { act: string }) => note.act)).toEqual([
      'register',
      'accept',
      'route',
      'withdraw',
    ]);
    expect(got.notes.at(-1).text).toBe('上级撤回转办：改由州级直接核查');
    const titles = await inbox(officer);
    expect(titles).toContain(`上级撤回转办，不再办理 /clues/${below}`);
    expect(titles).not.toContain(`线索待核查 /clues/${below}`);
    await did(supervisor, id, 'route', { to: { kind: 'person', personId: supervisor.actor.id } });
  });

  it('is not taken back once the county has answered, nor with what is the county’s own', async () => {
    const id = await accepted();
    const below = await handed(id);
    const mine = await register(officer);
    await did(officer, below, 'accept', { kind: 'report' });
    await did(officer, mine, 'merge', { into: below });
    const refused = await act(supervisor, id, 'recall', { text: '收回' });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'county-has-merged']);
    expect(await detail(officer, below)).toMatchObject({ state: 'accepted' });
    await answered(below);
    const late = await act(supervisor, id, 'recall', { text: '收回' });
    expect([late.statusCode, late.json().code]).toEqual([409, 'not-in-this-state']);
    expect((await act(officer, below, 'recall', { text: '收回' })).statusCode).toBe(403);
    const letter = await accepted();
    await did(supervisor, letter, 'transfer', {
      receiver: 'police',
      receiverName: '昌吉市公安局',
      letterNo: '〔2026〕7号',
      sentOn: '2026-07-01',
      dueOn: '2026-07-08',
    });
    expect((await detail(supervisor, letter)).allowedActs).not.toContain('recall');
    expect((await act(supervisor, letter, 'recall', { text: '收回' })).json().code).toBe('not-handed-down');
  });

  it('is taken back out of a clue of the county’s own, which goes on', async () => {
    const id = await accepted({ persons: [{ name: '钱某某', post: '', level: '其他人员' }] });
    const mine = await register(officer);
    const below = await handed(id);
    await did(officer, below, 'merge', { into: mine });
    await did(supervisor, id, 'recall', { text: '由州级办理' });
    expect(await detail(officer, below)).toMatchObject({ state: 'recalled', mergedInto: null });
    expect(await detail(officer, mine)).toMatchObject({ state: 'received', mergedClues: [] });
    expect(JSON.stringify((await detail(officer, mine)).persons)).not.toContain('钱某某');
  });

  it('is the same clue in the county when it is handed down to it again, with its history whole', async () => {
    const id = await accepted();
    const below = await handed(id);
    await did(officer, below, 'refuse', { text: '房屋不在本市' });
    const reopened = await act(await test.signIn('leader'), below, 'reopen', { text: '自行办理' });
    expect([reopened.statusCode, reopened.json().code]).toEqual([409, 'sent-back']);
    expect(await handed(id)).toBe(below);
    const again = await detail(officer, below);
    expect(again).toMatchObject({ state: 'received', disposal: '正在核查', reopened: 1 });
    expect(again.notes.map((note: { act: string }) => note.act)).toEqual(['register', 'refuse', 'take-up']);
    expect(await inbox(officer)).toContain(`上级再次转办线索 /clues/${below}`);

    await did(officer, below, 'accept', { kind: 'report' });
    await answered(below);
    await did(above, id, 'conclude', { agree: false, text: '证据不足' });
    const done = await handDown(id, { text: '请补充证据', dueOn: '2026-07-25' });
    expect(done.statusCode, done.body).toBe(200);
    expect(await detail(officer, below)).toMatchObject({
      state: 'inquiring',
      result: null,
      demanded: { on: '2026-07-25' },
    });
    await did(officer, below, 'result', { result: 'true', text: '补充后属实' });
    await did(reviewer, below, 'conclude', { agree: true });
    const { transfers, state } = await detail(supervisor, id);
    expect(state).toBe('reported');
    expect(new Set(transfers.map((one: { handed: { clueId: string } }) => one.handed.clueId)).size).toBe(1);
    expect(transfers.map((one: { outcome: string | null }) => one.outcome)).toEqual([
      null,
      '部分属实：一处转租属实',
      '属实：补充后属实',
    ]);
  });

  it('is the same clue in the county also after it was taken back', async () => {
    const id = await accepted();
    const below = await handed(id);
    await did(supervisor, id, 'recall', { text: '先不办' });
    expect(await handed(id)).toBe(below);
    expect(await detail(officer, below)).toMatchObject({ state: 'received', closedOn: null });
    expect(await inbox(officer)).not.toContain(`上级撤回转办，不再办理 /clues/${below}`);
  });

  it('leaves the county whose answer did not do, when somebody else looks into it', async () => {
    const id = await accepted();
    const below = await handed(id);
    await did(officer, below, 'accept', { kind: 'report' });
    await answered(below);
    await did(above, id, 'conclude', { agree: false, text: '证据不足' });
    await did(supervisor, id, 'route', {
      to: { kind: 'person', personId: supervisor.actor.id },
      text: '由州级补充核查',
    });
    expect(await detail(officer, below)).toMatchObject({ state: 'recalled', result: 'partly-true' });
  });

  it('is not handed down again where it accuses since whom the county’s clue does not', async () => {
    const id = await accepted();
    const below = await handed(id);
    await did(officer, below, 'refuse', { text: '不属实，不予受理' });
    const persons = [{ name: '钱某某', post: '', level: '其他人员' }];
    const twin = await register(supervisor, { persons });
    await did(supervisor, twin, 'merge', { into: id });
    expect((await handDown(id)).json().code).toBe('accuses-others');
  });

  it('has no 移送函: what was handed down within the system is told by it', async () => {
    const id = await accepted();
    await handed(id);
    const kinds = (await detail(supervisor, id)).letters.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toContain('acceptance');
    expect(kinds).not.toContain('transfer');
  });

  it('is handed down to its desk with a day, and what the county finds comes back to be concluded', async () => {
    const id = await accepted({ amountFen: 120_000 });
    const below = await handed(id);
    expect((await detail(supervisor, id)).allowedActs).toEqual(['tell-acceptance', 'recall']);
    expect(await detail(supervisor, id)).toMatchObject({
      state: 'transferred',
      handlerName: '昌吉市住房和城乡建设局',
      disposal: '已转业务单位',
      transfers: [{ dueOn: '2026-07-20', handed: { clueId: below, stateLabel: '待受理' } }],
    });
    expect(await inbox(officer)).toContain(`上级转办线索待受理 /clues/${below}`);
    const got = await detail(officer, below);
    expect(got).toMatchObject({
      state: 'received',
      channel: 'transfer',
      source: '上级交办',
      disposal: '正在核查',
      named: false,
      amountFen: 120_000,
      demanded: { byName: '昌吉州住房和城乡建设局', on: '2026-07-20' },
    });
    expect(got.deadlines.map(({ key, day }: { key: string; day: string }) => [key, day])).toContainEqual([
      'demanded',
      '2026-07-20',
    ]);

    await did(officer, below, 'accept', { kind: 'report' });
    await did(officer, below, 'route', { to: { kind: 'person', personId: officer.actor.id } });
    await did(officer, below, 'result', { result: 'partly-true', text: '一处转租属实' });
    expect(await detail(supervisor, id)).toMatchObject({ state: 'transferred', result: null });
    expect((await detail(supervisor, id)).transfers[0].handed.stateLabel).toBe('待审定');
    await did(reviewer, below, 'conclude', { agree: true });

    const back = await detail(supervisor, id);
    expect(back).toMatchObject({ state: 'reported', result: 'partly-true', resultText: '一处转租属实' });
    expect(back.transfers[0]).toMatchObject({ outcomeOn: '2026-07-01', outcome: '部分属实：一处转租属实' });
    expect(back.notes.map((note: { act: string }) => note.act)).toContain('record-outcome');
    expect(await inbox(above)).toContain(`线索结果待审定 /clues/${id}`);
    await did(above, id, 'conclude', { agree: true });
    await did(supervisor, id, 'answer', { method: 'phone', text: '已告知' });
  });

  it('keeps who reported it to itself: neither name, papers, receipt nor letters go down', async () => {
    const letter = (
      await supervisor.upload('/api/papers?showsReporter=true', { name: '举报信.pdf', content: '%PDF-1.7' })
    ).json();
    const id = await accepted({ channel: 'letter', paperIds: [letter.id] });
    const below = await handed(id);
    const got = await detail(officer, below);
    expect(got).toMatchObject({ hasReporter: false, papers: [], receipts: [], reporters: [] });
    expect(JSON.stringify(got)).not.toContain(REPORTER.name);
    expect((await officer.inject('GET', `/api/clues/${id}`)).statusCode).toBe(404);
    expect(await detail(supervisor, id)).toMatchObject({ hasReporter: true });
  });

  it('takes along the papers that were chosen, to be opened there as its own; one that shows who reported never', async () => {
    const upload = async (name: string, content: string, marked = false) =>
      (await supervisor.upload(`/api/papers?showsReporter=${marked}`, { name, content })).json().id;
    const paperIds = [
      await upload('现场照片.pdf', '%PDF-1.7 scene'),
      await upload('楼栋名单.pdf', '%PDF-1.7 list'),
      await upload('署名信.pdf', '%PDF-1.7 signed', true),
    ];
    const id = await accepted({ channel: 'letter', paperIds });
    const refused = await handDown(id, { paperIds });
    expect([refused.statusCode, refused.json().code]).toEqual([409, 'shows-reporter']);
    expect((await handDown(id, { paperIds: [id] })).json().code).toBe('no-such-paper');
    const done = await handDown(id, { paperIds: [paperIds[0]] });
    expect(done.statusCode, done.body).toBe(200);
    const below = (await detail(supervisor, id)).transfers.at(-1).handed.clueId;
    const got = await detail(officer, below);
    expect(got).toMatchObject({
      papers: [{ name: '现场照片.pdf', showsReporter: false }],
      hasReporter: false,
    });
    const [paper] = got.papers;
    expect(paper.noteId).toBe(got.notes[0].id);
    const url = `/api/clues/${below}/papers/${paper.id}`;
    const opened = await officer.inject('GET', url);
    expect([opened.statusCode, opened.body]).toEqual([200, '%PDF-1.7 scene']);
    expect((await neighbour.inject('GET', url)).statusCode).toBe(404);
    const reads = await inScope(test.db, '652301', (tx) =>
      sql`SELECT FROM events WHERE county = '652301' AND act = 'paper.read'
        AND subject_id = ${paper.id}`.execute(tx),
    );
    expect(reads.rows).toHaveLength(1);

    await did(officer, below, 'refuse', { text: '请补充材料' });
    expect((await handDown(id, { paperIds: paperIds.slice(0, 2) })).statusCode).toBe(200);
    const names = (await detail(officer, below)).papers.map(({ name }: { name: string }) => name);
    expect(names).toEqual(['现场照片.pdf', '楼栋名单.pdf']);

    const mark = `/api/clues/${id}/papers/${paperIds[0]}/shows-reporter`;
    expect((await supervisor.inject('POST', mark)).statusCode).toBe(204);
    const after = await detail(officer, below);
    expect(after).toMatchObject({ papers: [{ name: '楼栋名单.pdf' }], hasReporter: false });
    expect(after.notes.at(-1)).toMatchObject({ act: 'paper-back', actLabel: '上级收回材料' });
    expect((await officer.inject('GET', url)).statusCode).toBe(404);
  });

  it('is seen by that county alone', async () => {
    const below = await handed(await accepted());
    expect((await neighbour.inject('GET', `/api/clues/${below}`)).statusCode).toBe(404);
    expect(JSON.stringify(await inbox(neighbour))).not.toContain(below);
  });

  it('comes back when the county does not take it on, and nobody enters by hand what comes by itself', async () => {
    const id = await accepted();
    const below = await handed(id);
    for (const [path, body] of [
      ['receipt', {}],
      ['returned', { text: '收回' }],
      ['outcome', { text: '代填', result: 'true' }],
    ] as const) {
      const refused = await act(supervisor, id, path, { on: '2026-07-01', ...body });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'handed-down']);
    }
    await did(officer, below, 'refuse', { text: '房屋不在本市' });
    expect(await detail(supervisor, id)).toMatchObject({
      state: 'accepted',
      handlerName: null,
      transfers: [{ returnedOn: '2026-07-01', returnReason: '房屋不在本市' }],
    });
    expect(await inbox(supervisor)).toContain(`转办的线索被退回 /clues/${id}`);
  });

  it('reports back with the clue that the county merged it into', async () => {
    const own = await register(officer);
    const id = await accepted();
    const below = await handed(id);
    await did(officer, below, 'accept', { kind: 'report' });
    await did(officer, own, 'accept', { kind: 'report' });
    await did(officer, below, 'merge', { into: own });
    await did(officer, own, 'route', { to: { kind: 'person', personId: officer.actor.id } });
    await did(officer, own, 'result', { result: 'untrue', text: '查无此事' });
    await did(reviewer, own, 'conclude', { agree: true });
    expect(await detail(supervisor, id)).toMatchObject({ state: 'reported', result: 'untrue' });
  });

  it('does not go to whom it accuses, to another county, nor where nobody may handle it', async () => {
    const why = async (over: object, county = '652301') => {
      const id = await accepted(over);
      const desk = (await detail(supervisor, id)).countyDesks.find(
        (one: { county: string }) => one.county === county,
      );
      const refused = await handDown(id, { county });
      expect([refused.statusCode, refused.json().code]).toEqual([409, 'left-out']);
      return desk.why;
    };
    expect(await why({ accusedOrganisation: '652301' })).toContain('被反映单位');
    expect(await why({}, '652302')).toContain('不是这个县市');
    await rename(test, officer, '钱经办');
    expect(await why({ persons: [{ name: '钱经办', post: '', level: '其他人员' }] })).not.toBeNull();
    expect((await handDown(await accepted(), { county: '652300' })).json().code).toBe('no-such-handler');
    expect((await handDown(await accepted(), { dueOn: '2026-06-30' })).json().code).toBe('due-before-sent');
  });

  it('keeps from the county’s people what accuses them, and its desk leaves out the accused town', async () => {
    const friend = await test.signIn('reviewer', { username: 'friend', department: '民政局' });
    await rename(test, friend, '孙同名');
    const persons = [{ name: '孙同名', post: '', level: '其他人员' }];
    const below = await handed(await accepted({ persons, accusedOrganisation: TOWN }));
    expect((await friend.inject('GET', `/api/clues/${below}`)).statusCode).toBe(404);
    await did(officer, below, 'accept', { kind: 'report' });
    const route = await act(officer, below, 'route', { to: { kind: 'organisation', organisation: TOWN } });
    expect([route.statusCode, route.json().code]).toEqual([409, 'left-out']);
  });

  it('is nobody’s to hand down but the prefecture’s supervisor’s, once', async () => {
    const id = await accepted();
    expect((await act(above, id, 'hand-down', { county: '652301', dueOn: '2026-07-20' })).statusCode).toBe(
      403,
    );
    const own = await register(officer);
    await did(officer, own, 'accept', { kind: 'report' });
    const body = { county: '652302', dueOn: '2026-07-20' };
    expect((await act(officer, own, 'hand-down', body)).statusCode).toBe(403);
    expect((await act(supervisor, own, 'hand-down', body)).statusCode).toBe(403);
    const { version } = await detail(supervisor, id);
    const once = { county: '652301', dueOn: '2026-07-20', version };
    const url = `/api/clues/${id}/hand-down`;
    const twice = await Promise.all([1, 2].map(() => supervisor.inject('POST', url, once)));
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect((await detail(supervisor, id)).transfers).toHaveLength(1);
  });
});
