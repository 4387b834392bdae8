import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '@anju/domain';
import { afterAll, describe, expect, it } from 'vitest';
import { letters, makeXlsx } from '../../reading/testing/make-xlsx.ts';
import { compare } from '../compare.ts';
import { household, member } from '../testing/compare-texts.ts';
import { syntheticId } from '../testing/synthetic-id.ts';
import { readRoster } from './read-roster.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-formula-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const [A, B, C] = [syntheticId(11), syntheticId(25), syntheticId(33)];
const HEADER = ['户编号', '姓名', '身份证号', '与承租人关系', '月租金'];
/** A cell that a program wrote as a formula without computing it: two ways to say nothing. */
const FORMULA = null;
const EMPTY_VALUE = undefined;

function write(
  name: string,
  rows: readonly (readonly (string | null | undefined)[])[],
  merges: readonly string[] = [],
): string {
  const cell = (text: string | null | undefined, at: string) => {
    if (text === FORMULA) return `<c r="${at}"><f>Z1</f></c>`;
    if (text === EMPTY_VALUE) return `<c r="${at}"><f>Z1</f><v></v></c>`;
    return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
  };
  const lines = rows.map(
    (cells, row) =>
      `<row r="${row + 1}">${cells.map((text, column) => cell(text, `${letters(column)}${row + 1}`)).join('')}</row>`,
  );
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  const path = join(dir, name);
  writeFileSync(
    path,
    makeXlsx([
      { name: 's', xml: `<sheetData>${lines.join('')}</sheetData><mergeCells>${merged}</mergeCells>` },
    ]),
  );
  return path;
}

const read = (path: string) => readRoster({ path }, { scratchDir: dir });

async function reading(path: string) {
  const result = await read(path);
  if (!result.ok) throw new Error(result.error.message);
  const { households, refused, rowsRead } = result.value;
  return {
    households: households.map(({ code, members }) => [code, members.length]),
    refused: refused.map(({ row, field, extent }) => [row, field, extent]),
    reasons: refused.map(({ reason }) => reason),
    rowsRead,
  };
}

describe('a roster with formulas that were never computed', () => {
  it.each([
    ['without a value', FORMULA],
    ['with an empty one', EMPTY_VALUE],
  ])('in every cell is refused with row, field and remedy: %s', async (_, cell) => {
    const blank = [cell, cell, cell, cell, cell];
    expect(await read(write('all.xlsx', [HEADER, blank, blank]))).toMatchObject({
      ok: false,
      error: {
        code: 'unsupported',
        row: 2,
        message: expect.stringMatching(
          /^all\.xlsx：第 2 行“户编号”、“姓名”.*是公式且没有结果.*选择性粘贴为数值/,
        ),
      },
    });
  });

  it('where everybody’s number is one is refused', async () => {
    const rows = [HEADER, ['1', '张明', FORMULA, '本人', '1'], ['2', '李华', FORMULA, '本人', '1']];
    expect(await read(write('ids.xlsx', rows))).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('第 2 行“身份证号”是公式且没有结果') },
    });
  });

  it('leaves out the household of a name that is one, and takes an amount that is one as blank', async () => {
    const rows = [
      HEADER,
      ['1', EMPTY_VALUE, A, '本人', '100'],
      ['1', '李华', B, '配偶', '100'],
      ['2', '王小', C, '本人', FORMULA],
    ];
    expect(await reading(write('some.xlsx', rows))).toEqual({
      households: [['2', 1]],
      refused: [
        [4, '月租金', 'field'],
        [2, '姓名', 'row'],
        [3, null, 'row'],
      ],
      reasons: [
        '“月租金”是公式且没有结果',
        '“姓名”是公式且没有结果',
        '同一户的第 2 行不能采用，人数不全，整户不采用',
      ],
      rowsRead: 3,
    });
  });

  it('does not add a household to the one above where its merged code is one', async () => {
    const rows = [
      HEADER,
      ['1', '张明', A, '本人', '100'],
      [FORMULA, '李华', B, '本人', '100'],
      ['', '王小', C, '配偶', '100'],
    ];
    const { households, refused } = await reading(write('merged.xlsx', rows, ['A3:A4']));
    expect(households).toEqual([['1', 1]]);
    expect(refused).toEqual([
      [3, '户编号', 'row'],
      [4, '户编号', 'row'],
    ]);
  });
});

it('leaves out a household with somebody who has no name', async () => {
  const path = join(dir, 'nameless.csv');
  writeFileSync(path, `户编号,姓名,身份证号,关系\n1,,${A},本人\n1,李华,${B},配偶\n2,王小,${C},本人\n`);
  expect(await reading(path)).toMatchObject({
    households: [['2', 1]],
    refused: [
      [2, '姓名', 'row'],
      [3, null, 'row'],
    ],
    reasons: ['姓名为空', expect.stringContaining('第 2 行')],
  });
});

it('refuses a roster without people, or of which nobody can be used', async () => {
  const path = join(dir, 'nobody.csv');
  writeFileSync(path, '户编号,姓名,身份证号,关系\n');
  expect(await read(path)).toMatchObject({ ok: false, error: { code: 'empty' } });
  writeFileSync(path, '户编号,姓名,身份证号,关系\n1,张明,6.52301E+17,本人\n');
  expect(await read(path)).toMatchObject({
    ok: false,
    error: { code: 'empty', message: expect.stringContaining('如第 2 行“身份证号”') },
  });
});

it('refuses the rows of a register with such formulas, and reads the others', async () => {
  const path = write('cars.xlsx', [
    ['姓名', '身份证号', '号牌号码', '车辆类型'],
    ['张明', A, '新B1', '小型轿车'],
    ['李华', FORMULA, '新B2', '小型轿车'],
    [EMPTY_VALUE, EMPTY_VALUE, EMPTY_VALUE, EMPTY_VALUE],
  ]);
  const asOf = calendarDate('2026-06-30');
  const result = await compare({
    roster: [household('H1', [member(A, '张明')]), household('H2', [member(B, '李华')])],
    registers: [{ kind: 'vehicle', path, asOf }],
    asOf,
    scratchDir: dir,
  });
  if (!result.ok) throw new Error(result.error.message);
  expect([...result.value.hits.keys()]).toEqual(['H1']);
  expect(result.value.statistics).toMatchObject([{ rowsRead: 3, rowsRefused: 2 }]);
  expect(result.value.refusals.listed).toMatchObject([
    { row: 3, field: '身份证号', reason: '“身份证号”是公式且没有结果', extent: 'row' },
    { row: 4, extent: 'row' },
  ]);
});
