import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRoster } from '../index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-ragged-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('refuses a line with a delimiter too many by its row, and reads the others', async () => {
  const path = join(dir, 'roster.csv');
  const lines = [
    '户编号,姓名,身份证号,小区',
    'A1,张三,652301198503152012,幸福家园',
    'A2,李四,652301198603152011,幸福,家园',
    '',
  ];
  writeFileSync(path, lines.join('\n'));
  const read = await readRoster({ path }, { scratchDir: dir });
  if (!read.ok) throw new Error(read.error.message);
  expect(read.value.households.map(({ code }) => code)).toEqual(['A1']);
  expect(read.value.refused.map(({ row, field, extent }) => [row, field, extent])).toEqual([
    [3, null, 'row'],
  ]);
  expect(read.value.rowsRead).toBe(2);
});
