import { afterAll, beforeAll, expect, it } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { currentFeeds } from './index.ts';

let test: TestApp;
let civil: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  civil = await test.signIn('department-data', { department: '民政局' });
});
afterAll(() => test.close());

const ID = '110101199003070257';
async function deliver(content: string, asOf = '2026-06-25'): Promise<string> {
  const file = { name: '低保.csv', content };
  const { id, jobId } = (await civil.upload('/api/feeds', file, { kind: 'low-income', asOf })).json();
  await test.jobEnd(test.county, jobId);
  return id;
}
const choose = (id: string, body: object) => civil.inject('POST', `/api/feeds/${id}/confirm`, body);
async function confirm(id: string, body: object) {
  const answer = await choose(id, body);
  expect(answer.statusCode).toBe(200);
  await test.jobEnd(test.county, answer.json().jobId);
}
const read = async (id: string) => (await civil.inject('GET', `/api/feeds/${id}`)).json();
const names = async () =>
  (await inScope(test.db, test.county, (tx) => currentFeeds(tx, test.deps, test.county))).map(
    ({ id, name }) => [id, name],
  );
const list = (n: number) => ['姓名,身份证号,救助类别', `测试${n},${ID},低保`].join('\n');

it('counts several lists of one register together, or one in the place of the others, as the person says', async () => {
  const first = await deliver(list(1));
  expect((await read(first)).counting).toBeNull();
  await confirm(first, {});
  const second = await deliver(list(2));
  expect((await read(second)).counting).toEqual({ asOf: '2026-06-25', files: ['低保.csv'] });
  expect((await choose(second, {})).json().code).toBe('batch-not-chosen');
  await confirm(second, { batch: 'add' });
  expect(await names()).toEqual([
    [first, '低保.csv'],
    [second, '低保.csv（2）'],
  ]);
  const ledger = (await civil.inject('GET', '/api/freshness')).json().items;
  expect(ledger.find((line: { kind: string }) => line.kind === 'low-income')).toMatchObject({
    rows: 2,
    files: [{ rows: 1 }, { rows: 1 }],
  });
  expect((await read(first)).purgeAfter).toBe((await read(second)).purgeAfter);
  const twice = await deliver(list(2));
  expect((await choose(twice, { batch: 'add' })).json().code).toBe('same-file');
  const old = await deliver(list(3), '2026-05-25');
  expect((await choose(old, { batch: 'replace' })).json().code).toBe('older-than-counting');
  const whole = await deliver(list(4));
  await confirm(whole, { batch: 'replace' });
  expect(await names()).toEqual([[whole, '低保.csv']]);
  expect((await read(second)).purgeAfter).toBe('2026-07-07T02:00:00.000Z');
});

it('asks about a file that is being checked as well: lists confirmed one right after the other', async () => {
  const [one, other] = [await deliver(list(5), '2026-06-28'), await deliver(list(6), '2026-06-28')];
  const checking = await choose(one, { batch: 'replace' });
  expect((await choose(other, {})).json().code).toBe('batch-not-chosen');
  await confirm(other, { batch: 'add' });
  await test.jobEnd(test.county, checking.json().jobId);
  expect((await names()).map(([id]) => id)).toEqual([one, other]);
});
