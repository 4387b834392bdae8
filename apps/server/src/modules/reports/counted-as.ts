/** What of its records a figure tells: how many they are, a number of each added up, or how many persons they are about. */
export type CountedAs = 'records' | 'sums' | 'persons';

const SUMS: readonly string[] = ['row.projects', 'figures.exposure.persons', 'figures.amountFen'];

/** @param path of a cell, as its records are asked for */
export function countedAs(path: string): CountedAs {
  if (SUMS.includes(path)) return 'sums';
  // Column 5 of form F4 counts persons, the columns after it person-times.
  return path === 'figures.persons.total' ? 'persons' : 'records';
}
