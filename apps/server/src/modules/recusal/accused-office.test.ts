import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { updateClue } from '../clues/store.ts';
import { notify } from '../inbox/index.ts';
import { describeRecords } from '../reports/record-store.ts';
import { layCampaign, layClue, layProblem } from '../supervision/testing/lay-ledger.ts';
import { listKeptSubjects } from './kept-events-store.ts';

const TOWN = '652301001';
const COMMUNITY = '652301001001';

let test: TestApp;
let officer: Person;
let leader: Person;
let campaignId: string;
let problem: string;
let notice: string;
let paper: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-08-03T02:00:00Z') });
  officer = await test.signIn('county-officer');
  leader = await test.signIn('leader');
  campaignId = await layCampaign(test, test.county);
  const { county } = test;
  const clueId = await layClue(test, {
    county,
    campaignId,
    number: 'XS-1',
    region: COMMUNITY,
    accused: TOWN,
  });
  problem = await layProblem(test, {
    county,
    campaignId,
    number: 'WT-KEPT',
    clueId,
    region: COMMUNITY,
    state: 'rectifying',
    evidence: ['ab'.repeat(32)],
  });
  await inScope(test.db, county, async (tx) => {
    await tx
      .insertInto('organisations')
      .values({
        county,
        code: TOWN,
        name: '示例街道',
        level: 'town',
        parent: county,
        created_at: test.clock.now(),
      })
      .execute();
    await sql`UPDATE problems SET deadline = '2026-08-01' WHERE id = ${problem}::uuid`.execute(tx);
    const { rows } = await sql<{
      id: string;
    }>`SELECT id FROM papers WHERE subject_id = ${problem}::uuid`.execute(tx);
    paper = rows[0]?.id ?? '';
    await notify(tx, test.deps, {
      county,
      role: 'community-worker',
      region: COMMUNITY,
      kind: 'todo',
      title: '待整改：WT-KEPT',
      link: `/problems/${problem}`,
      dueOn: null,
      key: `problem-rectify:${problem}`,
      clueId,
    });
  });
  const issued = await leader.inject('POST', '/api/supervisions', {
    organisation: county,
    subject: { kind: 'problem', id: problem },
    demand: '请于期限内完成整改并回复。',
    dueOn: '2026-08-07',
  });
  expect(issued.statusCode, issued.body).toBe(201);
  notice = issued.json().id;
  await inScope(test.db, county, (tx) =>
    sql`UPDATE supervisions SET region = ${COMMUNITY} WHERE id = ${notice}::uuid`.execute(tx),
  );
});
afterAll(() => test.close());

it('keeps a problem made from a clue from somebody who came to the accused office after the clue', async () => {
  const accused = await test.signIn('community-worker', { scope: COMMUNITY });
  const total = async (person: Person, url: string) => (await person.inject('GET', url)).json().total;
  const seen = async (person: Person) => ({
    ledger: await total(person, `/api/problems?campaign=${campaignId}`),
    page: (await person.inject('GET', `/api/problems/${problem}`)).statusCode,
    act: (
      await person.inject('POST', `/api/problems/${problem}/progress`, {
        text: '已约谈',
        paperIds: [],
        version: 1,
      })
    ).statusCode,
    figures: (await person.inject('GET', `/api/campaigns/${campaignId}`)).json().totals.found,
    board: JSON.stringify((await person.inject('GET', '/api/home')).json()).includes('WT-KEPT'),
    paper: (await person.inject('GET', `/api/papers/${paper}`)).statusCode === 404,
    inbox: (await person.inject('GET', '/api/inbox')).body.includes('WT-KEPT'),
    drill: (
      await inScope(test.db, test.county, (tx) =>
        describeRecords(tx, test.county, [`problem:${problem}`], person.actor),
      )
    )[0]?.title,
  });
  expect(await seen(accused)).toEqual({
    ledger: 0,
    page: 404,
    act: 404,
    figures: 0,
    board: false,
    paper: true,
    inbox: false,
    drill: '（按回避规定不显示）',
  });
  expect((await accused.inject('GET', `/api/supervisions/${notice}`)).statusCode).not.toBe(200);
  expect(await seen(officer)).toMatchObject({
    ledger: 1,
    page: 200,
    figures: 1,
    board: true,
    drill: '房源未及时公开',
  });
});

it('does not ask the accused office about a problem made from the clue', async () => {
  const refused = await leader.inject('POST', '/api/supervisions', {
    organisation: TOWN,
    subject: { kind: 'problem', id: problem },
    demand: '请于期限内完成整改并回复。',
    dueOn: '2026-08-07',
  });
  expect(refused.body).toContain('被反映单位');
});

describe('a case that the accused office does not see itself', () => {
  const SUBJECT = '未公开的镇里的事';
  /** A problem from a clue that accuses the town, wherever both are handled. */
  const layCase = async (number: string, where: { readonly clue: string; readonly problem: string }) => {
    const of = { county: test.county, campaignId };
    const clueId = await layClue(test, { ...of, number: `XS-${number}`, region: where.clue, accused: TOWN });
    return await layProblem(test, { ...of, number: `WT-${number}`, clueId, region: where.problem });
  };
  const ELSEWHERE = '652301002001';
  const COUNTY = '652301000000';

  it('is kept from it in a notice that was sent to it', async () => {
    const about = await layCase('COUNTY', { clue: COUNTY, problem: COUNTY });
    const issued = await leader.inject('POST', '/api/supervisions', {
      organisation: test.county,
      subject: { kind: 'problem', id: about },
      demand: SUBJECT,
      dueOn: '2026-08-07',
    });
    const { id } = issued.json();
    await inScope(test.db, test.county, (tx) =>
      sql`UPDATE supervisions SET region = ${COMMUNITY} WHERE id = ${id}::uuid`.execute(tx),
    );
    const accused = await test.signIn('community-worker', { scope: COMMUNITY });
    expect((await accused.inject('GET', `/api/supervisions/${id}`)).statusCode).toBe(404);
    expect((await accused.inject('GET', '/api/supervisions')).body).not.toContain(SUBJECT);
    expect((await officer.inject('GET', `/api/supervisions/${id}`)).body).toContain(SUBJECT);
  });

  it('is kept from it on the ledger, when the clue was given to another office', async () => {
    const id = await layCase('ELSEWHERE', { clue: ELSEWHERE, problem: COMMUNITY });
    const accused = await test.signIn('community-worker', { scope: COMMUNITY });
    expect((await accused.inject('GET', `/api/problems/${id}`)).statusCode).toBe(404);
    expect((await accused.inject('GET', `/api/problems?campaign=${campaignId}`)).json().total).toBe(0);
    expect((await officer.inject('GET', `/api/problems/${id}`)).statusCode).toBe(200);
  });

  it('opens and closes with the clue, for who is barred by name too', async () => {
    const of = { county: test.county, campaignId };
    const clue = await layClue(test, { ...of, number: 'XS-NAMED', region: ELSEWHERE });
    const id = await layProblem(test, { ...of, number: 'WT-NAMED', clueId: clue, region: COMMUNITY });
    const named = await test.signIn('community-worker', { scope: COMMUNITY });
    const read = async () => (await named.inject('GET', `/api/problems/${id}`)).statusCode;
    const bar = (users: readonly string[]) =>
      inScope(test.db, ELSEWHERE, (tx) =>
        updateClue(tx, { ...of, id: clue }, { barred_users: [...users] }, null),
      );
    expect(await read()).toBe(200);
    await bar([named.actor.id]);
    expect(await read()).toBe(404);
    await bar([]);
    expect(await read()).toBe(200);
  });

  it('shows it none of the acts on it', async () => {
    const id = await layCase('ACTS', { clue: ELSEWHERE, problem: ELSEWHERE });
    const kept = await inScope(test.db, COMMUNITY, (tx) =>
      listKeptSubjects(tx, { id: officer.actor.id, organisation: COMMUNITY, departmentId: null }),
    );
    expect(kept).toContain(id);
  });
});
