import { describe, expect, it } from 'vitest';
import { completeF3Row } from './check.ts';
import type { F3Row } from './data.ts';
import { F3 } from './form.ts';
import { readNature } from './nature.ts';

const ROW: F3Row = {
  county: '示范县',
  project: '安居苑',
  nature: '1A',
  shouldExit: 5,
  exited: 3,
  measures: '其余两户已送达通知',
  plannedDate: '2026-12-25',
};
const faultsOf = (...rows: F3Row[]) =>
  F3.check({ header: { unitName: '', reportDate: '' }, rows }).map(({ code, cell }) => `${code} ${cell}`);

describe('F3', () => {
  it('accepts a row with a remainder that is explained and one with none', () => {
    const done: F3Row = { ...ROW, nature: '2', exited: 5, measures: '无', plannedDate: '无' };
    expect(faultsOf(ROW, done)).toEqual([]);
  });

  it('refuses more families out than had to leave', () => {
    expect(faultsOf({ ...ROW, exited: 6 })).toEqual(['exited-over-due F5']);
  });

  it('asks for measures and date while families remain; 无 is no answer', () => {
    expect(faultsOf({ ...ROW, measures: '', plannedDate: '无' })).toEqual([
      'remainder-unexplained G5',
      'remainder-unexplained H5',
    ]);
  });

  it('wants 无 once nobody remains, and can write it', () => {
    const row: F3Row = { ...ROW, exited: 5 };
    expect(faultsOf(row)).toEqual(['remainder-none G5', 'remainder-none H5']);
    expect(faultsOf(completeF3Row(row))).toEqual([]);
  });

  it('refuses the same project and nature twice: its families would count twice', () => {
    expect(faultsOf(ROW, ROW)).toEqual(['row-repeated C6']);
  });

  it('reads natures as offices write them', () => {
    expect(['①A', '1a', '①A.购置房产', '① B', '②转租', '3', '其他'].map(readNature)).toEqual([
      '1A',
      '1A',
      '1A',
      '1B',
      '2',
      '3',
      '其他',
    ]);
  });
});
