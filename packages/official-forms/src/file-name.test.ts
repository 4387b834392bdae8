import { describe, expect, it } from 'vitest';
import { type CountingBasis, fileNameOf } from './file-name.ts';

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

  it('states of F1 and F3 too how it was counted, where that is said', () => {
    const header = { unitName: '示范市住建局-2026年6月', reportDate: '' };
    const nameOf = (basis: CountingBasis) => fileNameOf('F1', { ...header, basis });
    expect(nameOf('month')).toBe('F1-专项整治问题清单-示范市住建局-2026年6月-当月.xlsx');
    expect(nameOf('cumulative')).toContain('-累计.xlsx');
    expect(fileNameOf('F3', { ...header, basis: 'period' })).toContain('-当期.xlsx');
    expect(fileNameOf('F6', header)).not.toMatch(/当月|当期|累计/);
  });

  it('holds nothing a file system or a browser stumbles over', () => {
    const name = fileNameOf('F3', { unitName: `../../a\\b:*?"<>|\u202e${'长'.repeat(300)}`, reportDate: '' });
    expect(name).not.toMatch(/[\\/:*?"<>|\u202e]/u);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
  });
});
