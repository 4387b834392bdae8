import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOfWanYuan, printWan, wanYuanOf } from './wan-yuan.ts';

describe('万元', () => {
  it('is rounded half up, once, from the sum in fen', () => {
    expect(wanYuanOf(12_345_650)).toBe(12.3457);
    expect(wanYuanOf(12_345_649)).toBe(12.3456);
    expect(wanYuanOf(5_000, 2)).toBe(0.01);
    expect(wanYuanOf(4_999, 2)).toBe(0);
    // Three amounts of 33.33 yuan: rounded each, they would be 0.0099.
    expect(wanYuanOf(3 * 3_333)).toBe(0.01);
  });

  it('is shown as the sheet’s number format prints it', () => {
    expect([0, 1.2, 1.23, 1.234, 12.3456, 1_000].map(printWan)).toEqual([
      '0.00',
      '1.20',
      '1.23',
      '1.234',
      '12.3456',
      '1000.00',
    ]);
  });

  it('comes back exactly for whole yuan', () => {
    fc.assert(
      fc.property(fc.nat(100_000_000), (yuan) => {
        expect(fenOfWanYuan(wanYuanOf(yuan * 100))).toBe(yuan * 100);
      }),
    );
  });

  it('is read as offices type it, and not guessed', () => {
    expect(fenOfWanYuan('1,234.5')).toBe(1_234_500_000);
    expect(fenOfWanYuan('３.２万元')).toBe(3_200_000);
    expect(fenOfWanYuan(0.1 + 0.2)).toBe(300_000);
    expect(fenOfWanYuan('约3')).toBeNull();
    expect(fenOfWanYuan(Number.NaN)).toBeNull();
  });
});
