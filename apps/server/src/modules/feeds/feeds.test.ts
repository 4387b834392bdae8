import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { currentFeeds, purgeFeeds } from './index.ts';

let test: TestApp;
let officer: Person;
let police: Person;
let civil: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  police = await test.signIn('department-data', { department: '公安局' });
  civil = await test.signIn('department-data', { department: '民政局' });
});
afterAll(() => test.close());

const ID = '110101199003070257';
const HEADER = '车主姓名,身份证明号码,号牌号码,车辆类型,注册日期';
const row = (n: number, id = ID) => `测试${n},${id},新B${n},小型轿车,2020.1.${n}`;
const FILE = [HEADER, row(1), row(2)].join('\n');

async function deliver(person: Person, kind: string, content: string, asOf = '2026-06-25') {
  const answer = await person.upload('/api/feeds', { name: '机动车.csv', content }, { kind, asOf });
  const { id, jobId } = answer.json();
  if (answer.statusCode === 200) await test.jobEnd(test.county, jobId);
  return { answer, id };
}
const read = async (person: Person, id: string) => (await person.inject('GET', `/api/feeds/${id}`)).json();
async function confirm(
  person: Person,
  id: string,
  acceptPartial = false,
  batch: string | undefined = 'replace',
) {
  const answer = await person.inject('POST', `/api/feeds/${id}/confirm`, { acceptPartial, batch });
  if (answer.statusCode === 200) await test.jobEnd(test.county, answer.json().jobId);
  return answer;
}
const current = () => inScope(test.db, test.county, (tx) => currentFeeds(tx, test.deps, test.county));

describe('a delivery', () => {
  it('shows its columns, is checked whole, and is what the next run reads', async () => {
    const { id } = await deliver(police, 'vehicle', FILE);
    const preview = await read(police, id);
    expect(preview).toMatchObject({
      state: 'preview',
      kind: 'vehicle',
      asOf: '2026-06-25',
      department: '公安局',
    });
    expect(preview.columns.map((column: { field: string }) => column.field).slice(0, 2)).toEqual([
      'name',
      'id',
    ]);
    expect(JSON.stringify(preview)).not.toContain(ID);
    expect((await confirm(police, id)).statusCode).toBe(200);
    expect(await read(police, id)).toMatchObject({
      state: 'done',
      rowsRead: 2,
      rowsRefused: 0,
      firstRows: [],
    });
    expect((await current()).map((feed) => [feed.id, feed.kind])).toEqual([[id, 'vehicle']]);
  });

  it('asks before it leaves out refused rows, and hands them back as a file', async () => {
    const { id } = await deliver(police, 'vehicle', [HEADER, row(1), row(2, '6.52301E+17')].join('\n'));
    await confirm(police, id);
    expect(await read(police, id)).toMatchObject({ state: 'preview', counts: { rows: 2, refused: 1 } });
    expect((await confirm(police, id)).json().code).toBe('partial-not-accepted');
    const file = await police.inject('GET', `/api/feeds/${id}/refused.xlsx`);
    expect(file.rawPayload.subarray(0, 2).toString()).toBe('PK');
    await confirm(police, id, true);
    expect(await read(police, id)).toMatchObject({ state: 'done', rowsRefused: 1 });
  });

  it('of another department does not exist', async () => {
    const { answer } = await deliver(civil, 'vehicle', FILE);
    expect(answer.statusCode).toBe(403);
    const { id } = await deliver(police, 'vehicle', FILE);
    expect((await civil.inject('GET', `/api/feeds/${id}`)).statusCode).toBe(404);
    expect((await civil.inject('POST', `/api/feeds/${id}/cancel`)).statusCode).toBe(404);
    const { items } = (await civil.inject('GET', '/api/registers')).json();
    expect(new Set(items.map((item: { department: string }) => item.department))).toEqual(
      new Set(['民政局']),
    );
  });

  it('that is no table ends with what is wrong', async () => {
    const { id } = await deliver(police, 'vehicle', '');
    expect(await read(police, id)).toMatchObject({ state: 'failed', problem: { code: 'empty' } });
  });

  it('cancelled before it is confirmed is no delivery', async () => {
    const before = (await current()).map((feed) => feed.id);
    const { id } = await deliver(police, 'vehicle', FILE, '2026-06-29');
    expect((await police.inject('POST', `/api/feeds/${id}/cancel`)).statusCode).toBe(200);
    expect((await confirm(police, id)).json().code).toBe('not-in-this-state');
    expect((await current()).map((feed) => feed.id)).toEqual(before);
  });
});

describe('columns', () => {
  const odd = ['车主姓名,甲,号牌号码,车辆类型', `测试1,${ID},新B1,小型轿车`].join('\n');

  it('that are not understood are asked for once, and remembered for the department', async () => {
    const { id } = await deliver(police, 'vehicle', odd);
    const asked = await read(police, id);
    expect(asked.state).toBe('needs-mapping');
    const mapping = { name: 0, id: 1 };
    const answer = await police.inject('PUT', `/api/feeds/${id}/mapping`, { mapping });
    await test.jobEnd(test.county, answer.json().jobId);
    expect((await read(police, id)).state).toBe('preview');
    const { id: next } = await deliver(police, 'vehicle', odd);
    expect((await read(police, next)).state).toBe('preview');
  });

  it('remembered from another layout do not spoil a plain file', async () => {
    const { id } = await deliver(police, 'vehicle', FILE);
    expect((await read(police, id)).state).toBe('preview');
  });

  it('chosen twice or not there are refused', async () => {
    const { id } = await deliver(police, 'vehicle', FILE);
    const wrong = await police.inject('PUT', `/api/feeds/${id}/mapping`, {
      mapping: { name: 0, id: 0 },
    });
    expect(wrong.statusCode).toBe(400);
    const far = await police.inject('PUT', `/api/feeds/${id}/mapping`, { mapping: { name: 99 } });
    expect(far.json().errors[0].path).toBe('name');
  });
});

describe('the ledger', () => {
  it('says what is missing, chases it, and closes the notice with the delivery', async () => {
    const low = async () =>
      (await officer.inject('GET', '/api/freshness'))
        .json()
        .items.find((line: { kind: string }) => line.kind === 'low-income');
    expect(await low()).toMatchObject({ state: 'never', department: '民政局' });
    expect((await officer.inject('POST', '/api/freshness/low-income/chase')).json()).toEqual({ told: 1 });
    expect((await civil.inject('GET', '/api/inbox')).json().items).toHaveLength(1);
    const { id } = await deliver(
      civil,
      'low-income',
      ['姓名,身份证号,救助类别', `测试,${ID},低保`].join('\n'),
    );
    await confirm(civil, id);
    expect(await low()).toMatchObject({ state: 'fresh', lastAsOf: '2026-06-25', rows: 1 });
    expect((await civil.inject('GET', '/api/inbox')).json().items).toHaveLength(0);
  });

  it('is agreed on: another department owes the register, and its people see and deliver it from then on', async () => {
    const low = async (person: Person) =>
      (await person.inject('GET', '/api/freshness'))
        .json()
        .items.find((line: { kind: string }) => line.kind === 'low-income');
    const departments: { id: string; name: string }[] = (
      await officer.inject('GET', '/api/departments')
    ).json().items;
    const idOf = (name: string) => departments.find((one) => one.name === name)?.id;
    const agree = (departmentId: string | undefined) =>
      officer.inject('PUT', '/api/freshness/low-income', {
        everyDays: 92,
        nextDue: '2026-09-30',
        departmentId,
      });
    expect((await agree('0197a000-0000-7000-8000-000000000000')).json().errors).toMatchObject([
      { path: 'departmentId' },
    ]);
    expect((await agree(idOf('公安局'))).statusCode).toBe(200);
    expect(await low(police)).toMatchObject({ department: '公安局', everyDays: 92, dueOn: '2026-09-30' });
    expect(await low(civil)).toBeUndefined();
    expect((await agree(idOf('民政局'))).statusCode).toBe(200);
    expect(await low(civil)).toMatchObject({ department: '民政局' });
    expect((await civil.inject('PUT', '/api/freshness/low-income', {})).statusCode).toBe(403);
  });

  it('says who is missing when nobody can be chased', async () => {
    const answer = await officer.inject('POST', '/api/freshness/business/chase');
    expect([answer.statusCode, answer.json().code]).toEqual([409, 'nobody-to-chase']);
  });
});

it('purges again what the file store could not remove', async () => {
  const content = [HEADER, row(7)].join('\n');
  const { id } = await deliver(police, 'vehicle', content, '2026-06-28');
  const sha256 = createHash('sha256').update(content).digest('hex');
  await police.inject('POST', `/api/feeds/${id}/cancel`);
  const remove = vi.spyOn(test.deps.files, 'remove').mockRejectedValueOnce(new Error('the store is away'));
  await expect(purgeFeeds(test.deps)).rejects.toThrow('the store is away');
  expect(await test.deps.files.has(sha256)).toBe(true);
  remove.mockRestore();
  await purgeFeeds(test.deps);
  expect(await test.deps.files.has(sha256)).toBe(false);
});

it('purges files two weeks after the next was due, and a purged delivery is no longer read', async () => {
  expect(await current()).not.toHaveLength(0);
  test.clock.advance(60 * 86_400_000);
  expect(await purgeFeeds(test.deps)).toBeGreaterThan(0);
  // Agreed for every quarter: a monthly register would be gone.
  expect((await current()).map(({ kind }) => kind)).toEqual(['low-income']);
  test.clock.advance(60 * 86_400_000);
  expect(await purgeFeeds(test.deps)).toBeGreaterThan(0);
  expect(await current()).toHaveLength(0);
  expect(await purgeFeeds(test.deps)).toBe(0);
});
