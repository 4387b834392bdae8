import { DEFAULT_CLUE_LISTS, DISCIPLINE_LEVELS, FORM_LEVELS } from '@anju/domain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Form } from './engine/form.ts';
import { F1_LINES } from './f1/layout.ts';
import { FORMS } from './forms.ts';

/** Texts as people and attackers type them: formulas, marks of the form itself, rare characters, escapes. */
const hostile = fc.constantFrom(
  '=cmd|calc!A1',
  '=1+1',
  '+86',
  '-1',
  '@SUM(A1)',
  '_x0041_',
  '<b>&amp;"\'',
  '1.一\n2.二',
  '1.',
  '（加盖公章）',
  '年 月 日',
  '𫘨𠮷',
  '阿依·古丽',
  '__proto__',
  '12345678901234567890',
  '2026年8月5日',
);
const plain = fc
  .string({ unit: 'grapheme', maxLength: 24 })
  .filter((text) => /^[^\p{Cc}\p{Cs}\ufffe\uffff]*$/u.test(text));
const words = fc.oneof({ weight: 3, arbitrary: plain }, { weight: 1, arbitrary: hostile });
const some = words.filter((text) => text.trim() !== '');
const count = fc.nat(1_000_000);
const figure = fc.option(count);
// Whole yuan: four places of 万元 keep them exactly.
const money = fc.option(fc.nat(100_000_000).map((yuan) => yuan * 100));
const day = fc.constantFrom('', '2026-02-28', '2027-01-18');
const district = fc.constantFrom('', '示范区', '示范县');
const rural = fc.record({
  district,
  month: fc.option(fc.integer({ min: 1, max: 12 })),
  unitName: words,
  reportDate: day,
});
const signature = fc.record({ filler: words, phone: words, leader: words });
const levels = (keys: readonly { readonly key: string }[]) =>
  fc.record(Object.fromEntries(keys.map(({ key }) => [key, figure])));

/** What parse makes of it is written, read and compared. */
async function holds<D>(form: Form<D>, candidates: fc.Arbitrary<unknown>): Promise<void> {
  await fc.assert(
    fc.asyncProperty(candidates, async (candidate) => {
      const parsed = form.parse(candidate);
      if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
      expect(await form.read(await form.write(parsed.value))).toEqual(parsed);
    }),
    { numRuns: 40 },
  );
}

describe('data through a file and back', () => {
  it('F1', async () => {
    const problems = fc.array(fc.record({ description: some, rectification: words }), { maxLength: 4 });
    const header = fc.record({ unitName: words, year: fc.constant(2026), reportDate: day });
    const lines = fc.record(Object.fromEntries(F1_LINES.map(({ line }) => [line, problems])));
    await holds(FORMS.F1, fc.record({ header, lines }));
  });

  it('F2', async () => {
    const header = fc.record({
      year: fc.integer({ min: 2020, max: 2030 }),
      place: fc.constantFrom('示范州', '某市'),
      unitName: words,
      filler: words,
      reportDate: day,
    });
    const row = fc.record({
      found: figure,
      finished: figure,
      solved: figure,
      batches: figure,
      projects: figure,
      obstacles: words,
    });
    await holds(FORMS.F2, fc.record({ header, row }));
  });

  it('F3', async () => {
    const row = fc.record({
      county: words,
      project: words,
      nature: fc.constantFrom('1A', '1B', '2', '3'),
      shouldExit: count,
      exited: count,
      measures: words,
      plannedDate: fc.oneof(fc.constantFrom('2026-08-25', '无'), words),
    });
    const header = fc.record({ unitName: words, reportDate: day });
    await holds(FORMS.F3, fc.record({ header, rows: fc.array(row, { maxLength: 12 }) }));
  });

  it('F4', async () => {
    const byDiscipline = levels(DISCIPLINE_LEVELS);
    const byForm = levels(FORM_LEVELS);
    const persons = fc.record({
      total: figure,
      party: byDiscipline,
      administrative: byDiscipline,
      admonished: figure,
      organisational: figure,
      judicial: figure,
      first: byForm,
      second: byForm,
      third: byForm,
      fourth: byForm,
    });
    const figures = fc.record({
      found: figure,
      finished: figure,
      units: fc.record({ reviewed: figure, notified: figure }),
      persons,
      exposure: fc.record({ times: figure, problems: figure, persons: figure }),
      amountFen: money,
    });
    const cases = fc.array(some, { maxLength: 3 });
    await holds(FORMS.F4, fc.record({ header: rural, figures, remarks: words, cases, signature }));
  });

  it('F5', async () => {
    const person = fc.record({
      name: some,
      post: words,
      level: fc.constantFrom(...DEFAULT_CLUE_LISTS.levels),
    });
    const row = fc.record({
      source: fc.constantFrom(...DEFAULT_CLUE_LISTS.sources),
      place: words,
      persons: fc.array(person, { maxLength: 4 }),
      summary: some,
      amountFen: money,
      disposal: fc.constantFrom('', ...DEFAULT_CLUE_LISTS.disposals),
      rectification: words,
      recoveredFen: money,
      accountable: figure,
    });
    await holds(FORMS.F5, fc.record({ header: rural, rows: fc.array(row, { maxLength: 8 }), signature }));
  });

  it('F6', async () => {
    const contact = fc.record({ region: words, name: some, post: words, phone: words });
    const header = fc.record({ district: words, reportDate: day });
    await holds(FORMS.F6, fc.record({ header, contacts: fc.array(contact, { maxLength: 4 }) }));
  });
});
