import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRoster } from '../index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-keys-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

async function keys(header: string, lines: readonly string[]) {
  const path = join(dir, 'roster.csv');
  writeFileSync(path, [`户编号,姓名,身份证号${header}`, ...lines, ''].join('\n'));
  const read = await readRoster({ path }, { scratchDir: dir });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.households.map(({ tenancy }) => [tenancy.keysOn, tenancy.keysRecorded]);
}

it('takes the keys as recorded only where somebody has a day of the keys', async () => {
  const [one, two] = ['A1,张三,652301198503152012', 'A2,李四,652301198603152011'];
  expect(await keys(',交钥匙日期', [`${one},2026-01-01`, `${two},`])).toEqual([
    ['2026-01-01', true],
    [null, true],
  ]);
  expect(await keys(',交钥匙日期', [`${one},`, `${two},`])).toEqual([
    [null, false],
    [null, false],
  ]);
  expect(await keys('', [one, two])).toEqual([
    [null, false],
    [null, false],
  ]);
});

it('does not take a day that it can not read for keys that nobody fetched', async () => {
  const [one, two] = ['A1,张三,652301198503152012', 'A2,李四,652301198603152011'];
  expect(await keys(',交钥匙日期', [`${one},2026-01-01`, `${two},见附件`])).toEqual([
    ['2026-01-01', true],
    [null, false],
  ]);
});
