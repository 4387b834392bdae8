import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { settleCounties } from '../households/settle-county.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';
import { syntheticId } from './testing/synthetic-household.ts';

let test: TestApp;
let officer: Person;
const DAY_MS = 86_400_000;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
});
afterAll(() => test.close());

async function nextDay(): Promise<void> {
  test.clock.advance(DAY_MS);
  officer = await test.signIn('county-officer');
}

/** A roster of households by number, each with the day it leaves or ''. */
async function importRoster(leaving: Readonly<Record<number, string>>): Promise<void> {
  const lines = Object.entries(leaving).map(
    ([n, day]) => `H00000${n},张三,${syntheticId(Number(n))},本人,幸福家园,1-1-${n},50,2023-01-01,${day}`,
  );
  const header = '户编号,姓名,身份证号,与承租人关系,小区,房号,建筑面积（㎡）,起租日期,退出日期';
  const content = [header, ...lines, ''].join('\n');
  const { id, jobId } = (await officer.upload('/api/imports', { name: '花名册.csv', content })).json();
  expect(await test.jobEnd(test.county, jobId)).toBe('done');
  const confirmed = await officer.inject('POST', `/api/imports/${id}/confirm`, { acceptPartial: false });
  expect(confirmed.statusCode, confirmed.body).toBe(200);
  expect(await test.jobEnd(test.county, confirmed.json().jobId)).toBe('done');
}

async function states(): Promise<string> {
  const { items } = (await officer.inject('GET', '/api/households?limit=200')).json();
  return items.map((item: { code: string; state: string }) => `${item.code.at(-1)} ${item.state}`).join(', ');
}

it('takes a family for gone from the day that its roster names, that day included', async () => {
  await importRoster({ 1: '', 2: '2026-06-30', 3: '2026-07-02' });
  expect(await states()).toBe('1 active, 2 exited, 3 active');
});

it('brings a family back when the roster is corrected', async () => {
  await importRoster({ 1: '', 2: '', 3: '2026-07-02' });
  expect(await states()).toBe('1 active, 2 active, 3 active');
});

it('lets a family go on the day, without another import, and says so in its history', async () => {
  await nextDay();
  await settleCounties(test.deps);
  expect(await states()).toBe('1 active, 2 active, 3 active');
  await nextDay();
  await settleCounties(test.deps);
  await settleCounties(test.deps);
  expect(await states()).toBe('1 active, 2 active, 3 exited');
  const { items } = (await officer.inject('GET', '/api/households?state=exited')).json();
  const timeline = (await officer.inject('GET', `/api/households/${items[0].id}/timeline`)).json();
  const labels = timeline.items.map((item: { actLabel: string }) => item.actLabel);
  expect(labels).toEqual(['到花名册载明的退出日期', '花名册新增']);
});

it('lets a family go while another is being changed, which goes at the next hour', async () => {
  await importRoster({ 1: '2026-07-03', 2: '2026-07-03', 3: '2026-07-02' });
  await nextDay();
  await inScope(test.db, test.county, async (tx) => {
    await tx.updateTable('households').set({ category: '低保' }).where('code', '=', 'H000002').execute();
    await settleCounties(test.deps);
  });
  expect(await states()).toBe('1 exited, 2 active, 3 exited');
  await settleCounties(test.deps);
  expect(await states()).toBe('1 exited, 2 exited, 3 exited');
});

it('judges nobody who leaves on the day of the run, though no hour has struck since', async () => {
  const draft = await officer.inject('POST', '/api/policies', { pack: demonstrationPack(test.county) });
  const admin = await test.signIn('county-admin');
  await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 });
  await importRoster({ 1: '2026-07-04', 2: '', 3: '2026-07-02' });
  await nextDay();
  const started = (await officer.inject('POST', '/api/runs', { asOf: '2026-07-04' })).json();
  expect(await test.jobEnd(test.county, started.jobId)).toBe('done');
  const { counts } = (await officer.inject('GET', `/api/runs/${started.id}`)).json();
  expect(counts.families).toBe(1);
  expect(await states()).toBe('1 exited, 2 active, 3 exited');
});
