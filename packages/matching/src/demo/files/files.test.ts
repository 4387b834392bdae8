import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodeGb18030 } from './gb18030.ts';
import { writeWorkbookFile } from './workbook.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-demo-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('encodes GB18030 so that the decoder gives the text back', () => {
  const decoder = new TextDecoder('gb18030');
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(fc.property(text, (given) => decoder.decode(encodeGb18030(given)) === given));
  for (const special of ['王㛃', '䶮', '阿依古丽•买买提', '𠮷', '㎡（万元）'])
    expect(decoder.decode(encodeGb18030(special))).toBe(special);
});

it('writes workbooks that another reader opens, with merges and dates', async () => {
  const path = join(folder, 'book.xlsx');
  const rows = [
    ['甲 & <乙>', 1.5, { serial: 46203 }],
    [null, 2, '末'],
  ];
  const header = [
    { text: '姓名', group: '权利人' },
    { text: '金额', group: '权利人' },
    { text: '日期', group: null },
  ];
  const merges = [{ from: 0, to: 1, columns: [0] }];
  expect(writeWorkbookFile(path, { titles: ['标题'], header, rows, foot: [['合计']], merges })).toBe(2);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path);
  const [sheet] = book.worksheets;
  expect(sheet?.model.merges).toEqual(['A1:C1', 'A2:B2', 'C2:C3', 'A4:A5']);
  expect(sheet?.getCell('A5').value).toBe('甲 & <乙>');
  expect(sheet?.getCell('C4').value).toEqual(new Date('2026-06-30T00:00:00Z'));
  expect(sheet?.getCell('B3').value).toBe('金额');
  expect(sheet?.getCell('A6').value).toBe('合计');
});
