import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRoster } from '../index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-beside-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HEAD = '652301198503152012';
const WIFE = '652301196705025199';
const CHILD = '652301199503283476';

async function read(lines: readonly string[]) {
  const path = join(dir, 'roster.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const roster = await readRoster({ path }, { scratchDir: dir });
  if (!roster.ok) throw new Error(roster.error.message);
  return roster.value;
}

it('tells of people who stand in further columns of a row and are no members', async () => {
  const { households, refused } = await read([
    '户编号,承租人姓名,身份证号,配偶姓名,配偶身份证号,子女姓名,子女身份证号',
    `A1,张三,${HEAD},李四,${WIFE},张小,${CHILD}`,
    'A2,王五,652301198603152011,,,,',
  ]);
  expect(households.map(({ members }) => members.length)).toEqual([1, 1]);
  expect(refused.map(({ row, field, extent }) => [row, field, extent])).toEqual([
    [2, '配偶身份证号', 'field'],
    [2, '子女身份证号', 'field'],
  ]);
  expect(refused[0]?.remedy).toContain('一人一行');
  expect(JSON.stringify(refused)).not.toContain(WIFE);
});

it('says nothing of a further column whose people have rows of their own', async () => {
  const { households, refused } = await read([
    '户编号,姓名,身份证号,与承租人关系,户主证件',
    `A1,张三,${HEAD},本人,${HEAD}`,
    `A1,李四,${WIFE},配偶,${HEAD}`,
  ]);
  expect(households.map(({ members }) => members.length)).toEqual([2]);
  expect(refused).toEqual([]);
});

it('does not take a total for a member', async () => {
  const { households, refused } = await read([
    '户编号,姓名,身份证号,与承租人关系',
    `A1,张三,${HEAD},本人`,
    'A1,小计,,',
    `A2,李四,${WIFE},本人`,
  ]);
  expect(households.map(({ members }) => members.length)).toEqual([1, 1]);
  expect(refused).toEqual([]);
});

it('parts households by their unit where nothing else says who belongs together', async () => {
  const { households } = await read([
    '姓名,身份证号,小区,房号',
    `张三,${HEAD},幸福家园,1-101`,
    `李四,${WIFE},幸福家园,1-101`,
    `王五,${CHILD},幸福家园,1-102`,
  ]);
  expect(households.map(({ code, members }) => [code, members.length])).toEqual([
    ['幸福家园 1-101', 2],
    ['幸福家园 1-102', 1],
  ]);
});

it.each([
  ['nothing says', ['姓名,身份证号', `张三,${HEAD}`, `李四,${WIFE}`]],
  [
    'numbers count people or households',
    ['序号,姓名,身份证号,小区,房号', `1,张三,${HEAD},幸福家园,1-101`, `2,李四,${WIFE},幸福家园,1-101`],
  ],
])('asks who belongs together where %s', async (_, lines) => {
  const path = join(dir, 'roster.csv');
  writeFileSync(path, `${lines.join('\n')}\n`);
  const roster = await readRoster({ path }, { scratchDir: dir });
  expect(roster).toMatchObject({
    ok: false,
    error: { code: 'undecided-columns', message: expect.stringContaining('哪几行是一户') },
  });
});
