import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@anju/domain';
import XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRITERS } from '../reading/testing/write-table.ts';
import { compare } from './compare.ts';
import { readRoster } from './roster/read-roster.ts';
import { household, member } from './testing/compare-texts.ts';
import { syntheticId } from './testing/synthetic-id.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-sheets-'));
});
afterAll(() => rm(folder, { recursive: true }));

type Sheets = Readonly<Record<string, readonly (readonly string[])[]>>;
type BookType = 'xlsx' | 'biff8' | 'xlml';
const BOOKS: readonly BookType[] = ['xlsx', 'biff8', 'xlml'];

async function book(sheets: Sheets, bookType: BookType = 'xlsx'): Promise<string> {
  const made = XLSX.utils.book_new();
  for (const [name, rows] of Object.entries(sheets))
    XLSX.utils.book_append_sheet(made, XLSX.utils.aoa_to_sheet(rows.map((row) => [...row])), name);
  const written: unknown = XLSX.write(made, { type: 'buffer', bookType });
  if (!Buffer.isBuffer(written)) throw new Error('the library wrote no bytes');
  const path = join(folder, `book.${bookType === 'biff8' ? 'xls' : bookType}`);
  await writeFile(path, written);
  return path;
}

const [ZHANG, LI, WANG] = [syntheticId(11), syntheticId(25, '19550302'), syntheticId(37)];
const CARS = ['姓名', '身份证号', '号牌号码', '车辆类型', '购置价（元）'];
const FAMILY = ['户编号', '姓名', '身份证号', '与承租人关系', '小区', '房号'];
const HOUSEHOLDS = [
  household('H1', [member(ZHANG, '张明')]),
  household('H2', [member(LI, '李华')]),
  household('H3', [member(WANG, '王强')]),
];

const compared = (path: string, mapping?: { readonly columns: object; readonly sheet: string }) =>
  compare({
    roster: HOUSEHOLDS,
    registers: [
      {
        kind: 'vehicle',
        path,
        asOf: calendarDate('2026-06-30'),
        ...(mapping === undefined ? {} : { mapping: { columns: {}, sheet: mapping.sheet } }),
      },
    ],
    asOf: calendarDate('2026-06-30'),
    scratchDir: folder,
  });
const rosterOf = (path: string) => readRoster({ path }, { scratchDir: folder });

describe('a register on several sheets', () => {
  it.each(BOOKS)('is read whole, each row with its sheet: %s', async (bookType) => {
    const path = await book(
      {
        说明: [['填表说明'], ['请按车辆类型分表填写']],
        小型车: [['小型车登记'], CARS, ['张明', ZHANG, '新B1', '小型轿车', '150000']],
        大型车: [
          CARS,
          ['王强', WANG, '新B3', '大型客车', '350000'],
          ['某', '12', '新B4', '客车', '1'],
          ['合计', '2 辆'],
        ],
        空: [],
      },
      bookType,
    );
    const result = await compared(path);
    if (!result.ok) throw new Error(result.error.message);
    const { hits, statistics, refusals } = result.value;
    const name = path.slice(folder.length + 1);
    expect(hits.get('H1')?.[0]?.lineage).toMatchObject({ file: `${name} 表「小型车」`, row: 3 });
    expect(hits.get('H3')?.[0]?.lineage).toMatchObject({ file: `${name} 表「大型车」`, row: 2 });
    expect(refusals.listed).toMatchObject([{ file: name, sheet: '大型车', row: 3 }]);
    expect(statistics[0]).toMatchObject({ rowsRead: 3, rowsRefused: 1 });
    expect(
      statistics[0]?.sheetsLeftOut.map(({ name: sheet, reason }) => `${sheet} ${reason}`).sort(),
    ).toEqual(['空 empty', '说明 no-data']);
  });

  it('is refused where another sheet with people has other columns, which is named', async () => {
    const path = await book({
      车辆: [CARS, ['张明', ZHANG, '新B1', '小型轿车', '150000']],
      补充: [
        ['车主', '证件号码', '车牌'],
        ['李华', LI, '新B2'],
      ],
    });
    const result = await compared(path);
    expect(result).toMatchObject({ ok: false, error: { code: 'other-sheets' } });
    if (!result.ok) expect(result.error.message).toContain('“补充”');
    const chosen = await compared(path, { columns: {}, sheet: '车辆' });
    if (!chosen.ok) throw new Error(chosen.error.message);
    expect(chosen.value.statistics[0]?.sheetsLeftOut).toEqual([{ name: '补充', reason: 'not-chosen' }]);
  });

  it('is refused where one sheet is in another unit', async () => {
    const dear = ['姓名', '身份证号', '号牌号码', '车辆类型', '购置价（万元）'];
    const path = await book({
      一: [CARS, ['张明', ZHANG, '新B1', '小型轿车', '150000']],
      二: [dear, ['李华', LI, '新B2', '小型轿车', '15']],
    });
    expect(await compared(path)).toMatchObject({ ok: false, error: { code: 'other-sheets' } });
  });

  it('is refused where a sheet goes on without a header', async () => {
    const path = await book({
      Sheet1: [CARS, ['张明', ZHANG, '新B1', '小型轿车', '150000']],
      Sheet2: [['李华', LI, '新B2', '小型轿车', '150000']],
    });
    expect(await compared(path)).toMatchObject({ ok: false, error: { code: 'other-sheets' } });
  });
});

describe('a roster on several sheets', () => {
  it.each(BOOKS)('gives the families of all of them: %s', async (bookType) => {
    const path = await book(
      {
        安居: [FAMILY, ['A1', '张明', ZHANG, '本人', '安居', '1-101']],
        幸福: [
          FAMILY,
          ['B1', '李华', LI, '本人', '幸福', '1-101'],
          ['B2', '王强', '', '本人', '幸福', '1-102'],
          ['B2', '王小', WANG, '子', '幸福', '1-102'],
        ],
        汇总: [
          ['小区', '户数', '建筑面积'],
          ['安居', '1', '50'],
          ['幸福', '2', '100'],
        ],
      },
      bookType,
    );
    const read = await rosterOf(path);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.households.map(({ code }) => code)).toEqual(['A1', 'B1', 'B2']);
    expect(read.value.households[2]?.members[0]).toMatchObject({ key: '幸福第3行', lineage: { row: 3 } });
    expect(read.value.households[2]?.lineage.file).toContain('表「幸福」');
    expect(read.value.refused).toMatchObject([{ sheet: '幸福', row: 3 }]);
    expect(read.value.sheetsLeftOut).toEqual([{ name: '汇总', reason: 'no-data' }]);
  });

  it('keeps families apart whose sheets each count from 1, and one together that runs on', async () => {
    const path = await book({
      安居: [
        FAMILY,
        ['1', '张明', ZHANG, '本人', '安居', '1-101'],
        ['9', '赵某', syntheticId(41), '本人', '安居', '1-109'],
      ],
      幸福: [
        FAMILY,
        ['9', '赵小', syntheticId(42), '子', '', ''],
        ['1', '李华', LI, '本人', '幸福', '1-101'],
      ],
    });
    const read = await rosterOf(path);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.households.map(({ code, members }) => [code, members.length])).toEqual([
      ['安居 1', 1],
      ['幸福 1', 1],
      ['9', 2],
    ]);
  });
});

it('finds a likely 15-digit number in what the database reads too', async () => {
  const old = LI.slice(0, 6) + LI.slice(8, 17);
  const mistyped = `${old.slice(0, 8)}${(Number(old[8]) + 1) % 10}${old.slice(9)}`;
  const path = join(folder, 'cars.parquet');
  await WRITERS.parquet?.(path, [
    CARS,
    ['李华', mistyped, '新B2', '小型轿车', '1'],
    ['外人', mistyped, '新B3', '小型轿车', '1'],
  ]);
  const result = await compared(path);
  if (!result.ok) throw new Error(result.error.message);
  expect(result.value.hits.get('H2')).toMatchObject([{ confidence: 'probable', lineage: { row: 1 } }]);
});
