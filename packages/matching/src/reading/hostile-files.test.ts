import { open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { REGISTERS } from '@anju/domain';
import XLSX from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeXlsx, sheetData } from './testing/make-xlsx.ts';
import { makeZip } from './testing/make-zip.ts';
import { openFile, rowsOf, testFolder } from './testing/open-all.ts';
import { type Reader, startReader } from './testing/read-apart.ts';
import { encodeGb18030, WRITERS } from './testing/write-table.ts';

let folder: Awaited<ReturnType<typeof testFolder>>;
let options: { scratchDir: string };
let reader: Reader;
beforeAll(async () => {
  folder = await testFolder();
  options = { scratchDir: folder.path };
  reader = startReader();
});
afterAll(async () => {
  reader.stop();
  await folder.remove();
});

/** Whatever the file. The reader has about 115 MB before the first. */
const MOST_MB = 300;

/** How reading the file ended: within the time that the reader is given, and within bounded memory. */
async function readOf(path: string) {
  const outcome = await reader.read(path);
  expect(outcome.peakMb, path).toBeLessThan(MOST_MB);
  return outcome;
}

async function faultOfFile(path: string) {
  const { fault, rows } = await readOf(path);
  if (fault === null) throw new Error(`the file was read: ${rows} rows`);
  return fault;
}

async function faultOf(name: string, content: string | Buffer) {
  const path = join(folder.path, name);
  await writeFile(path, content);
  return await faultOfFile(path);
}
const ID = '652301196705025199';
const HEAD = '姓名,身份证号,死亡日期\n';
const ROW = `甲某,${ID},2024.2.11\n`;
/** The same noise in each run. */
function noise(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Uint8Array.from({ length }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 16;
    }),
  );
}

describe('a file that is not what it says', () => {
  it('is refused when it is empty, or only a byte order mark', async () => {
    expect(await faultOf('empty.csv', '')).toMatchObject({ code: 'empty', file: 'empty.csv' });
    expect(await faultOf('mark.csv', '\ufeff\r\n')).toMatchObject({ code: 'empty' });
    expect(await faultOf('empty.xlsx', makeXlsx([{ name: 's', xml: '<sheetData/>' }]))).toMatchObject({
      code: 'empty',
    });
  });

  it('is named by its content: a picture as xlsx, a document, an archive', async () => {
    const picture = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), noise(4000, 1)]);
    const fault = await faultOf('picture.xlsx', picture);
    expect(fault).toMatchObject({ code: 'not-what-it-says' });
    expect(fault.message).toContain('PNG 图片');
    expect(
      (await faultOf('word.xlsx', makeZip({ '[Content_Types].xml': '', 'word/document.xml': '' }))).message,
    ).toContain('Word');
    expect(await faultOf('zip.xlsx', makeZip({ 'a.txt': 'a' }))).toMatchObject({ code: 'not-what-it-says' });
    expect(await faultOf('noise.csv', noise(5000, 2))).toMatchObject({ code: 'not-what-it-says' });
  });

  it('is read all the same when only the name is wrong', async () => {
    for (const [form, name] of [
      ['xlsx', 'table.csv'],
      ['html in utf-8', 'page.xls'],
      ['utf-8 comma', 'text.xlsx'],
    ] as const) {
      const path = join(folder.path, name);
      await WRITERS[form]?.(path, [
        ['姓名', '身份证号', '死亡日期'],
        ['甲某', ID, '2024-01-01'],
      ]);
      expect(await rowsOf(await openFile(path, REGISTERS.death, options))).toHaveLength(1);
    }
  });

  it('says what it saw when no header is known', async () => {
    const fault = await faultOf('other.csv', '商品,数量\n茶,3\n');
    expect(fault).toMatchObject({ code: 'no-header', row: 1, seenHeader: ['商品', '数量'] });
  });
});

describe('a damaged file', () => {
  it('is named with the line where its bytes stop being text', async () => {
    const good = Buffer.from(HEAD + ROW.repeat(30_000));
    const broken = Buffer.concat([good, Buffer.from([0x4e, 0xff, 0xfe, 0x41, 0x0a]), Buffer.from(ROW)]);
    expect(await faultOf('invalid.csv', broken)).toMatchObject({ code: 'damaged', row: 30_002 });
    const noisy = Buffer.concat([good, noise(3000, 3), Buffer.from(ROW)]);
    expect(await faultOf('noisy.csv', noisy)).toMatchObject({ code: 'damaged', row: 30_002 });
    const national = Buffer.concat([
      encodeGb18030(HEAD + ROW.repeat(10)),
      Buffer.from([0xff, 0xff]),
      encodeGb18030(`\n${ROW}`),
    ]);
    expect(await faultOf('national.csv', national)).toMatchObject({ code: 'damaged' });
  });

  it('is found out when a quote is never closed', async () => {
    expect(await faultOf('quote.csv', `${HEAD}${ROW}"乙某,${ID},2024\n${ROW}`)).toMatchObject({
      code: 'damaged',
      row: 3,
    });
  });

  it('is half a Parquet, half a workbook, or a workbook with a broken part', async () => {
    const path = join(folder.path, 'whole.parquet');
    await WRITERS.parquet?.(path, [
      ['姓名', '身份证号', '死亡日期'],
      ['甲某', ID, '2024-01-01'],
    ]);
    const whole = await readFile(path);
    expect(await faultOf('half.parquet', whole.subarray(0, whole.length >> 1))).toMatchObject({
      code: 'damaged',
    });
    const hollow = Buffer.concat([
      whole.subarray(0, 4),
      Buffer.alloc(whole.length - 12),
      whole.subarray(whole.length - 8),
    ]);
    expect(await faultOf('hollow.parquet', hollow)).toMatchObject({ code: 'damaged' });
    const book = makeXlsx([
      {
        name: 's',
        xml: sheetData([
          ['姓名', '身份证号'],
          ['甲某', ID],
        ]),
      },
    ]);
    expect(await faultOf('half.xlsx', book.subarray(0, book.length >> 1))).toMatchObject({ code: 'damaged' });
    expect(await faultOf('open.xlsx', makeXlsx([{ name: 's', xml: '<sheetData><row><c' }]))).toMatchObject({
      code: 'damaged',
    });
    const old = join(folder.path, 'old.xls');
    await WRITERS.xls?.(old, [
      ['姓名', '身份证号'],
      ['甲某', ID],
    ]);
    expect(await faultOf('half.xls', (await readFile(old)).subarray(0, 700))).toMatchObject({
      code: 'damaged',
    });
  });
});

describe('a file behind a password', () => {
  it('is named with the remedy', async () => {
    const container = XLSX.CFB.utils.cfb_new();
    XLSX.CFB.utils.cfb_add(container, '/EncryptedPackage', Buffer.alloc(9000, 7));
    XLSX.CFB.utils.cfb_add(container, '/EncryptionInfo', Buffer.alloc(300, 7));
    const bytes: unknown = XLSX.CFB.write(container, { type: 'buffer' });
    if (!Buffer.isBuffer(bytes)) throw new Error('no container');
    const fault = await faultOf('locked.xlsx', bytes);
    expect(fault).toMatchObject({ code: 'encrypted' });
    expect(fault.message).toContain('去除密码');
    expect(await faultOf('locked.parquet', Buffer.from('PARE1234PARE'))).toMatchObject({ code: 'encrypted' });
  });
});

describe('a file made to do harm', () => {
  it('is a zip bomb', async () => {
    const bomb = makeZip({
      '[Content_Types].xml': '',
      'xl/workbook.xml': '',
      'xl/worksheets/sheet1.xml': Buffer.alloc(64 << 20),
    });
    expect(await faultOf('bomb.xlsx', bomb)).toMatchObject({ code: 'hostile' });
  });

  it('is a bomb whose directory lies about its size', async () => {
    const book = makeXlsx([{ name: 's', xml: `<sheetData>${' '.repeat(8 << 20)}</sheetData>` }]);
    const name = book.lastIndexOf('xl/worksheets/sheet1.xml');
    book.writeUInt32LE(5000, name - 46 + 24);
    expect(await faultOf('liar.xlsx', book)).toMatchObject({ code: 'damaged' });
  });

  it('has too many parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 2500 }, (_, at) => [`xl/media/${at}`, '']));
    expect(await faultOf('parts.xlsx', makeZip(parts))).toMatchObject({ code: 'hostile' });
  });

  it('has merges upon merges', async () => {
    const merges = '<mergeCell ref="A1:XFD900000"/>'.repeat(3000);
    const xml = `${sheetData([['姓名', '身份证号']])}<mergeCells>${merges}</mergeCells>`;
    expect(await faultOf('merges.xlsx', makeXlsx([{ name: 's', xml }]))).toMatchObject({ code: 'hostile' });
  });

  it('defines entities that grow', async () => {
    const before = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 20 }, (_, at) => `<!ENTITY b${at} "&a;&a;&a;">`).join('')}]>`;
    const book = makeXlsx([{ name: 's', xml: sheetData([['姓名'], ['x']]) }], { before });
    expect(await faultOf('laughs.xlsx', book)).toMatchObject({ code: 'hostile' });
    const xml = `<?xml version="1.0"?>${before}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>`;
    expect(await faultOf('laughs.xls', xml)).toMatchObject({ code: 'hostile' });
  });
});

describe('a file of gigabytes', () => {
  it('is read to the end without being held in memory, and its last line is named when it is damaged', {
    timeout: 240_000,
  }, async () => {
    const path = join(folder.path, 'giant.csv');
    const rows = Math.floor((8 * 2 ** 20) / Buffer.byteLength(ROW));
    const block = Buffer.from(ROW.repeat(rows));
    const blocks = Math.ceil(2 ** 31 / block.length);
    const file = await open(path, 'w');
    await file.write(HEAD);
    for (let n = 0; n < blocks; n++) await file.write(block);
    await file.write(Buffer.from([0x4e, 0xff, 0xfe, 0x41, 0x0a]));
    await file.close();
    expect(await faultOfFile(path)).toMatchObject({ code: 'damaged', row: 2 + rows * blocks });
    await truncate(path, 9 * 2 ** 30);
    expect(await faultOfFile(path)).toMatchObject({ code: 'too-large' });
    await rm(path);
  });

  it('is refused where it stops having lines', async () => {
    const zeros = Buffer.alloc(64 * 2 ** 20);
    expect(
      await faultOf('zeros.csv', Buffer.concat([Buffer.from(HEAD + ROW.repeat(30_000)), zeros])),
    ).toMatchObject({
      code: 'too-large',
      message: expect.stringContaining('有一行超过'),
    });
  });
});

describe('a file out of proportion', () => {
  it('has ten thousand columns', async () => {
    const wide = Array.from({ length: 10_000 }, (_, at) => `列${at}`);
    expect(await faultOf('wide.csv', `${wide.join(',')}\n`)).toMatchObject({ code: 'too-many-columns' });
    expect(await faultOf('wide.xlsx', makeXlsx([{ name: 's', xml: sheetData([wide]) }]))).toMatchObject({
      code: 'too-many-columns',
    });
    expect(
      await faultOf('wide.xls', `<table><tr>${wide.map((text) => `<td>${text}`).join('')}</table>`),
    ).toMatchObject({ code: 'too-many-columns' });
    expect(await faultOf('span.xls', '<table><tr><td colspan=100000>姓名</table>')).toMatchObject({
      code: 'too-many-columns',
    });
  });

  it('is one huge line', async () => {
    expect(await faultOf('line.csv', 'a,'.repeat(400_000))).toMatchObject({
      code: expect.stringMatching(/^too-/u),
    });
    expect(await faultOf('long.csv', HEAD + ROW.repeat(20_000) + '甲'.repeat(2_000_000))).toMatchObject({
      code: 'too-large',
    });
    expect(
      await faultOf('cell.xlsx', makeXlsx([{ name: 's', xml: sheetData([['姓名', '甲'.repeat(100_000)]]) }])),
    ).toMatchObject({ code: 'too-large' });
  });

  it('has a formula in every cell, and is read by what they gave', async () => {
    const texts = ['姓名', '身份证号', '死亡日期'];
    const row = (number: number, cells: readonly string[]) =>
      `<row r="${number}">${cells.map((text, at) => `<c r="${'ABC'[at]}${number}" t="str"><f>Z${number}&amp;""</f><v>${text}</v></c>`).join('')}</row>`;
    const rows = Array.from({ length: 5000 }, (_, at) => row(at + 2, ['甲某', ID, '2024-01-01']));
    const path = join(folder.path, 'computed.xlsx');
    const xml = `<sheetData>${row(1, texts)}${rows.join('')}</sheetData>`;
    await writeFile(path, makeXlsx([{ name: 's', xml }]));
    expect(await readOf(path)).toMatchObject({ fault: null, rows: 5000 });
  });

  it('has formulas that were never computed', async () => {
    const cells = (row: number) =>
      ['A', 'B', 'C'].map((letter) => `<c r="${letter}${row}"><f>Z${row}</f></c>`).join('');
    const all = Array.from({ length: 50 }, (_, at) => `<row r="${at + 1}">${cells(at + 1)}</row>`).join('');
    expect(
      await faultOf('formulas.xlsx', makeXlsx([{ name: 's', xml: `<sheetData>${all}</sheetData>` }])),
    ).toMatchObject({ code: 'unsupported', row: 1 });
    const header = sheetData([['姓名', '身份证号', '死亡日期']]).replace('</sheetData>', '');
    const below = `${header}<row r="2"><c r="A2" t="str"><f>X2</f><v>甲某</v></c><c r="B2"><f>X3</f></c></row></sheetData>`;
    const fault = await faultOf('formula.xlsx', makeXlsx([{ name: 's', xml: below }]));
    expect(fault).toMatchObject({
      code: 'unsupported',
      row: 2,
      message: expect.stringContaining('第 2 行“身份证号”是公式且没有结果'),
    });
  });
});

it('reads 200 MB within bounded memory, and stops at once when told to', async () => {
  const path = join(folder.path, 'large.csv');
  const file = await open(path, 'w');
  await file.write(HEAD);
  const block = Buffer.from(ROW.repeat(30_000));
  for (let written = 0; written < 200 * 2 ** 20; written += block.length) await file.write(block);
  await file.close();
  const before = process.memoryUsage().rss;
  let peak = 0;
  const table = await openFile(path, REGISTERS.death, {
    ...options,
    onProgress: () => {
      peak = Math.max(peak, process.memoryUsage().rss);
    },
  });
  expect(table.scan).toMatchObject({ path, rowNumbers: 'line-order' });
  expect(peak - before).toBeLessThan(100 * 2 ** 20);
  const abort = new AbortController();
  const stopped = openFile(path, REGISTERS.death, {
    ...options,
    rewrite: true,
    signal: abort.signal,
    onProgress: () => abort.abort(new Error('stopped')),
  });
  await expect(stopped).rejects.toThrow('stopped');
});
