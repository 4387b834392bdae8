import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRoster } from '../index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-fill-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const HEADER = '户编号,姓名,身份证号,与承租人关系,小区,房号,交钥匙日期,入住日期';

async function tenancies(lines: readonly string[]) {
  const path = join(dir, 'roster.csv');
  writeFileSync(path, [HEADER, ...lines, ''].join('\n'));
  const read = await readRoster({ path }, { scratchDir: dir });
  if (!read.ok) throw new Error(read.error.message);
  return read.value.households.map(({ code, members, tenancy }) => [code, members.length, tenancy.movedInOn]);
}

describe('a roster as text', () => {
  it('fills the members below the first line of their household', async () => {
    expect(
      await tenancies([
        'A1,张三,652301198503152012,本人,幸福家园,1-1-101,2026-01-01,2026-01-10',
        ',李四,652301198603152011,配偶,,,,',
      ]),
    ).toEqual([['A1', 2, '2026-01-10']]);
  });

  it('does not give a household the date that its neighbour has and it has not', async () => {
    expect(
      await tenancies([
        'A1,张三,652301198503152012,本人,幸福家园,1-1-101,2026-01-01,2026-01-10',
        'A2,李四,652301198603152011,本人,幸福家园,1-1-102,2026-01-01,',
      ]),
    ).toEqual([
      ['A1', 1, '2026-01-10'],
      ['A2', 1, null],
    ]);
  });
});
