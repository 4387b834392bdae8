import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { act, detail, did, makeOffices, register, rename, TOWN } from './testing/clue-desk.ts';

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

const inbox = async (person: Person) =>
  (await person.inject('GET', '/api/inbox?limit=200'))
    .json()
    .items.map(({ title, link }: { title: string; link: string }) => `${title.replace(/：.*$/, '')} ${link}`);

describe('a clue of the prefecture about a county', () => {
  it('is handed down to its desk with a day, and what the county finds comes back to be concluded', async () => {
    const id = await accepted({ amountFen: 120_000 });
    const below = await handed(id);
    expect((await detail(supervisor, id)).allowedActs).toEqual(['tell-acceptance']);
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
