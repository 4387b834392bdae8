import { describe, expect, it } from 'vitest';
import { crossCheckF4F5, crossCheckF4Sums, sumsOfF5 } from '../cross-check.ts';
import type { F5Data, F5Row } from '../f5/data.ts';
import type { F4Data } from './data.ts';
import { F4 } from './form.ts';
import { type HandledPerson, type RuralCase, tallyF4 } from './tally.ts';

const PERSON: HandledPerson = {
  personKey: 'p1',
  disciplineLevel: 'belowTownship',
  formLevel: 'townshipAndBelow',
  partySanction: true,
  administrativeSanction: '记过',
  admonished: false,
  organisational: false,
  judicial: false,
  form: 'second',
};
const CASE: RuralCase = {
  id: 'case-1',
  found: true,
  finished: true,
  amountFen: 12_345_678,
  unitsReviewed: 0,
  unitsNotified: 1,
  exposures: 1,
  exposedPersons: 1,
  persons: [PERSON],
};
const formOf = (cases: readonly RuralCase[], texts: string[] = []): F4Data => ({
  header: { district: '示范区', month: 10, unitName: '', reportDate: '' },
  figures: tallyF4(cases).figures,
  remarks: '',
  cases: texts,
  signature: { filler: '', phone: '', leader: '' },
});
const codesOf = (form: F4Data) => F4.check(form).map(({ code, cell }) => `${code} ${cell}`);

describe('F4', () => {
  it('counts a person with two sanctions, in two cases, once in column 5', () => {
    const { figures } = tallyF4([CASE, { ...CASE, id: 'case-2' }]);
    expect(figures.persons.total).toBe(1);
    expect(figures.persons.party.belowTownship).toBe(2);
    expect(figures.persons.administrative.belowTownship).toBe(2);
    expect(figures.persons.second.townshipAndBelow).toBe(2);
    expect(codesOf(formOf([CASE]))).toEqual([]);
  });

  it('refuses an administrative sanction above 记大过 for a village cadre', () => {
    const village = { ...PERSON, formLevel: 'villageCadre' } as const;
    const faultsFor = (person: HandledPerson) => tallyF4([{ ...CASE, persons: [person] }]).faults;
    expect(faultsFor({ ...village, administrativeSanction: '记大过' })).toEqual([]);
    expect(faultsFor({ ...village, administrativeSanction: '撤职' })).toMatchObject([
      { code: 'sanction-too-heavy', path: 'case-1' },
    ]);
    expect(faultsFor({ ...PERSON, administrativeSanction: '撤职' })).toEqual([]);
  });

  it('sums 100,000 cases', () => {
    const cases = Array.from({ length: 100_000 }, (_, index) => ({
      ...CASE,
      id: `case-${index}`,
      persons: [{ ...PERSON, personKey: `p${index}` }],
    }));
    expect(tallyF4(cases).figures.persons.total).toBe(100_000);
  });

  it('refuses persons without a measure, measures without persons, and blanks among figures', () => {
    const form = formOf([CASE]);
    const withTotal = (total: number | null): F4Data => ({
      ...form,
      figures: { ...form.figures, persons: { ...form.figures.persons, total } },
    });
    expect(codesOf(withTotal(9))).toEqual(['figures-disagree E8']);
    expect(codesOf(withTotal(0))).toEqual(['figures-disagree E8']);
    expect(codesOf(withTotal(null))).toEqual(['figure-blank E8']);
    // Where none is left blank, a blank total beside measures says that nobody was punished.
    const asNone = F4.check(withTotal(null), { nothingAs: 'blank' });
    expect(asNone.map(({ code, cell }) => `${code} ${cell}`)).toEqual(['figures-disagree E8']);
  });

  it('takes three cases of 300 characters and no more', () => {
    expect(codesOf(formOf([CASE], ['字'.repeat(300), '二', '三']))).toEqual([]);
    expect(codesOf(formOf([CASE], ['字'.repeat(301)]))).toEqual(['too-long D10']);
    expect(codesOf(formOf([CASE], ['一', '二', '三', '四']))).toEqual(['too-many D10']);
  });
});

describe('F4 against F5', () => {
  const clue: F5Row = {
    source: '信访举报',
    place: '示范区',
    persons: [{ name: '甲', post: '', level: '乡科级以下' }],
    summary: '摘要',
    amountFen: 12_345_678,
    disposal: '已办结',
    rectification: '',
    recoveredFen: 0,
    accountable: 1,
  };
  const cluesOf = (...rows: F5Row[]): F5Data => ({
    header: { district: '示范区', month: 10, unitName: '', reportDate: '' },
    rows,
    signature: { filler: '', phone: '', leader: '' },
  });

  it('finds nothing where both say the same, also after the forms rounded the money', () => {
    expect(crossCheckF4F5(formOf([CASE]), cluesOf(clue))).toEqual({ faults: [], incomparable: [] });
    const printed = { ...clue, amountFen: 12_345_700 };
    expect(crossCheckF4F5(formOf([CASE]), cluesOf(printed)).faults).toEqual([]);
  });

  it('names each figure that differs', () => {
    const { faults } = crossCheckF4F5(
      formOf([CASE]),
      cluesOf(clue, { ...clue, summary: '另一条', accountable: 2 }),
    );
    expect(faults.map(({ path }) => path)).toEqual([
      'figures.found',
      'figures.finished',
      'figures.persons.total',
      'figures.amountFen',
    ]);
  });

  it('counts one person in two clues once, and no person more than the rows hold', () => {
    const twice = cluesOf(clue, { ...clue, summary: '另一条' });
    const pathsOf = (cases: readonly RuralCase[], persons?: number) => {
      const sums = { ...sumsOfF5(twice), ...(persons === undefined ? {} : { persons }) };
      return crossCheckF4Sums(formOf(cases), sums).faults.map(({ path }) => path);
    };
    expect(pathsOf([CASE, CASE])).not.toContain('figures.persons.total');
    expect(pathsOf([CASE, CASE], 1)).not.toContain('figures.persons.total');
    expect(pathsOf([CASE, CASE], 2)).toContain('figures.persons.total');
    expect(pathsOf([])).toContain('figures.persons.total');
  });

  it('tells persons counted on clues of earlier months, and does not pass over them', () => {
    const { faults } = crossCheckF4F5(formOf([CASE]), cluesOf({ ...clue, accountable: 0 }), { earlier: 1 });
    expect(faults).toMatchObject([
      {
        path: 'figures.persons.total',
        message: expect.stringContaining('1 条问责记录的线索或问题是往月发现的'),
      },
    ]);
  });

  it('allows money what the campaign’s own places round off', () => {
    const coarse = cluesOf({ ...clue, amountFen: 12_350_000 });
    expect(crossCheckF4F5(formOf([CASE]), coarse).faults).toHaveLength(1);
    expect(crossCheckF4F5(formOf([CASE]), coarse, { wanDecimals: 2 }).faults).toEqual([]);
  });

  it('says so where a blank leaves nothing to compare', () => {
    const { faults, incomparable } = crossCheckF4F5(formOf([CASE]), cluesOf({ ...clue, amountFen: null }));
    expect(faults).toEqual([]);
    expect(incomparable).toEqual(['figures.amountFen']);
  });

  it('does not compare two months', () => {
    const other = { ...cluesOf(clue), header: { ...cluesOf().header, month: 9 } };
    expect(crossCheckF4F5(formOf([CASE]), other).faults.map(({ path }) => path)).toEqual(['header.month']);
  });
});
