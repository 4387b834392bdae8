import { describe, expect, it } from 'vitest';
import { openWorkbook } from '../testing/sheet-picture.ts';
import { type F1Data, groupF1Problems } from './data.ts';
import { F1 } from './form.ts';

const headerOf = { unitName: '示范县住建局', year: 2026, reportDate: '' };

describe('F1', () => {
  it('puts a problem that fits no preprinted row into row 9', () => {
    const lines = groupF1Problems([
      { line: '3-2', description: '甲', rectification: '' },
      { line: null, description: '乙', rectification: '' },
    ]);
    expect(lines['3-2']).toHaveLength(1);
    expect(lines['9']).toHaveLength(1);
  });

  it('carries the campaign’s year in the date line while the day is open', async () => {
    const { sheet } = await openWorkbook(await F1.write({ header: headerOf, lines: groupF1Problems([]) }));
    expect(sheet.getCell('D3').value).toBe('填报日期：2026 年 月 日');
  });

  it('carries the day it was filled, which for December lies in the next year, and reads it back', async () => {
    const data: F1Data = {
      header: { ...headerOf, year: null, reportDate: '2027-01-18' },
      lines: groupF1Problems([]),
    };
    const bytes = await F1.write({ ...data, header: { ...data.header, year: 2026 } });
    const { sheet } = await openWorkbook(bytes);
    expect(sheet.getCell('D3').value).toBe('填报日期：2027年1月18日');
    expect(await F1.read(bytes)).toEqual({ ok: true, value: data });
  });

  it('spreads a row too tall for Excel over several, and reads it back', async () => {
    const problems = Array.from({ length: 30 }, (_, index) => ({
      line: '5' as const,
      description: `第${index}户${'欠租情况'.repeat(30)}`,
      rectification: '已催缴',
    }));
    const data: F1Data = { header: headerOf, lines: groupF1Problems(problems) };
    const bytes = await F1.write(data);
    const { sheet } = await openWorkbook(bytes);
    for (let row = 1; row <= sheet.rowCount; row += 1)
      expect(sheet.getRow(row).height).toBeLessThanOrEqual(409);
    expect(sheet.model.merges).toContainEqual(expect.stringMatching(/^A10:A\d+$/));
    expect(await F1.read(bytes)).toEqual({ ok: true, value: data });
  });

  it('points at the row whose problem has no answer', () => {
    const lines = groupF1Problems([{ line: '3-2', description: '甲', rectification: '' }]);
    expect(F1.check({ header: headerOf, lines }).map(({ cell }) => cell)).toEqual(['E8']);
  });
});
