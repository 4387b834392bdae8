import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REGISTERS } from '@anju/domain';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFile, rowsOf, testFolder } from './testing/open-all.ts';
import { WRITERS } from './testing/write-table.ts';
import type { Scan, TableRow } from './types.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
beforeAll(async () => {
  folder = await testFolder();
});
afterAll(() => folder.remove());

/** What DuckDB sees, with the row numbers that the scan promises. */
async function scanned(scan: Extract<Scan, { kind: 'csv' }>): Promise<TableRow[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const columns = Array.from({ length: scan.columnCount }, (_, at) => `'c${at}': 'VARCHAR'`);
  const result = await connection.runAndReadAll(
    `select * from read_csv('${scan.path}', auto_detect = false, header = false, skip = ${scan.skipLines},
     delim = '${scan.delimiter}', quote = '"', escape = '"', null_padding = true, columns = {${columns.join(', ')}})`,
  );
  const rows = result.getRows().map((row, at) => {
    const cells = row.map((value) => (value === null || value === '' ? null : String(value)));
    return scan.rowNumbers === 'first-column'
      ? { row: Number(cells[0]), cells: cells.slice(1) }
      : { row: scan.skipLines + at + 1, cells };
  });
  connection.closeSync();
  instance.closeSync();
  return rows;
}

const text = fc
  .array(fc.constantFrom(...'甲乙·A1,;"\' \n'), { maxLength: 8 })
  .map((characters) => characters.join('').trim());

it('shows DuckDB the same rows under the same numbers', async () => {
  let number = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 10 }),
      fc.constantFrom('', '机动车登记信息\n', '"两行\n标题",,,\n\n'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('', '合计,1,,', '\n\n'),
      async (rows, title, lineEnd, foot) => {
        number += 1;
        const path = join(folder.path, `${number}.csv`);
        await WRITERS['utf-8 comma']?.(path, [
          ['姓名', '身份证号', '号牌号码', '车辆类型'],
          ...rows.map((cells) => ['甲某', '652301196705025199', ...cells]),
        ]);
        const body = (await readFile(path, 'utf8')).replaceAll('\n', lineEnd);
        await writeFile(path, title.replaceAll('\n', lineEnd) + body + foot);
        const table = await openFile(path, REGISTERS.vehicle, { scratchDir: folder.path });
        if (table.scan.kind !== 'csv') throw new Error('a CSV is scanned as one');
        const seen = (await scanned(table.scan)).filter(({ cells }) => table.classify(cells) === 'data');
        expect(seen).toEqual(await rowsOf(table));
        expect(seen).toHaveLength(rows.length);
        await table.close();
      },
    ),
    { numRuns: 60 },
  );
});
