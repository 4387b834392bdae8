import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { layCampaign, layClue, layProblem } from '../supervision/testing/lay-ledger.ts';

let test: TestApp;
let officer: Person;
let second: Person;
let auditor: Person;
let campaign: string;
let clue: string;
let kept: string;
let problem: string;

beforeAll(async () => {
  test = await createTestApp({ runJobs: false, now: new Date('2026-08-03T02:00:00Z') });
  officer = await test.signIn('county-officer');
  second = await test.signIn('county-officer');
  auditor = await test.signIn('auditor');
  const { county } = test;
  campaign = await layCampaign(test, county);
  clue = await closedClue('XS-1');
  kept = await closedClue('XS-2', [second.actor.id]);
  problem = await layProblem(test, { county, campaignId: campaign, number: 'WT-1', closedOn: '2026-08-01' });
});
afterAll(() => test.close());

async function closedClue(number: string, barred: readonly string[] = []): Promise<string> {
  const id = await layClue(test, { county: test.county, campaignId: campaign, number, barred });
  await inScope(test.db, test.county, (tx) =>
    tx.updateTable('clues').set({ state: 'closed' }).where('id', '=', id).execute(),
  );
  return id;
}

const publication = (cases: readonly object[]) => ({
  kind: 'publication',
  title: '第一批整治成果',
  on: '2026-08-03',
  projects: 2,
  cases,
});
const publish = (cases: readonly object[], over: object = {}) =>
  officer.inject('POST', `/api/campaigns/${campaign}/results`, { ...publication(cases), ...over });
const named = async (person: Person) =>
  (await person.inject('GET', `/api/campaigns/${campaign}/results`))
    .json()
    .items.flatMap(({ cases }: { cases: { number: string }[] }) => cases.map(({ number }) => number));
const publicationsOf = async (path: string) =>
  (await officer.inject('GET', path))
    .json()
    .publications.map(({ title, on }: { title: string; on: string }) => `${title} ${on}`);

it('names the closed clues and problems it makes public, which say so on their pages', async () => {
  const offered = (await officer.inject('GET', `/api/campaigns/${campaign}/publishable?q=XS`)).json().items;
  expect(offered.map(({ number }: { number: string }) => number).sort()).toEqual(['XS-1', 'XS-2']);
  const cases = [
    { kind: 'clue', id: clue },
    { kind: 'clue', id: kept },
    { kind: 'problem', id: problem },
  ];
  expect((await publish(cases)).statusCode).toBe(201);
  expect(await named(officer)).toEqual(['WT-1', 'XS-1', 'XS-2']);
  for (const path of [`/api/clues/${clue}`, `/api/problems/${problem}`])
    expect(await publicationsOf(path)).toEqual(['第一批整治成果 2026-08-03']);
});

it('is called by its title in the event list', async () => {
  const { items } = (await auditor.inject('GET', '/api/events?subjectType=campaign-result')).json();
  expect(items.map(({ subjectName }: { subjectName: string }) => subjectName)).toEqual(['第一批整治成果']);
});

it('shows nobody a clue that is kept from them, nor loses it when they change the publication', async () => {
  expect(await named(second)).toEqual(['WT-1', 'XS-1']);
  const offered = (await second.inject('GET', `/api/campaigns/${campaign}/publishable`)).json().items;
  expect(offered.map(({ number }: { number: string }) => number)).not.toContain('XS-2');
  const [item] = (await second.inject('GET', `/api/campaigns/${campaign}/results`)).json().items;
  const { kind: _, ...input } = publication([{ kind: 'problem', id: problem }]);
  const changed = { ...input, version: item.version };
  expect((await second.inject('PUT', `/api/campaign-results/${item.id}`, changed)).statusCode).toBe(200);
  expect(await named(officer)).toEqual(['WT-1', 'XS-2']);
  expect(await publicationsOf(`/api/clues/${clue}`)).toEqual([]);
});

it('names nothing that is still open, of another campaign, or kept from the writer, and only publications do', async () => {
  const { county } = test;
  const open = await layProblem(test, { county, campaignId: campaign, number: 'WT-2' });
  const elsewhere = await layCampaign(test, county);
  const other = await layProblem(test, {
    county,
    campaignId: elsewhere,
    number: 'WT-3',
    closedOn: '2026-08-01',
  });
  for (const id of [open, other])
    expect((await publish([{ kind: 'problem', id }])).json().errors).toMatchObject([{ path: 'cases' }]);
  expect((await publish([{ kind: 'clue', id: problem }])).statusCode).toBe(400);
  const achievement = { kind: 'achievement', projects: null };
  expect((await publish([{ kind: 'problem', id: problem }], achievement)).statusCode).toBe(400);
  const asSecond = await second.inject('POST', `/api/campaigns/${campaign}/results`, {
    ...publication([{ kind: 'clue', id: kept }]),
  });
  expect(asSecond.statusCode).toBe(400);
});

it('taken back, stands on no page any more, and the event list still says what it was', async () => {
  const [item] = (await officer.inject('GET', `/api/campaigns/${campaign}/results`)).json().items;
  const body = { version: item.version };
  expect((await officer.inject('POST', `/api/campaign-results/${item.id}/remove`, body)).statusCode).toBe(
    200,
  );
  expect(await publicationsOf(`/api/problems/${problem}`)).toEqual([]);
  const removed = (await auditor.inject('GET', '/api/events?subjectType=campaign-result')).json().items[0];
  expect(removed.text).toBe(
    '办理 删除；登记 结果公开；公布事项 0；标题 第一批整治成果；专项整治 示例专项整治',
  );
});
