import { describe, expect, it } from 'vitest';
import type { F2Data } from './data.ts';
import { F2 } from './form.ts';

const DATA: F2Data = {
  header: { year: 2026, place: '示范州', unitName: '', filler: '', reportDate: '2026-07-18' },
  row: { found: 3, finished: 3, solved: 0, batches: 0, projects: 0, obstacles: '' },
};
const codesOf = (data: F2Data) => F2.check(data).map(({ code, cell }) => `${code} ${cell}`);

describe('F2', () => {
  it('refuses more problems put right than found', () => {
    expect(codesOf(DATA)).toEqual([]);
    expect(codesOf({ ...DATA, row: { ...DATA.row, finished: 4 } })).toEqual(['finished-over-found D7']);
  });

  it('takes a blank for what it is: not answered', () => {
    expect(codesOf({ ...DATA, row: { ...DATA.row, solved: null } })).toEqual(['figure-blank E7']);
  });

  it('notices a day before the title’s year, and takes December reported in January', () => {
    const filledOn = (reportDate: string) => codesOf({ ...DATA, header: { ...DATA.header, reportDate } });
    expect(filledOn('2025-12-31')).toEqual(['year-differs E4']);
    expect(filledOn('2027-01-18')).toEqual([]);
  });
});
