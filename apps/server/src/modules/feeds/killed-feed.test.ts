import type { ChildProcess } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
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

let test: TestApp;
let police: Person;
const children: ChildProcess[] = [];

beforeAll(async () => {
  // This process only asks and looks; the work is done, and killed, in others.
  test = await createTestApp({ runJobs: false });
  police = await test.signIn('department-data', { department: '公安局' });
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

/** What lies in the clear just now, of whatever process. */
function opened(): string[] {
  const scratch = join(test.deps.config.dataDir, 'scratch');
  return readdirSync(scratch).flatMap((folder) => readdirSync(join(scratch, folder)));
}

const ROWS = 60_000;
const HEADER = '车主姓名,身份证明号码,号牌号码,车辆类型,注册日期';

it('goes on after SIGKILL in the middle of checking a delivery: every row counted once, one delivery', async () => {
  const rows = Array.from(
    { length: ROWS },
    (_, n) => `测试${n},110101199003070257,新B${n},小型轿车,2020.1.1`,
  );
  const file = { name: '机动车.csv', content: [HEADER, ...rows].join('\n') };
  const { id } = (await police.upload('/api/feeds', file, { kind: 'vehicle', asOf: '2025-07-25' })).json();
  const read = async () => (await police.inject('GET', `/api/feeds/${id}`)).json();

  const first = startServer();
  await until(async () => (await read()).state === 'preview');
  // Written when the delivery is registered: until then it can't be done.
  const notices = await holdTable(test, 'inbox_items');
  await police.inject('POST', `/api/feeds/${id}/confirm`, {});
  await until(async () => (await read()).state === 'loading' && opened().length > 0);
  await killAtOnce(first);
  await notices.release();
  expect((await read()).state).toBe('loading');
  expect(opened()).not.toEqual([]);

  startServer();
  await until(async () => (await read()).state === 'done');
  expect(await read()).toMatchObject({ rowsRead: ROWS, rowsRefused: 0 });
  const { items, total } = (await police.inject('GET', '/api/feeds')).json();
  expect([total, items[0].state]).toEqual([1, 'done']);
  const delivered = await inScope(test.db, test.county, (tx) =>
    sql`SELECT FROM events WHERE subject_id = ${id} AND payload->>'did' = 'delivered'`.execute(tx),
  );
  expect(delivered.rows).toHaveLength(1);
  // The register that the killed process had opened is not left lying in the clear.
  expect(opened()).toEqual([]);
}, 240_000);
