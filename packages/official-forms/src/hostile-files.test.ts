import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import JSZip from 'jszip';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { F3 } from './f3/form.ts';
import { type Reader, startReader } from './testing/read-apart.ts';
import { openWorkbook } from './testing/sheet-picture.ts';

let folder: string;
let reader: Reader;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anju-forms-'));
  reader = startReader();
});
afterAll(async () => {
  reader.stop();
  await rm(folder, { recursive: true });
});

/** Whatever the file. The reader has about 140 MB before the first. */
const MOST_MB = 300;

/** How reading the file ended: within the time that the reader is given, and within bounded memory. */
async function codeOf(bytes: Uint8Array): Promise<string> {
  const path = join(folder, 'form.xlsx');
  await writeFile(path, bytes);
  const { outcome, peakMb } = await reader.read(path);
  expect(peakMb).toBeLessThan(MOST_MB);
  return outcome;
}

/** A zip archive of one deflated part whose header says what the test wants. */
function archiveOf(name: string, content: Buffer): Uint8Array {
  const packed = deflateRawSync(content);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt32LE(10, 22);
  local.writeUInt16LE(title.length, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  central.writeUInt16LE(8, 10);
  central.writeUInt32LE(packed.length, 20);
  // The declared size lies: only inflating tells.
  central.writeUInt32LE(10, 24);
  central.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + title.length, 12);
  end.writeUInt32LE(30 + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, central, title, end]);
}

describe('a file that is no form', () => {
  it('is refused by its kind', async () => {
    expect(await codeOf(new Uint8Array())).toBe('file-empty');
    expect(await codeOf(Buffer.from('序号,县市\n1,示范县\n'))).toBe('file-not-xlsx');
    expect(await codeOf(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('file-encrypted');
    expect(await codeOf(Buffer.alloc(9 * 1024 * 1024, 'PK'))).toBe('file-too-large');
  });

  it('is refused when cut in half or made of noise', async () => {
    const bytes = await F3.write(null);
    expect(await codeOf(bytes.subarray(0, bytes.length / 2))).toBe('file-damaged');
    expect(await codeOf(Buffer.concat([Buffer.from('PK'), Buffer.alloc(500, 7)]))).toBe('file-damaged');
    expect(await codeOf(archiveOf('xl/workbook.xml', Buffer.from('<workbook/>')))).toBe('file-damaged');
  });

  it('is refused before it fills the memory, whatever size it claims', async () => {
    expect(await codeOf(archiveOf('xl/worksheets/sheet1.xml', Buffer.alloc(200 * 1024 * 1024)))).toBe(
      'file-too-large',
    );
  });

  it('is refused with entities in its XML', async () => {
    const xml = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>';
    expect(await codeOf(archiveOf('xl/workbook.xml', Buffer.from(xml)))).toBe('file-hostile');
  });
});

describe('a form that names more than its bytes hold', () => {
  /** The blank form with its worksheet, or its workbook, changed. */
  async function changed(part: RegExp, change: (xml: string) => string): Promise<Uint8Array> {
    const zip = await JSZip.loadAsync(await F3.write(null));
    const file = Object.values(zip.files).find(({ name }) => part.test(name));
    if (file === undefined) throw new Error(`no part ${part}`);
    zip.file(file.name, change(await file.async('string')));
    return await zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' });
  }
  const SHEET = /sheet1\.xml$/;
  const rows = (count: number, cell: (row: number) => string) =>
    changed(SHEET, (xml) => {
      const more = Array.from({ length: count }, (_, n) => `<row r="${n + 100}">${cell(n + 100)}</row>`);
      return xml.replace('</sheetData>', `${more.join('')}</sheetData>`);
    });

  it('is refused with too many rows or cells', async () => {
    expect(await codeOf(await rows(400_000, (row) => `<c r="A${row}"><f>SUM(A1)</f></c>`))).toBe(
      'file-too-large',
    );
    expect(await codeOf(await rows(400_000, (row) => `<c r="XFD${row}"/>`))).toBe('file-too-large');
    expect(await codeOf(await rows(900, (row) => '<c><v>1</v></c>'.repeat(row > 0 ? 400 : 0)))).toBe(
      'file-too-large',
    );
  });

  it('is read with cells far out, as long as they are few', async () => {
    expect(await codeOf(await rows(5_000, (row) => `<c r="XFD${row}"/>`))).toBe('read');
  });

  it('is refused with a merge or a name over the whole sheet, and left alone with a list over it', async () => {
    const merge = (ref: string) => (xml: string) =>
      xml.replace(/<mergeCell /, `<mergeCell ${ref}/><mergeCell `);
    expect(await codeOf(await changed(SHEET, merge('ref="A1:XFD1048576"')))).toBe('file-too-large');
    expect(await codeOf(await changed(SHEET, merge('ref="A1:XF&#68;1048576"')))).toBe('file-hostile');
    const name = (area: string) => (xml: string) =>
      xml.replace(
        '</sheets>',
        `</sheets><definedNames><definedName name="x">${area}</definedName></definedNames>`,
      );
    const sheets = /xl\/workbook\.xml$/;
    expect(await codeOf(await changed(sheets, name('s!$A$1:$XFD$1048576')))).toBe('file-too-large');
    expect(await codeOf(await changed(sheets, name('s!$A$1:$XFD&#36;1048576')))).toBe('file-hostile');
    const list =
      '<dataValidations count="1"><dataValidation type="list" sqref="A1:XFD1048576"><formula1>"a,b"</formula1></dataValidation></dataValidations>';
    const validated = await changed(SHEET, (xml) =>
      xml
        .replace(/<dataValidations[\s\S]*?<\/dataValidations>/, '')
        .replace('</mergeCells>', `</mergeCells>${list}`),
    );
    expect(await codeOf(validated)).toBe('read');
    const columns = (col: string) => (xml: string) => xml.replace('</cols>', `${col}</cols>`);
    expect(await codeOf(await changed(SHEET, columns('<col min="13" max="2147483647" width="5"/>')))).toBe(
      'read',
    );
    expect(await codeOf(await changed(SHEET, columns("<col min='13' max='2147483647' width='5'/>")))).toBe(
      'read',
    );
  });
});

describe('what people typed', () => {
  it('never becomes a formula, and stays text when edited', async () => {
    const bytes = await F3.write({
      header: { unitName: "=cmd|'/c calc'!A0", reportDate: '' },
      rows: [
        {
          county: '=1+1',
          project: '+1',
          nature: '1A',
          shouldExit: 1,
          exited: 0,
          measures: '@SUM(A1)',
          plannedDate: '-1',
        },
      ],
    });
    const { sheet } = await openWorkbook(bytes);
    for (const [address, text] of [
      ['B5', '=1+1'],
      ['C5', '+1'],
      ['G5', '@SUM(A1)'],
      ['H5', '-1'],
    ] as const) {
      expect(sheet.getCell(address).value).toBe(text);
      expect(sheet.getCell(address).numFmt).toBe('@');
    }
  });

  it('is refused where no file can carry it', () => {
    const header = { unitName: 'a\u0000b', reportDate: '' };
    expect(F3.parse({ header, rows: [] })).toMatchObject({ ok: false, error: [{ path: 'header.unitName' }] });
    expect(F3.parse({ header: { unitName: '\ud800', reportDate: '' }, rows: [] })).toMatchObject({
      ok: false,
    });
  });

  it('is named by its path when the JSON has another shape', () => {
    const parsed = F3.parse({
      header: { unitName: '', reportDate: '2026-13-01' },
      rows: [{ county: 1 }],
      more: 1,
    });
    expect(parsed.ok ? [] : parsed.error.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['header.reportDate', 'rows.0.county', 'rows.0.exited']),
    );
  });
});
