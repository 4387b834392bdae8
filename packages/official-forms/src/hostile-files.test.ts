import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { F3 } from './f3/form.ts';
import { openWorkbook } from './testing/sheet-picture.ts';

const codeOf = async (bytes: Uint8Array): Promise<string> => {
  const reading = await F3.read(bytes);
  return reading.ok ? 'read' : (reading.error[0]?.code ?? 'none');
};

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
