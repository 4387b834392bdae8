import { describe, expect, it } from 'vitest';
import { fileNameOf } from './file-name.ts';

describe('a form’s file name', () => {
  it('states of which month F2, F4 and F5 are, and how it was counted', () => {
    const header = { unitName: '示范市住建局', reportDate: '2023-07-18', year: 2023, place: '示范州' };
    expect(fileNameOf('F2', { ...header, month: '2023-06', basis: 'cumulative' })).toBe(
      'F2-2023年示范州民生领域不正之风和腐败问题集中整治工作情况月报表-示范市住建局-2023年6月-累计-2023-07-18.xlsx',
    );
    for (const form of ['F4', 'F5'] as const)
      expect(
        fileNameOf(form, { ...header, unitName: '长'.repeat(60), month: '2023-06', basis: 'month' }),
      ).toContain('-2023年6月-当月-');
  });

  it('holds nothing a file system or a browser stumbles over', () => {
    const name = fileNameOf('F3', { unitName: `../../a\\b:*?"<>|\u202e${'长'.repeat(300)}`, reportDate: '' });
    expect(name).not.toMatch(/[\\/:*?"<>|\u202e]/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});
