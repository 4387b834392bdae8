import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { standAt } from '../clues/testing/clue-desk.ts';
import { escalateNotices } from './escalate-notices.ts';
import { remindIssuers } from './remind-issuers.ts';
import { layCampaign, layClue, layProblem } from './testing/lay-ledger.ts';

let app: TestApp;
let campaignId: string;
let problemId: string;
let leader: Person;
let officer: Person;
let above: Person;

const DAY_MS = 86_400_000;
const START = new Date('2026-08-03T02:00:00Z');
const COMMUNITY = '652301001001';

/** Sessions end with time, so everybody signs in again at each moment. */
async function at(moment: Date): Promise<void> {
  app.clock.set(moment);
  leader = await app.signIn('leader');
  officer = await app.signIn('county-officer');
  above = await app.signIn('prefecture-supervisor', { scope: '6523' });
}

beforeAll(async () => {
  app = await createTestApp({ runJobs: false, now: START });
  campaignId = await layCampaign(app, app.county);
  problemId = await layProblem(app, { county: app.county, campaignId, number: 'WT-1' });
  await inScope(app.db, app.county, (tx) =>
    tx
      .insertInto('organisations')
      .values(
        [
          { code: '652301001', name: '示例街道', level: 'town', parent: '652301' },
          { code: COMMUNITY, name: '示例社区', level: 'community', parent: '652301001' },
        ].map((row) => ({ ...row, county: app.county, created_at: START })),
      )
      .execute(),
  );
  await at(START);
});
afterAll(() => app.close());

const issue = (by: Person, change: object = {}) =>
  by.inject('POST', '/api/supervisions', {
    organisation: app.county,
    subject: { kind: 'problem', id: problemId },
    demand: '请于期限内完成整改并回复。',
    dueOn: '2026-08-07',
    ...change,
  });
const read = async (by: Person, id: string) => (await by.inject('GET', `/api/supervisions/${id}`)).json();
const act = (by: Person, id: string, path: string, body: object) =>
  by.inject('POST', `/api/supervisions/${id}/${path}`, body);
const inboxOf = async (by: Person) =>
  (await by.inject('GET', '/api/inbox?limit=200')).json().items.map((item: { title: string }) => item.title);

/** What the office is asked for about a notice. */
const askedOf = async (by: Person, number: string) =>
  (await inboxOf(by)).filter((title: string) => title.endsWith(`：${number}`));

describe('a notice', () => {
  it('goes to the office with its day, is answered, looked at by another, and settled', async () => {
    const issued = (await issue(leader)).json();
    expect(issued.number).toBe('督〔2026〕1号');
    expect(await inboxOf(officer)).toContain(`督办待回复：${issued.number}`);
    const answered = await act(officer, issued.id, 'answer', { text: '已完成整改', version: 1 });
    expect(answered.json()).toEqual({ version: 2, state: 'answered', stateLabel: '待核' });
    expect(await inboxOf(officer)).not.toContain(`督办待回复：${issued.number}`);
    expect(await inboxOf(leader)).toContain(`督办已回复待核：${issued.number}`);
    expect((await act(leader, issued.id, 'settle', { version: 2 })).statusCode).toBe(200);
    const notice = await read(leader, issued.id);
    expect(notice).toMatchObject({ state: 'settled', settledOn: '2026-08-03', answer: '已完成整改' });
    expect(notice.notes.map(({ act: did }: { act: string }) => did)).toEqual(['issue', 'answer', 'settle']);
  });

  it('is returned with a reason and a new day, and answered again', async () => {
    const { id } = (await issue(leader)).json();
    await act(officer, id, 'answer', { text: '正在办理', version: 1 });
    const back = { reason: '没有附照片', dueOn: '2026-08-10', version: 2 };
    expect((await act(leader, id, 'return', { ...back, dueOn: '2026-08-02' })).statusCode).toBe(400);
    expect((await act(leader, id, 'return', back)).json().state).toBe('issued');
    expect((await act(officer, id, 'answer', { text: '照片已补', version: 3 })).statusCode).toBe(200);
    expect(await read(officer, id)).toMatchObject({ dueOn: '2026-08-10', answer: '照片已补' });
  });

  it('is answered by the first of two people; the second learns who it was', async () => {
    const { id } = (await issue(leader)).json();
    const colleague = await app.signIn('county-admin');
    const answers = await Promise.all(
      [officer, colleague].map((by) => act(by, id, 'answer', { text: '已办', version: 1 })),
    );
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    expect(answers.find(({ statusCode }) => statusCode === 409)?.json().detail).toContain('测试');
  });

  it('is not settled by who answered it, nor by the county where the prefecture issued it', async () => {
    const admin = await app.signIn('county-admin');
    const own = (await issue(leader)).json();
    await act(admin, own.id, 'answer', { text: '已办', version: 1 });
    expect((await act(admin, own.id, 'settle', { version: 2 })).json()).toMatchObject({
      code: 'same-person',
    });
    const fromAbove = (await issue(above)).json();
    expect(fromAbove.number).toBe('上督〔2026〕1号');
    await act(officer, fromAbove.id, 'answer', { text: '已办', version: 1 });
    expect((await act(leader, fromAbove.id, 'settle', { version: 2 })).statusCode).toBe(403);
    expect((await read(leader, fromAbove.id)).allowedActs).toEqual([]);
    expect((await act(above, fromAbove.id, 'settle', { version: 2 })).statusCode).toBe(200);
  });

  it('takes the answer with papers that are the answerer’s own', async () => {
    const { id } = (await issue(leader)).json();
    const png = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const paper = (await officer.upload('/api/papers', { name: '现场.png', content: png })).json();
    const stranger = await app.signIn('county-officer', { username: 'other' });
    const body = { text: '已办', paperIds: [paper.id], version: 1 };
    expect((await act(stranger, id, 'answer', body)).json().errors).toMatchObject([{ path: 'paperIds' }]);
    expect((await act(officer, id, 'answer', body)).statusCode).toBe(200);
    expect((await read(leader, id)).papers).toMatchObject([{ id: paper.id, name: '现场.png' }]);
  });
});

describe('who is told of a notice', () => {
  it('is the community it was sent to and those above, not its neighbours', async () => {
    const { id } = (await issue(leader, { organisation: COMMUNITY })).json();
    const there = await app.signIn('community-worker', { scope: COMMUNITY });
    const next = await app.signIn('community-worker', { scope: '652301001002' });
    const county = await app.signIn('county-officer', { scope: app.foreignCounty });
    expect((await there.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(200);
    expect((await next.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(404);
    expect((await county.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(404);
    expect((await above.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(200);
  });

  it('is never the office that a clue accuses, nor one that the clue was not given to, nor who is barred', async () => {
    const clue = (change: object) =>
      layClue(app, { county: app.county, campaignId, number: `XS-${app.deps.ids()}`, ...change });
    const accusing = await clue({ region: COMMUNITY, accused: '652301001' });
    const subject = { kind: 'clue', id: accusing };
    expect((await issue(leader, { organisation: COMMUNITY, subject })).json().detail).toContain(
      '反映的就是该单位',
    );
    const elsewhere = { kind: 'clue', id: await clue({}) };
    expect((await issue(leader, { organisation: COMMUNITY, subject: elsewhere })).json().detail).toContain(
      '没有交该单位办理',
    );
    const barring = { kind: 'clue', id: await clue({ barred: [officer.actor.id] }) };
    const { id } = (await issue(leader, { subject: barring })).json();
    expect((await officer.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(404);
    expect((await act(officer, id, 'answer', { text: '已办', version: 1 })).statusCode).toBe(404);
  });
});

describe('a deadline', () => {
  it('shows the working days up to it, the holiday among them', async () => {
    app.clock.set(new Date('2026-09-28T02:00:00Z'));
    const person = await app.signIn('leader');
    const shown = (await person.inject('GET', '/api/supervisions/deadline?workingDays=3')).json();
    // 29 and 30 September, then the National Day holiday.
    expect(shown).toMatchObject({ day: '2026-10-08', workingDays: 3, working: true, unsureYears: [] });
    const holiday = (await person.inject('GET', '/api/supervisions/deadline?on=2026-10-02')).json();
    expect(holiday).toMatchObject({ working: false, workingDays: 2 });
    await at(START);
  });

  it('in a year without a calendar says so', async () => {
    const shown = (await leader.inject('GET', '/api/supervisions/deadline?on=2027-01-04')).json();
    expect(shown.unsureYears).toEqual([2027]);
  });
});

describe('an unanswered notice', () => {
  it('rises to the leader, then to the prefecture, each once, and no further', async () => {
    await at(START);
    const { id, number } = (await issue(leader)).json();
    const title = `督办逾期未回复：${number}（昌吉市住房保障中心）`;
    const passed = (days: number) => at(new Date(START.getTime() + days * DAY_MS));

    await passed(4);
    await escalateNotices(app.deps);
    expect(await read(leader, id)).toMatchObject({ level: 1, overdue: false });

    await passed(5);
    await escalateNotices(app.deps);
    await Promise.all([escalateNotices(app.deps), escalateNotices(app.deps)]);
    expect(await read(leader, id)).toMatchObject({
      level: 2,
      levelLabel: '县分管领导',
      escalatedOn: '2026-08-08',
    });
    expect((await inboxOf(leader)).filter((text: string) => text === title)).toHaveLength(1);
    expect(await inboxOf(above)).not.toContain(title);
    expect(await askedOf(officer, number)).toEqual([`督办逾期待回复：${number}`]);

    // Saturday the 8th, then Monday to Wednesday are the leader's three working days.
    await passed(9);
    await escalateNotices(app.deps);
    expect(await read(leader, id)).toMatchObject({ level: 2 });

    await passed(10);
    await escalateNotices(app.deps);
    expect(await read(leader, id)).toMatchObject({ level: 3, levelLabel: '州级监管' });
    expect((await inboxOf(above)).filter((text: string) => text === title)).toHaveLength(1);
    expect(await askedOf(officer, number)).toEqual([`督办逾期待回复：${number}`]);

    await passed(30);
    await escalateNotices(app.deps);
    const notice = await read(leader, id);
    expect(notice.notes.filter(({ act: did }: { act: string }) => did === 'escalate')).toHaveLength(2);

    await act(officer, id, 'answer', { text: '报表已报', version: notice.version });
    expect(await inboxOf(leader)).not.toContain(title);
    expect(await inboxOf(above)).not.toContain(title);
  });
});

describe('a notice that was returned', () => {
  const passed = (days: number) => at(new Date(START.getTime() + days * DAY_MS));
  const lapsesOf = async (id: string) => (await read(leader, id)).lapses;

  it('and passes its new day too is told again to the level it had reached', async () => {
    await at(START);
    const { id, number } = (await issue(leader)).json();
    const title = (often: string) => `督办${often}逾期未回复：${number}（昌吉市住房保障中心）`;
    const answerAndReturn = async (dueOn: string) => {
      const { version } = await read(leader, id);
      await act(officer, id, 'answer', { text: '正在办理', version });
      const back = { reason: '没有办完', dueOn, version: version + 1 };
      expect((await act(leader, id, 'return', back)).statusCode).toBe(200);
    };

    await passed(5);
    await escalateNotices(app.deps);
    await answerAndReturn('2026-08-10');
    expect(await inboxOf(leader)).not.toContain(title(''));
    expect(await askedOf(officer, number)).toEqual([`督办回复被退回：${number}`]);
    await passed(8);
    await Promise.all([escalateNotices(app.deps), escalateNotices(app.deps)]);
    expect(await inboxOf(leader)).toContain(title('第 2 次'));
    expect(await inboxOf(above)).not.toContain(title('第 2 次'));
    expect(await lapsesOf(id)).toBe(2);
    expect(await askedOf(officer, number)).toEqual([`督办第 2 次逾期待回复：${number}`]);

    await passed(12);
    await escalateNotices(app.deps);
    expect(await inboxOf(above)).toContain(title('第 2 次'));
    await answerAndReturn('2026-08-17');
    await passed(15);
    await escalateNotices(app.deps);
    await escalateNotices(app.deps);
    expect((await inboxOf(above)).filter((text: string) => text === title('第 3 次'))).toHaveLength(1);
    expect(await lapsesOf(id)).toBe(3);
  });
});

describe('an answer', () => {
  it('that the issuer does not look at for five working days is brought before them, once', async () => {
    await at(START);
    const issuer = leader;
    const { id, number } = (await issue(issuer)).json();
    await act(officer, id, 'answer', { text: '已完成整改', version: 1 });
    const title = `督办回复已满 5 个工作日未核：${number}`;
    const told = async () => {
      await remindIssuers(app.deps);
      await standAt(app, app.clock.now());
      return (await inboxOf(issuer)).filter((text: string) => text === title).length;
    };
    app.clock.set(new Date('2026-08-10T02:00:00Z'));
    expect(await told()).toBe(0);
    app.clock.set(new Date('2026-08-11T02:00:00Z'));
    expect(await told()).toBe(1);
    expect(await told()).toBe(1);
    const { version } = await read(issuer, id);
    expect((await act(issuer, id, 'settle', { version })).statusCode).toBe(200);
    expect(await told()).toBe(0);
  });
});

it('lists what is overdue and exports it', async () => {
  const list = (await leader.inject('GET', '/api/supervisions?overdue=true&about=problem')).json();
  expect(list.total).toBe(list.items.length);
  for (const item of list.items) expect(item).toMatchObject({ overdue: true, about: 'problem' });
  expect((await officer.inject('GET', '/api/supervisions/export.xlsx')).statusCode).toBe(200);
  expect((await leader.inject('GET', '/api/supervisions/export.xlsx')).statusCode).toBe(403);
});
