import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { syntheticId } from './testing/synthetic-id.ts';
import { findUnreadCells } from './unread-cells.ts';

let scratchDir: string;
beforeAll(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'anju-unread-'));
});
afterAll(() => rm(scratchDir, { recursive: true, force: true }));

const HEADER = '机主姓名,身份证号,号牌号码,车辆类型,购置价（元）,登记日期';

async function unreadIn(rows: readonly string[]) {
  const path = join(scratchDir, 'file.csv');
  await writeFile(path, [HEADER, ...rows, ''].join('\n'));
  const asOf = calendarDate('2026-06-30');
  const found = await findUnreadCells({ file: { kind: 'vehicle', path, asOf }, scratchDir });
  if (!found.ok) throw new Error(found.error.message);
  return found.value;
}
const row = (n: number, price: string, date: string, id = syntheticId(n)) =>
  `张三,${id},新B${10_000 + n},小型轿车,${price},${date}`;

it('names every cell that can not be read, with its row and what to do', async () => {
  const { listed, rows } = await unreadIn([
    row(1, '25000', '2016.2.2'),
    row(2, 'abc', '不详'),
    row(3, '"30,000.00"', '2016年13月5日'),
    row(4, '3万', '20160202', '652301198001010'),
    '合计,,,,x元,',
  ]);
  expect(listed.map(({ row: at, field, value }) => [at, field, value])).toEqual([
    [3, '购置价', 'abc'],
    [4, expect.stringContaining('日期'), '2016年13月5日'],
    [5, expect.stringContaining('证'), expect.stringContaining('*')],
  ]);
  expect(listed.every(({ reason, remedy }) => reason !== '' && remedy !== '')).toBe(true);
  expect(rows).toBe(3);
});

it('names the numbers whose check character is wrong, however many there are', async () => {
  const wrong = (n: number) => {
    const id = syntheticId(n % 1000, `19${60 + Math.floor(n / 1000)}0101`);
    return `${id.slice(0, 17)}${id.endsWith('1') ? 2 : 1}`;
  };
  const small = await unreadIn([row(1, '1', '2020-01-01'), row(2, '1', '2020-01-01', wrong(2))]);
  expect(small.listed).toMatchObject([
    { row: 3, field: '身份证号', reason: expect.stringContaining('校验'), extent: 'field' },
  ]);
  expect(small.listed[0]?.remedy).toContain('核对');
  expect(small.listed[0]?.value).toContain('*');
  const many = await unreadIn(Array.from({ length: 3_000 }, (_, n) => row(n, '1', '2020-01-01', wrong(n))));
  expect(many.listed.map(({ row: at }) => at)).toEqual(Array.from({ length: 3_000 }, (_, n) => n + 2));
  expect(many.rows).toBe(3_000);
});

it('names the amounts in another money, and not the rows without an amount', async () => {
  const path = join(scratchDir, 'money.csv');
  const rows = [`张三,${syntheticId(1)},新B1,1,人民币`, `李四,${syntheticId(2)},新B2,1,美元`];
  const text = [
    '机主姓名,身份证号,号牌号码,购置价（万元）,币种',
    ...rows,
    `王五,${syntheticId(3)},新B3,,美元`,
    '',
  ];
  await writeFile(path, text.join('\n'));
  const file = { kind: 'vehicle', path, asOf: calendarDate('2026-06-30') } as const;
  const found = await findUnreadCells({ file, scratchDir });
  expect(found).toMatchObject({
    ok: true,
    value: { listed: [{ row: 3, field: '购置价', value: '1' }], rows: 1 },
  });
});

it('names the row of the file also where a cell goes over two lines', async () => {
  const { listed } = await unreadIn([
    '张三,110101199003070257,"新B1\n2345",小型轿车,1,2020-01-01',
    row(2, 'abc', ''),
  ]);
  expect(listed.map(({ row: at }) => at)).toEqual([4]);
});

it('says nothing of a file in which every cell can be read, and lists a bounded number', async () => {
  expect(await unreadIn([row(1, '25000', '2016-02-02'), row(2, '', '')])).toEqual({ listed: [], rows: 0 });
  const { listed, rows } = await unreadIn(
    Array.from({ length: 10_500 }, (_, n) => row(n, '很贵', '2020-01-01')),
  );
  expect(listed).toHaveLength(10_000);
  expect(rows).toBe(10_500);
});
