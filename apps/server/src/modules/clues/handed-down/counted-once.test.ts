import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inScope } from '../../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../../platform/testing/index.ts';
import { startForTest } from '../../campaigns/testing/start-for-test.ts';
import { countStageClues } from '../../reports/stage/stage-figures-store.ts';
import { reportOf } from '../../reports/testing/report-desk.ts';
import { act, detail, did, register } from '../testing/clue-desk.ts';

const MONTH = '2026-07';
const [COUNTY, NEIGHBOUR] = ['652301', '652302'];
const RURAL = { plan: 'rural-2018', year: 2025, answers: { 'rectify-days': '30' } };

let test: TestApp;
let supervisor: Person;
let above: Person;
let officer: Person;
let reviewer: Person;
let campaign: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-07-08T02:00:00Z') });
  supervisor = await test.signIn('prefecture-supervisor', { scope: '6523' });
  above = await test.signIn('leader', { scope: '6523' });
  officer = await test.signIn('county-officer');
  reviewer = await test.signIn('reviewer');
  await test.signIn('county-officer', { scope: NEIGHBOUR });
  campaign = await startForTest(supervisor, [COUNTY], RURAL);
});
afterAll(() => test.close());

/** A clue of the prefecture in the campaign, taken on there. */
async function accepted(over: object = {}): Promise<string> {
  const id = await register(supervisor, { campaignId: campaign, source: '巡视督查', ...over });
  await did(supervisor, id, 'accept', { kind: 'report' });
  return id;
}

/** Hands it down and gives the county's clue. */
async function handed(id: string, county = COUNTY): Promise<string> {
  await did(supervisor, id, 'hand-down', { county, dueOn: '2026-07-20' });
  return (await detail(supervisor, id)).transfers.at(-1).handed.clueId;
}

async function concluded(below: string): Promise<void> {
  await did(officer, below, 'accept', { kind: 'report' });
  await did(officer, below, 'route', { to: { kind: 'person', personId: officer.actor.id } });
  await did(officer, below, 'result', { result: 'true', text: '核查属实' });
  await did(reviewer, below, 'conclude', { agree: true });
}

const taken = (person: Person, clueId: string) =>
  person.inject('POST', '/api/problems/from-clue', { clueId, place: { category: '1', item: null } });

/** What the forms of the month count: the prefecture's own share of the roll-up, and the county's form. */
async function counted(form: 'F4' | 'F5'): Promise<readonly [above: number, below: number]> {
  const url = `/api/reports/roll-up?campaign=${campaign}&form=${form}&period=${MONTH}`;
  const { included } = (await supervisor.inject('GET', url)).json();
  const own = included.find(({ county }: { county: string }) => county === '652300');
  const report = await reportOf(test, COUNTY, form, MONTH);
  if (form === 'F4') {
    const cell = await officer.inject('GET', `/api/reports/${report}/cells/figures.found`);
    return [own?.figures[0] ?? 0, cell.json().value];
  }
  const { view } = (await officer.inject('GET', `/api/reports/${report}`)).json();
  const paths: string[] = view.cells.map(({ path }: { path: string | null }) => path ?? '');
  const rows = new Set(paths.flatMap((path) => /^rows\.\d+/.exec(path) ?? []));
  return [own?.figures[0] ?? 0, rows.size];
}

/**
 * The same, written another way: of each matter, whoever reported it to whomever, the one that is looked into last on
 * the way down; by the county that has it.
 */
async function countedBySql(): Promise<readonly [above: number, below: number]> {
  const { rows } = await inScope(test.db, '6523', (tx) =>
    sql<{ county: string; n: number }>`
      WITH alive AS (SELECT * FROM clues WHERE campaign_id = ${campaign}::uuid
          AND state IN ('received', 'accepted', 'inquiring', 'transferred', 'reported', 'concluded', 'closed'))
      SELECT a.county, count(*)::int AS n FROM alive a
      WHERE a.id NOT IN (SELECT h.handed_from FROM clues h JOIN alive k ON k.id IN (h.id, h.merged_into)
        WHERE h.handed_from IS NOT NULL)
      GROUP BY a.county`.execute(tx),
  );
  const of = (county: string) => rows.find((row) => row.county === county)?.n ?? 0;
  return [of('652300'), of(COUNTY)];
}

async function agrees(expected: readonly [above: number, below: number]): Promise<void> {
  expect(await countedBySql()).toEqual(expected);
  expect(await counted('F5')).toEqual(expected);
  expect(await counted('F4')).toEqual(expected);
}

describe('a clue that the prefecture handed down in a campaign', () => {
  it('belongs to it in the county, which counts it and makes the problem of it', async () => {
    const id = await accepted({ amountFen: 120_000 });
    await agrees([1, 0]);
    expect(await detail(supervisor, id)).toMatchObject({ countedBy: null });
    const below = await handed(id);
    expect(await detail(officer, below)).toMatchObject({
      campaignId: campaign,
      source: '上级交办',
      countedBy: 'own',
    });
    expect(await detail(supervisor, id)).toMatchObject({ countedBy: 'county' });
    await agrees([0, 1]);
    await concluded(below);
    await agrees([0, 1]);

    await did(above, id, 'conclude', { agree: true });
    const twice = await taken(supervisor, id);
    expect([twice.statusCode, twice.json().code]).toEqual([409, 'counted-below']);
    const problem = await taken(officer, below);
    expect(problem.statusCode, problem.body).toBe(200);
    const seen = (await officer.inject('GET', `/api/problems/${problem.json().id}`)).json();
    expect(seen).toMatchObject({ campaignId: campaign, clueId: below });
    await agrees([0, 1]);
  });

  it('counts with the prefecture again once the county has sent it back', async () => {
    const [own, county] = await countedBySql();
    const id = await accepted();
    const below = await handed(id);
    await agrees([own, county + 1]);
    await did(officer, below, 'refuse', { text: '不属本市管辖' });
    await agrees([own + 1, county]);
    expect(await detail(officer, below)).toMatchObject({ countedBy: 'above' });
    expect(await detail(supervisor, id)).toMatchObject({ countedBy: 'own' });
  });

  it('counts with who has it: once it was taken back, or given on after an answer, no longer with the county', async () => {
    const [own, county] = await countedBySql();
    const id = await accepted();
    const below = await handed(id);
    await did(supervisor, id, 'recall', { text: '改由州级核查' });
    await agrees([own + 1, county]);
    expect(await detail(officer, below)).toMatchObject({ countedBy: 'above' });
    await handed(id);
    await agrees([own, county + 1]);
    await concluded(below);
    await did(above, id, 'conclude', { agree: false, text: '证据不足' });
    const to = { kind: 'person', personId: supervisor.actor.id };
    await did(supervisor, id, 'route', { to, text: '州级补充核查' });
    await did(supervisor, id, 'result', { result: 'true', text: '核查属实' });
    await did(above, id, 'conclude', { agree: true });
    await agrees([own + 1, county]);
    expect((await taken(supervisor, id)).statusCode).toBe(200);
    await agrees([own + 1, county]);
  });

  it('stays the county’s where a problem came of it: it is given to nobody else by the way', async () => {
    const [own, county] = await countedBySql();
    const id = await accepted({ placeRegion: '652300' });
    const below = await handed(id);
    await concluded(below);
    expect((await taken(officer, below)).statusCode).toBe(200);
    await did(above, id, 'conclude', { agree: false, text: '证据不足' });
    const elsewhere = { county: NEIGHBOUR, dueOn: '2026-07-20', text: '改由阜康市' };
    expect((await act(supervisor, id, 'hand-down', elsewhere)).json().code).toBe('county-has-consequences');
    const to = { kind: 'person', personId: supervisor.actor.id };
    await did(supervisor, id, 'route', { to, text: '州级补充核查' });
    await agrees([own, county + 1]);
  });

  it('counts once where the county merged it into a clue of its own', async () => {
    const [own, county] = await countedBySql();
    const id = await accepted();
    const mine = await register(officer, { campaignId: campaign });
    const below = await handed(id);
    await agrees([own, county + 2]);
    await did(officer, below, 'merge', { into: mine });
    await agrees([own, county + 1]);
    expect(await detail(supervisor, id)).toMatchObject({ countedBy: 'county' });
  });

  it('stays with the prefecture’s forms where the county takes no part, or the prefecture has a problem of it', async () => {
    const [own, county] = await countedBySql();
    const away = await accepted({ placeRegion: NEIGHBOUR });
    await handed(away, NEIGHBOUR);
    expect(await detail(supervisor, away)).toMatchObject({ countedBy: 'own' });
    await agrees([own + 1, county]);

    const id = await accepted();
    await did(supervisor, id, 'route', { to: { kind: 'person', personId: supervisor.actor.id } });
    await did(supervisor, id, 'result', { result: 'true', text: '核查属实' });
    await did(above, id, 'conclude', { agree: true });
    expect((await taken(supervisor, id)).statusCode).toBe(200);
    await did(supervisor, id, 'answer', { method: 'none', text: '存档' });
    await did(above, id, 'reopen', { text: '还有遗漏' });
    await did(supervisor, id, 'hand-down', { county: COUNTY, dueOn: '2026-07-20', text: '补充核查' });
    const below = (await detail(supervisor, id)).transfers.at(-1).handed.clueId;
    expect(await detail(officer, below)).toMatchObject({ campaignId: null, countedBy: null });
    await agrees([own + 2, county]);
  });

  it('stands once in what the prefecture’s stage report says of clues', async () => {
    const [own, county] = await countedBySql();
    const of = { campaignId: campaign, from: '2025-01-01', until: '2026-07-31' };
    const { received } = await inScope(test.db, '6523', (tx) =>
      countStageClues(tx, { region: '6523', ...of }),
    );
    expect(received).toBe(own + county);
  });

  it('is a case of the campaign where it counts, not with the prefecture besides', async () => {
    const id = await accepted();
    const cases = async () =>
      (await supervisor.inject('GET', `/api/supervision/cases?campaign=${campaign}&kind=clue&q=`)).json()
        .items;
    expect(JSON.stringify(await cases())).toContain(id);
    const below = await handed(id);
    expect(JSON.stringify(await cases())).not.toContain(id);
    expect(JSON.stringify(await cases())).toContain(below);
  });
});
