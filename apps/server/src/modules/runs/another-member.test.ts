import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { loadForTest } from '../imports/testing/load-for-test.ts';
import { syntheticHousehold, syntheticId } from '../imports/testing/synthetic-household.ts';
import { demonstrationPack } from '../policies/demonstration-pack.ts';

let test: TestApp;
let officer: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  const spouse = { name: '李四', idNumber: syntheticId(2) };
  await loadForTest(test, test.county, [syntheticHousehold(1, { spouse })]);
  const draft = await officer.inject('POST', '/api/policies', { pack: demonstrationPack(test.county) });
  const admin = await test.signIn('county-admin');
  await admin.inject('POST', `/api/policies/${draft.json().id}/publish`, { revision: 1 });
});
afterAll(() => test.close());

const car = (owner: string, n: number, price: number) =>
  `${owner},${syntheticId(n)},新B${price},小型轿车,${price},2020-01-01,正常`;

/** Delivers the cars of the month, compares, and lists what fails. */
async function compare(month: string, cars: readonly string[]) {
  const header = '机动车所有人,身份证明号码,号牌号码,车辆类型,购置价（元）,初次登记日期,状态';
  const content = [header, ...cars, ''].join('\n');
  const file = { name: `${month}.csv`, content };
  const sent = await officer.upload('/api/feeds', file, { kind: 'vehicle', asOf: '2026-06-30' });
  expect(await test.jobEnd(test.county, sent.json().jobId)).toBe('done');
  const batch = { acceptPartial: true, batch: 'replace' };
  const confirmed = await officer.inject('POST', `/api/feeds/${sent.json().id}/confirm`, batch);
  expect(await test.jobEnd(test.county, confirmed.json().jobId)).toBe('done');
  const started = await officer.inject('POST', '/api/runs', { asOf: '2026-06-30' });
  expect(await test.jobEnd(test.county, started.json().jobId)).toBe('done');
  return (await officer.inject('GET', '/api/findings?rule=vehicle.over&status=fail&limit=200')).json().items;
}

it('goes on with the inquiry when the dearer car is the wife’s now, and names her', async () => {
  const [before] = await compare('5月', [car('张三', 1, 300_000), car('李四', 2, 200_000)]);
  const act = async (path: string, body: object) => {
    const { version } = (await officer.inject('GET', `/api/findings/${before.id}`)).json();
    const done = await officer.inject('POST', `/api/findings/${before.id}/${path}`, { ...body, version });
    expect(done.statusCode).toBe(200);
  };
  await act('tell', { method: '电话', note: '已告知', answerBy: '2026-07-10' });
  await act('answer', { text: '车是单位的', paperIds: [] });
  const [now, ...others] = await compare('6月', [car('张三', 1, 200_001), car('李四', 2, 300_001)]);
  expect(others).toEqual([]);
  expect(now).toMatchObject({ id: before.id, change: 'persisting', state: 'answered' });
  expect(now.memberName).not.toBe(before.memberName);
});
