import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readRoster } from '../index.ts';

const dir = mkdtempSync(join(tmpdir(), 'anju-months-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('lets a term of which only months are given run from the first day to the last', async () => {
  const path = join(dir, 'roster.csv');
  writeFileSync(
    path,
    '户编号,姓名,身份证号,小区,房号,起租日期,到期日期,交钥匙日期,入住日期\nA1,张三,652301198503152012,甲,1,2023年6月,2026年6月,2023年6月,2023年7月\n',
  );
  const read = await readRoster({ path }, { scratchDir: dir });
  expect(read.ok && read.value.households[0]?.tenancy).toMatchObject({
    startDate: '2023-06-01',
    endDate: '2026-06-30',
    keysOn: '2023-06-30',
    movedInOn: '2023-07-01',
  });
});
