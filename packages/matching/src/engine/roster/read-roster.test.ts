import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCrossings } from '@anju/domain';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syntheticId } from '../testing/synthetic-id.ts';
import { readRelation } from './read-relation.ts';
import { readRoster } from './read-roster.ts';

let scratchDir: string;
beforeEach(async () => {
  scratchDir = await mkdtemp(join(tmpdir(), 'anju-roster-test-'));
});
afterEach(() => rm(scratchDir, { recursive: true, force: true }));

async function readText(text: string) {
  const path = join(scratchDir, '花名册.csv');
  await writeFile(path, text);
  const read = await readRoster({ path }, { scratchDir });
  if (!read.ok) throw new Error(read.error.message);
  return read.value;
}

const [A, B, C] = [syntheticId(11), syntheticId(25), syntheticId(33, '20150607')];

describe('a roster', () => {
  it('joins the rows of a household and fills what is written once', async () => {
    const text = `某县花名册\n户编号,姓名,身份证号,与承租人关系,小区,房号,建筑面积（㎡）,月租金（元）,起租日期,累计欠租月数\n1,张明,${A},本人,幸福家园,1-1-101,50.5,258,2023.5.1,6\n,李华,${B},妻子,,,,,,\n2,王小,${C},户主,阳光里,2-1-1,60,1 200.5,2024年6月,0个月\n合计,2户,,,,,,,,\n`;
    const { households, refused, rowsRead } = await readText(text);
    expect(refused.map(({ field, row }) => [field, row])).toEqual([]);
    expect(rowsRead).toBe(3);
    expect(households.map(({ code, members }) => [code, members.map(({ relation }) => relation)])).toEqual([
      ['1', ['self', 'spouse']],
      ['2', ['self']],
    ]);
    expect(households[0]?.tenancy).toMatchObject({
      floorAreaCm2: 505_000,
      monthlyRentFen: 25_800,
      startDate: '2023-05-01',
      arrearsMonths: 6,
    });
    expect(households[0]?.members[1]?.lineage).toMatchObject({ register: 'roster', row: 4 });
  });

  it('keeps a mistyped number, and who has none as a member without one', async () => {
    const wrong = `${A.slice(0, 17)}${A.endsWith('1') ? '2' : '1'}`;
    const { households, refused } = await readText(
      `户编号,姓名,身份证号,关系\n1,张明,${wrong},本人\n1,李华,6.52301E+17,妻子\n1,张小,,儿子\n1,,,\n2,王小,,\n`,
    );
    expect(households.map(({ members }) => members.map(({ idStatus }) => idStatus))).toEqual([
      ['invalid', 'missing', 'missing'],
    ]);
    expect(households[0]?.members[1]).toEqual({
      key: '第3行',
      name: '李华',
      idNumber: null,
      idStatus: 'missing',
      idFault: 'excel-float',
      relation: 'spouse',
      birthDate: null,
      lineage: { register: 'roster', file: '花名册.csv', row: 3, asOf: null },
    });
    // Without a name too, or in a household where nobody can be compared, the whole row is refused.
    expect(refused.map(({ row, extent }) => [row, extent])).toEqual([
      [3, 'field'],
      [4, 'field'],
      [5, 'row'],
      [6, 'row'],
    ]);
  });

  it('starts a household at each 本人 where no column numbers them', async () => {
    const { households } = await readText(
      `序号,姓名,身份证号码,家庭关系,小区,房号\n1,张明,${A},本人,阳光里,1-1\n2,李华,${B},配偶,阳光里,1-1\n3,王小,${C},本人,阳光里,1-2\n`,
    );
    expect(households.map(({ code, members }) => [code, members.length])).toEqual([
      ['阳光里 1-1', 2],
      ['阳光里 1-2', 1],
    ]);
  });
});

describe('a list that does not say which rows are one household', () => {
  it.each([
    ['of numbered people', `序号,姓名,身份证号,死亡日期\n1,张明,${A},2024.2.11\n2,李华,${B},2024.2.11\n`],
    ['of people by their estate', `姓名,身份证号,小区\n张明,${A},阳光里\n李华,${B},阳光里\n`],
    ['with a column of codes that nobody filled in', `户编号,姓名,身份证号\n,张明,${A}\n,李华,${B}\n`],
  ])('%s is asked about', async (_, text) => {
    const path = join(scratchDir, '死亡.csv');
    await writeFile(path, text);
    const read = await readRoster({ path }, { scratchDir });
    expect(read).toMatchObject({
      ok: false,
      error: { code: 'undecided-columns', message: expect.stringContaining('户编号') },
    });
  });

  it('goes by the rooms, and by the 序号 where several share one', async () => {
    const byRoom = await readText(
      `姓名,身份证号,小区,房号\n张明,${A},阳光里,1-1\n李华,${B},阳光里,1-1\n王小,${C},阳光里,1-2\n`,
    );
    expect(byRoom.households.map(({ members }) => members.length)).toEqual([2, 1]);
    const byNumber = await readText(`序号,姓名,身份证号\n1,张明,${A}\n,李华,${B}\n2,王小,${C}\n`);
    expect(byNumber.households.map(({ members }) => members.length)).toEqual([2, 1]);
  });
});

it('takes building, stair and door in columns of their own as one room', async () => {
  const { households } = await readText(
    `姓名,身份证号,关系,小区,楼栋,单元,房号\n张明,${A},本人,幸福家园,3栋,1单元,101\n李华,${B},本人,幸福家园,5栋,2单元,101\n`,
  );
  expect(households.map(({ code, tenancy }) => [code, tenancy.room])).toEqual([
    ['幸福家园 3-1-101', '3-1-101'],
    ['幸福家园 5-2-101', '5-2-101'],
  ]);
  expect(findCrossings(households).size).toBe(0);
});

it.each([
  ['本人', 'self'],
  ['夫', 'spouse'],
  ['户主之妻', 'spouse'],
  ['长子', 'child'],
  ['孙女', 'grandchild'],
  ['岳母', 'parent'],
  ['儿媳', 'other'],
  ['外祖父', 'grandparent'],
  ['姐妹', 'sibling'],
  ['租客', 'other'],
  [' ', null],
])('reads %s as %s', (word, relation) => {
  expect(readRelation(word)).toBe(relation);
});
