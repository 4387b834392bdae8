import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { problemForTest, startForTest } from './testing/start-for-test.ts';
import { warnOfDeadlines } from './warn-late.ts';

let test: TestApp;
let officer: Person;
let problem: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  officer = await test.signIn('county-officer');
  const prefecture = await test.signIn('prefecture-supervisor', { scope: '6523' });
  problem = await problemForTest(officer, await startForTest(prefecture, [test.county]));
});
afterAll(() => test.close());

/** The open notices about the problem's deadline that a person sees. */
async function warnings(person: Person): Promise<readonly string[]> {
  const { items } = (await person.inject('GET', '/api/inbox?limit=200')).json();
  return items
    .filter((item: { link: string; title: string }) => item.link === `/problems/${problem}`)
    .map((item: { title: string }) => item.title)
    .filter((title: string) => /时限|超期/.test(title));
}

async function pin(person: Person, deadline: string): Promise<void> {
  const { version } = (await person.inject('GET', `/api/problems/${problem}`)).json();
  const five = { task: '责令限期腾退', responsible: '住房保障中心', staff: '李某', reason: '时限调整' };
  const answer = await person.inject('POST', `/api/problems/${problem}/pin`, { ...five, deadline, version });
  expect(answer.statusCode).toBe(200);
}

describe('the deadline of a problem', () => {
  it('is told to the officer three days before, once, and not to the leader yet', async () => {
    await pin(officer, '2026-07-10');
    await warnOfDeadlines(test.deps);
    expect(await warnings(officer)).toEqual([]);
    test.clock.set(new Date('2026-07-07T02:00:00Z'));
    await warnOfDeadlines(test.deps);
    await warnOfDeadlines(test.deps);
    const again = await test.signIn('county-officer', { username: 'again' });
    expect(await warnings(again)).toHaveLength(1);
    expect(await warnings(await test.signIn('leader'))).toEqual([]);
  });

  it('is told to the leader and to who works on it when it has passed, until another is set', async () => {
    test.clock.set(new Date('2026-07-11T02:00:00Z'));
    await warnOfDeadlines(test.deps);
    const leader = await test.signIn('leader', { username: 'leader-2' });
    expect(await warnings(leader)).toEqual([expect.stringContaining('整改超期：')]);
    const there = await test.signIn('county-officer', { username: 'there' });
    expect(await warnings(there)).toEqual([expect.stringContaining('整改超期：')]);
    await pin(await test.signIn('county-officer', { username: 'third' }), '2026-08-10');
    expect([...(await warnings(leader)), ...(await warnings(there))]).toEqual([]);
  });

  it('is the plan’s from registration on, told while it waits to be closed, and begins again when it is reopened', async () => {
    // A session ends with the day: everybody signs in anew.
    let day = 0;
    const at = async (now: string) => {
      test.clock.set(new Date(now));
      await warnOfDeadlines(test.deps);
      day += 1;
      const username = (who: string) => ({ username: `${who}-day-${day}` });
      const by = await test.signIn('county-officer', username('officer'));
      const reviewer = await test.signIn('reviewer', username('reviewer'));
      return { by, reviewer, leader: await test.signIn('leader', username('leader')) };
    };
    const read = async (by: Person) => (await by.inject('GET', `/api/problems/${problem}`)).json();
    const act = async (by: Person, path: string, body: object) => {
      const { version } = await read(by);
      const done = await by.inject('POST', `/api/problems/${problem}/${path}`, { ...body, version });
      expect(done.statusCode, done.body).toBe(200);
    };
    const first = await at('2026-07-10T02:00:00Z');
    problem = await problemForTest(first.by, (await read(first.by)).campaignId);
    // 30 days from the 10th of July end on a Sunday.
    expect(await read(first.by)).toMatchObject({ state: 'registered', deadline: '2026-08-10' });

    const soon = await at('2026-08-07T02:00:00Z');
    expect(await warnings(soon.by)).toHaveLength(1);
    await pin(soon.by, '2026-08-08');
    const proof = { name: '腾退照片.pdf', content: '%PDF-1.7 proof' };
    const paperId = (await soon.by.upload('/api/papers', proof)).json().id;
    await act(soon.by, 'rectified', { text: '已腾退', on: '2026-08-07', paperIds: [paperId] });
    await warnOfDeadlines(test.deps);
    expect(await warnings(soon.by)).toEqual([]);
    expect(await warnings(soon.reviewer)).toHaveLength(1);

    const late = await at('2026-08-09T02:00:00Z');
    expect(await warnings(late.leader)).toHaveLength(1);
    expect(await warnings(late.reviewer)).toEqual([expect.stringContaining('销号超期：')]);
    await act(late.reviewer, 'close', {});
    expect([...(await warnings(late.leader)), ...(await warnings(late.reviewer))]).toEqual([]);

    await act(late.reviewer, 'reopen', { reason: '又住进去了' });
    expect(await read(late.by)).toMatchObject({ state: 'rectifying', deadline: '2026-09-08' });
    await warnOfDeadlines(test.deps);
    expect(await warnings(late.leader)).toEqual([]);
  });

  it('is told with its campaign where the county runs more than one', async () => {
    const above = await test.signIn('prefecture-supervisor', { scope: '6523', username: 'above-two' });
    const by = await test.signIn('county-officer', { username: 'officer-two' });
    const { campaignId } = (await by.inject('GET', `/api/problems/${problem}`)).json();
    problem = await problemForTest(by, campaignId, { foundOn: test.clock.today() });
    await pin(by, test.clock.today());
    await warnOfDeadlines(test.deps);
    expect(await warnings(by)).toEqual([expect.stringMatching(/^整改时限将到：问题〔2026〕\d+号$/)]);
    await startForTest(above, [test.county], { title: '物业费清缴专项整治' });
    await warnOfDeadlines(test.deps);
    const { title } = (await by.inject('GET', `/api/campaigns/${campaignId}`)).json();
    expect(await warnings(by)).toEqual([expect.stringMatching(`号 · ${title}$`)]);
  });
});
