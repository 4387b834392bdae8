import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { inScope } from '../../platform/postgres/database.ts';
import { createTestApp, type Person, type TestApp } from '../../platform/testing/index.ts';
import { currentFeeds, purgeFeeds } from './index.ts';
import { warnOfOverdueFeeds } from './warn-overdue.ts';

let test: TestApp;
let officer: Person;
let police: Person;
let civil: Person;
let social: Person;

beforeAll(async () => {
  test = await createTestApp({ now: new Date('2026-06-30T02:00:00Z') });
  officer = await test.signIn('county-officer');
  police = await test.signIn('department-data', { department: '公安局' });
  civil = await test.signIn('department-data', { department: '民政局' });
  social = await test.signIn('department-data', { department: '人力资源和社会保障局' });
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
  it('in time but of years ago is told as too old, as the comparison takes it', async () => {
    const stateOf = async () => {
      const { items } = (await officer.inject('GET', '/api/freshness')).json();
      return items.find((line: { kind: string }) => line.kind === 'vehicle').state;
    };
    const { id } = await deliver(police, 'vehicle', FILE, '2021-01-01');
    expect((await confirm(police, id)).statusCode).toBe(200);
    expect(await stateOf()).toBe('stale');
    await warnOfOverdueFeeds(test.deps);
    const { items } = (await police.inject('GET', '/api/inbox')).json();
    expect(items.map((item: { title: string }) => item.title)).toEqual([
      expect.stringMatching(/^请报送“.+”数据（现有数据为2021-01-01，已过旧）$/),
    ]);
  });

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

  it('tells of a cell that can not be read, with its row, and loads the row without it when asked to', async () => {
    const { id } = await deliver(
      police,
      'vehicle',
      [HEADER, row(1), row(2).replace('2020.1.2', '2020.13.2')].join('\n'),
    );
    await confirm(police, id);
    const asked = await read(police, id);
    expect(asked).toMatchObject({ state: 'preview', counts: { rows: 2, refused: 0, unread: 1 } });
    expect(asked.refusedSample).toEqual([expect.objectContaining({ row: 3, value: '2020.13.2' })]);
    expect((await confirm(police, id)).json().code).toBe('partial-not-accepted');
    await confirm(police, id, true);
    expect(await read(police, id)).toMatchObject({ state: 'done', rowsRead: 2, rowsRefused: 0 });
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

  it('that only end in a known word are asked for, and may be none', async () => {
    const file = ['姓名,身份证号,号牌号码,保险金额（元）', `测试1,${ID},新B1,1500000`].join('\n');
    const { id } = await deliver(police, 'vehicle', file);
    const asked = await read(police, id);
    expect([asked.state, asked.undecided]).toMatchObject([
      'needs-mapping',
      [{ field: 'purchasePriceFen', candidates: [3] }],
    ]);
    const mapping = { name: 0, id: 1, plate: 2, purchasePriceFen: null };
    const answer = await police.inject('PUT', `/api/feeds/${id}/mapping`, { mapping });
    await test.jobEnd(test.county, answer.json().jobId);
    expect((await read(police, id)).state).toBe('preview');
    await confirm(police, id);
    expect(await read(police, id)).toMatchObject({ state: 'done', rowsRead: 1 });
  });

  describe('without a header that is known', () => {
    const line = (n: number) => `测试${n},${ID},新B${n},小型轿车`;
    const columns = { name: 0, id: 1, plate: 2, vehicleKind: 3 };
    const point = async (id: string, body: object) => {
      const answer = await police.inject('PUT', `/api/feeds/${id}/mapping`, body);
      if (answer.statusCode === 200) await test.jobEnd(test.county, answer.json().jobId);
      return answer;
    };

    it('are pointed out where the first row is data, and remembered', async () => {
      const { id } = await deliver(police, 'vehicle', [line(1), line(2)].join('\n'));
      const asked = await read(police, id);
      expect(asked).toMatchObject({ state: 'needs-mapping', needsHeader: true });
      expect(asked.head.map(({ row }: { row: number }) => row)).toEqual([1, 2]);
      expect(asked.columns.map(({ index }: { index: number }) => index)).toEqual([0, 1, 2, 3]);
      expect(JSON.stringify(asked)).not.toContain(ID);
      expect((await point(id, { mapping: columns })).json().errors).toMatchObject([{ path: 'headerRows' }]);
      await point(id, { mapping: columns, headerRows: [] });
      expect(await read(police, id)).toMatchObject({ state: 'preview', needsHeader: false });
      await confirm(police, id);
      expect(await read(police, id)).toMatchObject({ state: 'done', rowsRead: 2, rowsRefused: 0 });
      expect((await current()).find((feed) => feed.id === id)?.mapping).toMatchObject({ headerRows: [] });
      const { id: next } = await deliver(police, 'vehicle', [line(3), line(4), line(5)].join('\n'));
      expect((await read(police, next)).state).toBe('preview');
      await confirm(police, next);
      expect(await read(police, next)).toMatchObject({ state: 'done', rowsRead: 3 });
    });

    it('are pointed out under the row that is the header, and found by its words the next time', async () => {
      const { id } = await deliver(police, 'vehicle', ['甲,乙,丙,丁', line(1)].join('\n'));
      expect(await read(police, id)).toMatchObject({ state: 'needs-mapping', needsHeader: true });
      const far = await point(id, { mapping: columns, headerRows: [9] });
      expect(far.json().errors).toMatchObject([{ path: 'headerRows' }]);
      await point(id, { mapping: columns, headerRows: [1] });
      const shown = await read(police, id);
      expect(shown).toMatchObject({ state: 'preview', headerRows: [1], needsHeader: false });
      expect(shown.columns[2]).toMatchObject({ header: '丙', field: 'plate' });
      const moved = `小型轿车,测试,${ID},新B1`;
      const { id: next } = await deliver(police, 'vehicle', ['丁,甲,乙,丙', moved].join('\n'));
      expect((await read(police, next)).columns.map(({ field }: { field: string }) => field)).toEqual([
        'vehicleKind',
        'name',
        'id',
        'plate',
      ]);
    });

    it('need not be pointed out where the next file has a header', async () => {
      const { id } = await deliver(police, 'vehicle', FILE);
      expect(await read(police, id)).toMatchObject({ state: 'preview', headerRows: [1] });
    });
  });

  describe('under a row that was wrongly taken for the header', () => {
    const sheet = (plate: string) =>
      [
        '姓名,身份证号,填表人：,李某',
        '甲,证件,,车辆',
        ',类型,号码,编号',
        `测试,居民身份证,${ID},${plate}`,
      ].join('\n');
    const point = async (id: string, body: object) => {
      const answer = await police.inject('PUT', `/api/feeds/${id}/mapping`, body);
      if (answer.statusCode === 200) await test.jobEnd(test.county, answer.json().jobId);
      return answer;
    };
    const asPointed = {
      state: 'preview',
      headerRows: [2, 3],
      columns: [
        { header: '甲', field: 'name' },
        { header: '证件/类型', field: null },
        { header: '证件/号码', field: 'id' },
        { header: '车辆/编号', field: 'plate' },
      ],
    };

    it('are read again under the two rows pointed out, and the next file too', async () => {
      const { id } = await deliver(police, 'vehicle', sheet('新C1'));
      const taken = await read(police, id);
      expect([taken.headerRows, taken.needsHeader]).toEqual([[1], false]);
      expect(taken.head.slice(1, 3)).toEqual([
        { row: 2, text: '甲、证件、车辆' },
        { row: 3, text: '类型、号码、编号' },
      ]);
      for (const headerRows of [[2, 4], [3, 2], [40]])
        expect((await point(id, { mapping: {}, headerRows })).json().errors).toMatchObject([
          { path: 'headerRows' },
        ]);
      await point(id, { mapping: {}, headerRows: [2, 3] });
      await point(id, { mapping: { name: 0, id: 2, plate: 3 } });
      expect(await read(police, id)).toMatchObject(asPointed);
      await confirm(police, id);
      const { id: next } = await deliver(police, 'vehicle', sheet('新C2'));
      expect(await read(police, next)).toMatchObject(asPointed);
      await confirm(police, next);
      expect(await read(police, next)).toMatchObject({ state: 'done', rowsRead: 1, rowsRefused: 0 });
    });

    it('and a file of other words is not read by its place', async () => {
      const { id } = await deliver(police, 'vehicle', FILE);
      expect(await read(police, id)).toMatchObject({ state: 'preview', headerRows: [1] });
    });
  });

  describe('of amounts under the title of a year', () => {
    const sheet = (title: string) => [title, '姓名,身份证号,发放金额', `测试,${ID},60000`].join('\n');
    const title = '2025年度养老金发放表';

    it('are asked whether they are of a month or of a year, and remembered', async () => {
      const { id } = await deliver(social, 'pension', sheet(title));
      const asked = await read(social, id);
      expect(asked.undecided).toMatchObject([{ field: 'monthlyFen', candidates: [2] }]);
      const field = asked.fields.find(({ key }: { key: string }) => key === 'monthlyFen');
      expect([field.monthly, field.units]).toEqual([true, expect.arrayContaining(['元/月', '万元/年'])]);
      const point = (monthlyFen: unknown) =>
        social.inject('PUT', `/api/feeds/${id}/mapping`, { mapping: { name: 0, id: 1, monthlyFen } });
      for (const silent of [2, { column: 2, unit: '元/周' }])
        expect((await point(silent)).json().errors).toMatchObject([{ path: 'monthlyFen' }]);
      await test.jobEnd(test.county, (await point({ column: 2, unit: '元/年' })).json().jobId);
      const shown = await read(social, id);
      expect(shown).toMatchObject({ state: 'preview' });
      expect(shown.columns[2]).toMatchObject({ field: 'monthlyFen', unit: '元/年', unitGiven: '元/年' });
      const { id: next } = await deliver(social, 'pension', sheet('2026年度养老金发放表'));
      const again = await read(social, next);
      expect(again.columns[2]).toMatchObject({ unit: '元/年', unitGiven: '元/年' });
    });
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
