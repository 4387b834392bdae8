import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTERS } from '@anju/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTable } from './open-table.ts';
import { readRows } from './read-rows.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-reading-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds the header under title lines and numbers rows as an editor does', async () => {
  const path = join(folder, 'vehicles.csv');
  await writeFile(
    path,
    '机动车登记信息\r\n单位：万元\r\n机动车所有人,身份证明号码,购置价\r\n甲某,652301196705025199,8.5\r\n合计,1人,\r\n',
  );
  const opened = await openTable({ path }, REGISTERS.vehicle, { scratchDir: folder });
  if (!opened.ok) throw new Error(opened.error.message);
  expect(opened.value.header.rows).toEqual([3]);
  expect(opened.value.mapping.fields).toMatchObject({
    name: { index: 0 },
    id: { index: 1 },
    purchasePriceFen: { index: 2, unit: '万元' },
  });
  expect(opened.value.scan).toMatchObject({ path, skipLines: 3, columnCount: 3, rowNumbers: 'line-order' });
  const rows = [];
  for await (const row of readRows(opened.value)) rows.push(row);
  expect(rows).toEqual([{ row: 4, cells: ['甲某', '652301196705025199', '8.5'] }]);
  await opened.value.close();
});
