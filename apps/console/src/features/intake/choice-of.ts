import type { Intake } from '../../api/contract.ts';

/** Field to column, as the table of the first rows shows it. */
export type Mapping = Readonly<Record<string, number>>;

/** Field to the unit that a person says. */
export type Units = Readonly<Record<string, string>>;

/** What is sent of it: null for a field that the file does not have. */
export type Choice = Readonly<Record<string, number | { column: number; unit: string } | null>>;

/** A column a month is left to the reader: the next file's months are others. */
export function choiceOf(
  { fields, columns, undecided }: Pick<Intake, 'fields' | 'columns' | 'undecided'>,
  mapping: Mapping,
  units: Units,
): Choice {
  const entries = fields.flatMap(({ key }): [string, Choice[string]][] => {
    const chosen = mapping[key];
    const unit = units[key];
    const detected = columns.filter(({ field }) => field === key).map(({ index }) => index);
    if (chosen !== undefined) {
      if (detected.length > 1 && detected.includes(chosen)) return [];
      return [[key, unit === undefined ? chosen : { column: chosen, unit }]];
    }
    const asked = undecided.some(({ field }) => field === key);
    return asked || detected.length > 0 ? [[key, null]] : [];
  });
  return Object.fromEntries(entries);
}

export const detectedMapping = ({ columns }: Pick<Intake, 'columns'>): Mapping =>
  Object.fromEntries(columns.flatMap(({ field, index }) => (field === null ? [] : [[field, index]])));

export const givenUnits = ({ columns }: Pick<Intake, 'columns'>): Units =>
  Object.fromEntries(
    columns.flatMap(({ field, unitGiven }) =>
      field === null || unitGiven === null ? [] : [[field, unitGiven]],
    ),
  );

/** Whether only a person can say if the column's amounts are of a month or of a year: nobody else took it for them. */
export function asksPeriod(
  { fields, columns }: Pick<Intake, 'fields' | 'columns'>,
  field: string,
  column: number,
): boolean {
  const isMonthly = fields.find(({ key }) => key === field)?.monthly === true;
  return isMonthly && columns.find(({ index }) => index === column)?.field !== field;
}
