import { FORMS, type FormData, groupF1Problems } from '@anju/official-forms';
import { describe, expect, it } from 'vitest';
import { fileFaults } from './file-faults.ts';

const F1: FormData['F1'] = {
  header: { unitName: '示范县住建局', year: 2026, reportDate: '' },
  lines: groupF1Problems([]),
};
const F2: FormData['F2'] = {
  header: { year: 2026, place: '示范州', unitName: '示范县住建局', filler: '', reportDate: '' },
  row: { found: 0, finished: 0, solved: 0, batches: 0, projects: 0, obstacles: '' },
};
const DAYS = { from: '2026-12-01', today: '2027-01-18' };

const filledOn = <D extends { header: object }>(form: D, reportDate: string): D => ({
  ...form,
  header: { ...form.header, reportDate },
});

describe('a file of December', () => {
  it('is this report’s when it was filled in January', async () => {
    const f1 = await FORMS.F1.read(await FORMS.F1.write(filledOn(F1, '2027-01-18')));
    const f2 = await FORMS.F2.read(await FORMS.F2.write(filledOn(F2, '2027-01-18')));
    if (!f1.ok || !f2.ok) throw new Error('unreadable');
    expect(fileFaults(F1, f1.value, DAYS)).toEqual([]);
    expect(fileFaults(F2, f2.value, DAYS)).toEqual([]);
  });

  it('is another year’s by its preprinted year or by its day', async () => {
    const other = { ...F1, header: { ...F1.header, year: 2025 } };
    const blank = await FORMS.F1.read(await FORMS.F1.write(other));
    const filled = await FORMS.F1.read(await FORMS.F1.write(filledOn(F1, '2026-01-18')));
    if (!blank.ok || !filled.ok) throw new Error('unreadable');
    expect(fileFaults(F1, blank.value, DAYS).map(({ path }) => path)).toEqual(['header.year']);
    expect(fileFaults(F1, filled.value, DAYS).map(({ path }) => path)).toEqual(['header.reportDate']);
  });
});

describe('a file of form F2 in a campaign of the prefecture', () => {
  const of = (unitName: string) => fileFaults(F2, { ...F2, header: { ...F2.header, unitName } }, DAYS);

  it('is another county’s by its unit: the title names the prefecture for all of them', () => {
    for (const unit of ['示例市住建局', '示范州示例市住房和城乡建设局'])
      expect(of(unit)).toMatchObject([
        { code: 'other-report', path: 'header.unitName', message: expect.stringContaining('示范县住建局') },
      ]);
  });

  it('is this county’s however its unit writes its name', () => {
    for (const unit of ['', '示范县住房和城乡建设局', '示范州示范县住建局', '住建局', '县住建局'])
      expect(of(unit)).toEqual([]);
  });
});
