import { randomBytes } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { expect, it, vi } from 'vitest';
import { writeWorkbook } from './send-workbook.ts';

const PAGES = 400;
const ROWS = 50;

function sheet() {
  const fetched = { pages: 0 };
  // Nothing that a compressor could make small: 6 KB a page.
  async function* pages() {
    for (; fetched.pages < PAGES; fetched.pages += 1)
      yield Array.from({ length: ROWS }, () => ({ value: randomBytes(60).toString('hex') }));
  }
  const columns = [
    ['值', 60, ({ value }: { readonly value: string }) => value],
    ['式', 10, () => '=1+1'],
  ] as const;
  return { fetched, input: { name: '疑点', note: '导出人：测试', columns, pages: pages() } };
}

it('fetches no page that its reader has no room for, and all of them once it reads', async () => {
  const { fetched, input } = sheet();
  const stream = new PassThrough();
  const written = writeWorkbook(stream, input);
  await vi.waitFor(() => expect(stream.writableNeedDrain).toBe(true), { timeout: 10_000 });
  const before = fetched.pages;
  for (let turn = 0; turn < 1000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(fetched.pages).toBeLessThanOrEqual(before + 1);
  expect(fetched.pages).toBeLessThan(PAGES / 2);
  const [content] = await Promise.all([buffer(stream), written]);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(content.buffer.slice(content.byteOffset, content.byteOffset + content.length));
  const first = workbook.getWorksheet('疑点');
  expect(first?.rowCount).toBe(2 + PAGES * ROWS);
  expect(first?.getCell('B3').type).toBe(ExcelJS.ValueType.String);
});

it('stops when the reader goes away', async () => {
  const { fetched, input } = sheet();
  const stream = new PassThrough();
  stream.on('error', () => undefined);
  const written = writeWorkbook(stream, input);
  const refused = expect(written).rejects.toThrow('the reader has gone');
  await vi.waitFor(() => expect(stream.writableNeedDrain).toBe(true), { timeout: 10_000 });
  stream.destroy();
  await refused;
  expect(fetched.pages).toBeLessThan(PAGES);
});
