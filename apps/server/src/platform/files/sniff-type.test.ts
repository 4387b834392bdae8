import { describe, expect, it } from 'vitest';
import { sniffType } from './sniff-type.ts';

describe('the type of a file', () => {
  it.each([
    ['%PDF-1.7', 'application/pdf'],
    ['PAR1....', 'application/vnd.apache.parquet'],
    ['\uFEFF  <!DOCTYPE html><table>', 'text/html'],
    ['姓名,证件号码', 'text/plain'],
    [
      'PK\u0003\u0004....xl/workbook.xml',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
    ['PK\u0003\u0004....evil.exe', 'application/zip'],
    ['a\0b', 'application/octet-stream'],
  ])('is told by content: %j is %s', (text, type) => {
    expect(sniffType(Buffer.from(text))).toBe(type);
  });
});
