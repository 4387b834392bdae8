import type { ChildProcess } from 'node:child_process';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import {
  createTestApp,
  holdTable,
  killAtOnce,
  type Person,
  startServerProcess,
  type TestApp,
  until,
} from '../../platform/testing/index.ts';
import { rosterCsv } from './testing/roster-csv.ts';

let test: TestApp;
let officer: Person;
const children: ChildProcess[] = [];

beforeAll(async () => {
  // This process only asks and looks; the work is done, and killed, in others.
  test = await createTestApp({ runJobs: false });
  officer = await test.signIn('county-officer');
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await test.close();
});

function startServer(): ChildProcess {
  const child = startServerProcess(test);
  children.push(child);
  return child;
}

const HOUSEHOLDS = 600;

it('goes on after SIGKILL in the middle of loading: nothing missing, nothing twice', async () => {
  const content = rosterCsv(Array.from({ length: HOUSEHOLDS }, (_, n) => ({ n })));
  const { id } = (await officer.upload('/api/imports', { name: '花名册.csv', content })).json();
  const read = async () => (await officer.inject('GET', `/api/imports/${id}`)).json();
  const households = async () => (await officer.inject('GET', '/api/households?limit=1')).json().total;

  const first = startServer();
  await until(async () => (await read()).state === 'preview');
  const tenancies = await holdTable(test, 'tenancies');
  await officer.inject('POST', `/api/imports/${id}/confirm`, {});
  await tenancies.waitedFor();
  await killAtOnce(first);
  await tenancies.release();
  expect((await read()).state).toBe('loading');
  expect(await households()).toBe(0);

  startServer();
  await until(async () => (await read()).state === 'done');
  expect((await read()).counts).toMatchObject({ new: HOUSEHOLDS, changed: 0, refused: 0 });
  expect(await households()).toBe(HOUSEHOLDS);
  const loaded = await inScope(test.db, test.county, (tx) =>
    sql`SELECT FROM events WHERE subject_id = ${id} AND payload->>'did' = 'load'`.execute(tx),
  );
  expect(loaded.rows).toHaveLength(1);
}, 240_000);
