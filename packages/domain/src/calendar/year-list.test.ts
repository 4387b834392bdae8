import { describe, expect, it } from 'vitest';
import { readYearList, whyNotWhole } from './year-list.ts';

describe('the list of a year', () => {
  it('is read a day or a span a line, however it is written', () => {
    const { days, faults } = readYearList(
      '\uFEFF2027年1月1日 放假 元旦\r\n\n2027-10-01至2027-10-03,放假,国庆节\n2027/10/9\t上班\t国庆节',
      2027,
    );
    expect(faults).toEqual([]);
    expect(days.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
      '2027-01-01 off',
      '2027-10-01 off',
      '2027-10-02 off',
      '2027-10-03 off',
      '2027-10-09 work',
    ]);
  });

  it('says of each line that it can’t take, why', () => {
    const text = [
      '元旦放假',
      '2027-02-30 放假 春节',
      '2026-12-31 放假 元旦',
      '2027-05-02至2027-05-01 放假 劳动节',
    ];
    const { days, faults } = readYearList(
      `${text.join('\n')}\n2027-05-01 放假 劳动节\n2027-05-01 上班 劳动节`,
      2027,
    );
    expect(days).toHaveLength(1);
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3, 4, 6]);
  });

  it('is not whole without 国庆节', () => {
    const { days } = readYearList('2027-01-01 放假 元旦', 2027);
    expect(whyNotWhole(2027, days)).toContain('国庆节');
    expect(whyNotWhole(2027, readYearList('2027-10-01 放假 国庆节', 2027).days)).toBeNull();
  });
});
