import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { raiseFindings } from '../findings/testing/raise-findings.ts';
import { attachPapers } from './index.ts';
import { sweepPapers } from './sweep-papers.ts';

const DAY_MS = 86_400_000;

let test: TestApp;
let worker: Person;
beforeAll(async () => {
  test = await createTestApp({ runJobs: false });
  worker = await test.signIn('community-worker', { scope: '652301001002' });
});
afterAll(() => test.close());

const upload = async (text: string): Promise<string> =>
  (await worker.upload('/api/papers', { name: '证明.pdf', content: `%PDF-1.7 ${text}` })).json().id;
async function targetOf(kind: string) {
  const id = test.deps.ids();
  if (kind === 'exit') return { exitId: id };
  if (kind === 'note') return { noteId: test.deps.ids(), subject: { type: 'notice', id } };
  if (kind === 'subject') return { subject: { type: 'check-item', id } };
  const [finding] = await raiseFindings(test, test.county, ['housing.owned'], { community: '652301001002' });
  return { findingId: finding?.id ?? '' };
}
const statusOf = async (id: string) => (await worker.inject('GET', `/api/papers/${id}`)).statusCode;
const files = async () => {
  const found: string[] = [];
  for await (const sha256 of test.deps.files.digests()) found.push(sha256);
  return found.length;
};

it('removes a paper that nobody attached for seven days, with its file, and no other', async () => {
  const [loose, attached, twin] = [await upload('误传'), await upload('已附'), await upload('已附')];
  await inScope(test.db, test.county, (tx) =>
    tx.updateTable('papers').set({ exit_id: test.deps.ids() }).where('id', '=', attached).execute(),
  );
  test.clock.set(new Date(test.clock.now().getTime() + 7 * DAY_MS));
  worker = await test.signIn('community-worker', { scope: '652301001002', username: 'worker.next' });
  const young = await upload('刚传');
  expect(await sweepPapers(test.deps)).toBe(0);
  test.clock.set(new Date(test.clock.now().getTime() + 1));
  expect(await sweepPapers(test.deps)).toBe(2);
  expect([await statusOf(loose), await statusOf(twin)]).toEqual([404, 404]);
  expect([await statusOf(attached), await statusOf(young)]).toEqual([200, 200]);
  // The twin's content is the attached paper's too.
  expect(await files()).toBe(2);
  expect(await sweepPapers(test.deps)).toBe(0);
  const auditor = await test.signIn('auditor');
  const { items } = (await auditor.inject('GET', '/api/events?act=paper.sweep')).json();
  expect(items.map(({ subjectId }: { subjectId: string }) => subjectId).sort()).toEqual([loose, twin].sort());
});

it.each([
  ['a finding', 'finding'],
  ['an exit', 'exit'],
  ['a note on a problem', 'note'],
  ['an item of a spot check, which has no note', 'subject'],
])('keeps the paper of %s for as long as the case', async (_, kind) => {
  const person = await test.signIn('community-worker', { scope: '652301001002', username: `worker.${kind}` });
  const paper = (await person.upload('/api/papers', { name: '证明.pdf', content: `%PDF-1.7 ${kind}` })).json()
    .id;
  const to = { region: '652301001002', ...(await targetOf(kind)) };
  const attached = await inScope(test.db, test.county, (tx) =>
    attachPapers(tx, [paper], to, person.actor.id),
  );
  expect(attached).toBe(1);
  test.clock.advance(30 * DAY_MS);
  await sweepPapers(test.deps);
  const later = await test.signIn('community-worker', { scope: '652301001002', username: `later.${kind}` });
  expect((await later.inject('GET', `/api/papers/${paper}`)).statusCode).toBe(200);
});
