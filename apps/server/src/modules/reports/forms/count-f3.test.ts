import { describe, expect, it } from 'vitest';
import { countF3, type ExitForForm } from './count-f3.ts';

const exit = (over: Partial<ExitForForm>): ExitForForm => ({
  id: 'a',
  county: '示例县',
  estate: '安居小区',
  nature: '1A',
  otherNatures: [],
  measures: '限期腾退',
  plannedOn: '2026-09-30',
  exitedOn: null,
  ...over,
});

describe('form F3 counted from the exit ledger', () => {
  it('has one row for each project and nature', () => {
    const rows = countF3(
      [exit({ id: 'a' }), exit({ id: 'b', nature: '3' }), exit({ id: 'c', estate: '阳光里' })],
      '2026-07-15',
    );
    expect(rows.map((row) => [row.project, row.nature, row.shouldExit])).toEqual([
      ['安居小区', '1A', 1],
      ['安居小区', '3', 1],
      ['阳光里', '1A', 1],
    ]);
  });

  it('keeps two counties apart, though their projects have one name', () => {
    const rows = countF3([exit({}), exit({ id: 'b', county: '邻县' })], '2026-07-15');
    expect(rows.map((row) => [row.county, row.shouldExit])).toEqual([
      ['示例县', 1],
      ['邻县', 1],
    ]);
  });

  it('counts a family that left after the period as still to leave', () => {
    const [row] = countF3([exit({ exitedOn: '2026-07-16' })], '2026-07-15');
    expect(row).toMatchObject({ shouldExit: 1, exited: 0, plannedDate: '2026-09-30' });
  });

  it('says 无 where nobody remains', () => {
    const [row] = countF3([exit({ exitedOn: '2026-07-15' })], '2026-07-15');
    expect(row).toMatchObject({ exited: 1, measures: '无', plannedDate: '无' });
  });

  it('leaves the date blank while one family has none, so that the check speaks up', () => {
    const [row] = countF3([exit({}), exit({ id: 'b', plannedOn: null })], '2026-07-15');
    expect(row?.plannedDate).toBe('');
  });

  it('counts a family with two grounds once and names the other in the measures', () => {
    const [row, second] = countF3([exit({ otherNatures: ['1B'] })], '2026-07-15');
    expect(row).toMatchObject({ shouldExit: 1, measures: '限期腾退（另涉①B收入资产超标）' });
    expect(second).toBeUndefined();
  });
});
