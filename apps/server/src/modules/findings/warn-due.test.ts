import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { type RaisedFinding, raiseFindings } from './testing/raise-findings.ts';
import { warnOfDueFindings } from './warn-due.ts';

const COMMUNITY = '652301001001';
let test: TestApp;
let raised: readonly RaisedFinding[];

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-06T02:00:00Z') });
  raised = await raiseFindings(test, test.county, ['housing.owned', 'vehicle.over'], {
    community: COMMUNITY,
  });
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
  await test.signIn('community-worker', { scope: COMMUNITY, username: 'there' });
  await assign('2026-07-10');
});
afterAll(() => test.close());

async function assign(dueOn: string): Promise<void> {
  const officer = await test.signIn('county-officer', { username: `assigns-${dueOn}` });
  const ids = raised.map(({ id }) => id);
  const answer = await officer.inject('POST', '/api/findings/assign', {
    ids,
    organisation: COMMUNITY,
    dueOn,
  });
  expect(answer.json().assigned).toBe(2);
}

const WORKER = { scope: COMMUNITY };
const person = (role: 'leader' | 'county-officer' | 'community-worker', n: number): Promise<Person> =>
  test.signIn(role, { username: `${role}-${n}`, ...(role === 'community-worker' ? WORKER : {}) });

/** Titles of the notices about due dates that a person sees. */
async function told(of: Person): Promise<readonly string[]> {
  const { items } = (await of.inject('GET', '/api/inbox?limit=200')).json();
  return items
    .map((item: { title: string }) => item.title)
    .filter((title: string) => /到期|超期/.test(title));
}

describe('the due date of findings', () => {
  it('is told to their community three days before, once for all that are due together', async () => {
    await warnOfDueFindings(test.deps);
    expect(await told(await person('community-worker', 1))).toEqual([]);
    test.clock.set(new Date('2026-07-07T02:00:00Z'));
    await warnOfDueFindings(test.deps);
    await warnOfDueFindings(test.deps);
    expect(await told(await person('community-worker', 2))).toEqual(['疑点核查将到期：幸福路社区']);
    expect(await told(await person('leader', 2))).toEqual([]);
    const worker = await person('community-worker', 4);
    const [notice] = (await worker.inject('GET', '/api/inbox?kind=due')).json().items;
    const { cards } = (await worker.inject('GET', '/api/home')).json();
    const card = cards.find(({ key }: { key: string }) => key === 'due-soon');
    expect(card.value).toBe(2);
    for (const { link } of [notice, card]) {
      expect((await worker.inject('GET', `/api${link}`)).json().total).toBe(2);
    }
  });

  it('is told to the community, the officers and the leader when it has passed, until another is set', async () => {
    test.clock.set(new Date('2026-07-11T02:00:00Z'));
    await warnOfDueFindings(test.deps);
    const worker = await person('community-worker', 3);
    expect(await told(worker)).toEqual(['疑点核查超期：幸福路社区']);
    const leader = await person('leader', 3);
    const officer = await person('county-officer', 3);
    expect(await told(leader)).toEqual(['疑点核查超期：幸福路社区']);
    expect(await told(officer)).toEqual(['疑点核查超期：幸福路社区']);
    const [item] = (await officer.inject('GET', '/api/inbox?kind=warning')).json().items;
    const listed = (await officer.inject('GET', `/api${item.link}`)).json();
    expect(listed.total).toBe(2);
    await assign('2026-08-10');
    await warnOfDueFindings(test.deps);
    expect([...(await told(leader)), ...(await told(worker))]).toEqual([]);
  });
});
