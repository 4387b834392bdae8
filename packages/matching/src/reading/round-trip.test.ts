import { join } from 'node:path';
import { REGISTERS } from '@anju/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFile, rowsOf, testFolder } from './testing/open-all.ts';
import { type Cells, WRITERS } from './testing/write-table.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

const HEADER = ['机动车所有人', '身份证明号码', '号牌号码', '车辆类型', '购置价（元）', '初次登记日期'];
// What an office writes: no line breaks and no spaces at the ends, which HTML does not keep.
const cell = fc
  .array(fc.constantFrom(...'甲乙丙·（）新A12,;"\'|<&＃.-—某'), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join(''));
const row = fc
  .tuple(
    fc.constantFrom('甲某', '乙某某', '阿依·某'),
    fc.constantFrom('652301196705025199', '65230119680605516x', ' 652301199503283476'),
    cell,
    cell,
    fc.integer({ min: 0, max: 900_000 }).map(String),
    fc.constantFrom('2012-12-26', '2024.4.1', '2014年1月'),
  )
  .map((cells) => cells.map((text) => text.trim()));

describe('the same table reads back equal', () => {
  for (const [form, write] of Object.entries(WRITERS)) {
    it(`as ${form}`, async () => {
      let number = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
          number += 1;
          const path = join(folder.path, `${form.replaceAll(/\W/gu, '-')}-${number}.dat`);
          const cells: Cells = [HEADER, ...rows];
          await write(path, cells);
          const table = await openFile(path, REGISTERS.vehicle, { scratchDir: folder.path });
          expect(table.undecided).toEqual([]);
          expect(table.mapping.fields).toMatchObject({
            name: { index: 0 },
            id: { index: 1 },
            plate: { index: 2 },
            vehicleKind: { index: 3 },
            purchasePriceFen: { index: 4, unit: '元' },
            registeredOn: { index: 5 },
          });
          const first = form === 'parquet' ? 1 : 2;
          expect(await rowsOf(table)).toEqual(rows.map((texts, at) => ({ row: at + first, cells: texts })));
          await table.close();
        }),
        { numRuns: 6 },
      );
    });
  }
});
