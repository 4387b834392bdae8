import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createTestApp,
  killAtOnce,
  type Person,
  startServerProcess,
  type TestApp,
  until,
} from '../../platform/testing/index.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from '../imports/testing/synthetic-household.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

let test: TestApp;
let officer: Person;
const children: ChildProcess[] = [];

const FAMILIES = 900;
const ROWS = 60_000;

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
  const admin = await test.signIn('county-admin');
  await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 });
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

const HEADER = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态,转移日期';

function vehicleRegister(): string {
  const rows = Array.from({ length: ROWS }, (_, n) => {
    const owner = n < FAMILIES ? syntheticId(n) : syntheticId(n % 1000, '19700101');
    return `张三,${owner},新B${n},小型轿车,600000,2020-01-01,正常,`;
  });
  return [HEADER, ...rows, ''].join('\n');
}

const running = (job: { steps: { state: string }[] } | null) =>
  job?.steps.some((step) => step.state === 'running') ?? false;

it('goes on after SIGKILL while a feed is read and while a run compares: nothing missing, nothing twice', async () => {
  const asOf = test.clock.today();
  const { id } = (
    await officer.upload(
      '/api/feeds',
      { name: '车辆.csv', content: vehicleRegister() },
      { kind: 'vehicle', asOf },
    )
  ).json();
  const feed = async () => (await officer.inject('GET', `/api/feeds/${id}`)).json();

  const first = startServer();
  await until(async () => (await feed()).state === 'preview');
  await officer.inject('POST', `/api/feeds/${id}/confirm`, { acceptPartial: true });
  await until(async () => running((await feed()).job) || (await feed()).state === 'done');
  await killAtOnce(first);

  const second = startServer();
  await until(async () => (await feed()).state === 'done');
  expect((await feed()).counts.rows).toBe(ROWS);

  const started = (await officer.inject('POST', '/api/runs', { asOf })).json();
  const job = async () => (await officer.inject('GET', `/api/jobs/${started.jobId}`)).json();
  await until(async () => running(await job()) || (await job()).state === 'done');
  await killAtOnce(second);

  startServer();
  await until(async () => (await job()).state === 'done');
  const run = (await officer.inject('GET', `/api/runs/${started.id}`)).json();
  expect(run.counts).toMatchObject({ families: FAMILIES });
  const cars = (await officer.inject('GET', '/api/findings?rule=vehicle.over&status=fail&limit=1')).json();
  expect(cars.total).toBe(FAMILIES);
  const uses = (await officer.inject('GET', '/api/runs?limit=200')).json();
  expect(uses.total).toBe(1);
}, 120_000);
