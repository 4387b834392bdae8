import type { ChildProcess } from 'node:child_process';
import { REGISTERS } from '@anju/domain';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import {
  createTestApp,
  holdTable,
  killAtOnce,
  type Person,
  standsStill,
  startServerProcess,
  type TestApp,
  until,
} from '../../platform/testing/index.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from '../imports/testing/synthetic-household.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

let test: TestApp;
let officer: Person;
let admin: Person;
const children: ChildProcess[] = [];
/** The server that goes on after the first kill. */
let working: ChildProcess;

const FAMILIES = 300;
const ROWS = 20_000;

beforeAll(async () => {
  // This process only asks and looks; the work is done, and killed, in others. They have the machine's clock.
  test = await createTestApp({ runJobs: false, now: new Date() });
  officer = await test.signIn('county-officer');
  await loadForTest(
    test,
    test.county,
    Array.from({ length: FAMILIES }, (_, n) => syntheticHousehold(n, { room: `${n}-1-101` })),
  );
  const draft = await officer.inject('POST', '/api/policies', { pack: demonstrationPack(test.county) });
  admin = await test.signIn('county-admin');
  await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 });
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await test.close();
});

function startServer(stopsIn: string | null = null): ChildProcess {
  const child = startServerProcess(test, stopsIn);
  children.push(child);
  return child;
}

const HEADER = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态,转移日期';

function vehicleRegister(): string {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const owner = n < FAMILIES ? syntheticId(n) : syntheticId(n % 1000, '19700101');
    return `张三,${owner},新B${n},小型轿车,600000,2020-01-01,正常,`;
  });
  return [HEADER, ...rows, ''].join('\n');
}

const stateOf = async (path: string) => (await officer.inject('GET', path)).json().state;

async function deliver(kind: string, name: string, content: string): Promise<void> {
  const asOf = test.clock.today();
  const { id } = (await officer.upload('/api/feeds', { name, content }, { kind, asOf })).json();
  await until(async () => (await stateOf(`/api/feeds/${id}`)) === 'preview');
  await officer.inject('POST', `/api/feeds/${id}/confirm`, { acceptPartial: true });
  await until(async () => (await stateOf(`/api/feeds/${id}`)) === 'done');
}
const startRun = async () =>
  (await officer.inject('POST', '/api/runs', { asOf: test.clock.today() })).json().id;
const cars = async () =>
  (await officer.inject('GET', '/api/findings?rule=vehicle.over&status=fail&limit=1')).json().total;

it('goes on after SIGKILL in the middle of recording a run: nothing missing, nothing twice', async () => {
  const first = startServer();
  await deliver('vehicle', '车辆.csv', vehicleRegister());

  // Written after the findings, in their transaction.
  const dataUse = await holdTable(test, 'data_use');
  const id = await startRun();
  const run = async () => (await officer.inject('GET', `/api/runs/${id}`)).json();
  await dataUse.waitedFor();
  await killAtOnce(first);
  await dataUse.release();
  expect((await run()).state).toBe('running');
  expect(await cars()).toBe(0);

  working = startServer();
  await until(async () => (await run()).state === 'done');
  expect((await run()).counts).toMatchObject({ families: FAMILIES });
  expect(await cars()).toBe(FAMILIES);
  expect((await officer.inject('GET', '/api/runs?limit=200')).json().total).toBe(1);
  const uses = (await admin.inject('GET', '/api/data-use')).json();
  expect(uses.items).toEqual([expect.objectContaining({ fileName: '车辆.csv', rows: ROWS, hits: FAMILIES })]);
  const ended = await inScope(test.db, test.county, (tx) =>
    sql`SELECT FROM events WHERE act = 'run.done'`.execute(tx),
  );
  expect(ended.rows).toHaveLength(1);
  const told = (await officer.inject('GET', '/api/inbox?limit=200')).json().items;
  expect(told.filter(({ link }: { link: string }) => link === `/runs/${id}`)).toHaveLength(1);
}, 240_000);

it('begins again after SIGKILL in the middle of comparing: nothing missing, nothing twice', async () => {
  await deliver('death', '死亡.csv', `姓名,身份证号,死亡日期\n张三,${syntheticId(0)},2026-01-01\n`);
  await killAtOnce(working);
  const uses = async () => (await admin.inject('GET', '/api/data-use')).json().total;
  const [usesBefore, carsBefore] = [await uses(), await cars()];

  const comparing = startServer(`比对${REGISTERS.vehicle.label}`);
  const id = await startRun();
  await standsStill(comparing);
  expect(await stateOf(`/api/runs/${id}`)).toBe('running');
  await killAtOnce(comparing);
  expect([await stateOf(`/api/runs/${id}`), await uses()]).toEqual(['running', usesBefore]);

  startServer();
  await until(async () => (await stateOf(`/api/runs/${id}`)) === 'done');
  const { counts, registers } = (await officer.inject('GET', `/api/runs/${id}`)).json();
  expect(counts.byRule).toContainEqual(
    expect.objectContaining({ rule: 'vehicle.over', new: 0, persisting: FAMILIES, cleared: 0 }),
  );
  expect(counts.byRule).toContainEqual(expect.objectContaining({ rule: 'member.deceased', fail: 1, new: 1 }));
  expect(registers.map(({ rowsRead }: { rowsRead: number }) => rowsRead).sort()).toEqual([1, ROWS]);
  expect(await cars()).toBe(carsBefore);
  expect(await uses()).toBe(usesBefore + 2);
  const ended = await inScope(test.db, test.county, (tx) =>
    sql`SELECT FROM events WHERE act = 'run.done' AND subject_id = ${id}`.execute(tx),
  );
  expect(ended.rows).toHaveLength(1);
}, 240_000);
