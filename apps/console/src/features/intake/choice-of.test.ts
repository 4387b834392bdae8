import { expect, it } from 'vitest';
import { asksPeriod, choiceOf, detectedMapping, givenUnits } from './choice-of.ts';

const field = (key: string, monthly = false) => ({ key, label: key, required: false, units: [], monthly });
const column = (index: number, of: string | null, unitGiven: string | null = null) => ({
  index,
  header: `列${index}`,
  unit: unitGiven,
  field: of,
  unitGiven,
});
const intake = {
  fields: [field('name'), field('pay', true), field('usage')],
  columns: [column(0, 'name'), column(1, null), column(2, 'usage'), column(3, 'usage')],
  undecided: [],
};

it('keeps the unit that a person said when the columns are sent again', () => {
  const said = { ...intake, columns: [column(0, 'name'), column(1, 'pay', '万元/年')] };
  const mapping = detectedMapping(said);
  expect(choiceOf(said, mapping, givenUnits(said))).toEqual({ name: 0, pay: { column: 1, unit: '万元/年' } });
});

it('leaves a column a month to the reader, for the next file’s months are others', () => {
  expect(choiceOf(intake, detectedMapping(intake), {})).toEqual({ name: 0 });
  expect(choiceOf(intake, { name: 0 }, {})).toEqual({ name: 0, usage: null });
});

it('asks of what time a monthly amount is where nobody but a person found it', () => {
  expect(asksPeriod(intake, 'pay', 1)).toBe(true);
  expect(asksPeriod(intake, 'name', 1)).toBe(false);
  expect(asksPeriod({ ...intake, columns: [column(1, 'pay')] }, 'pay', 1)).toBe(false);
});
