import { readIdNumber } from '@anju/domain';
import type { OpenTable } from '../reading/index.ts';
import { refuseId } from './id-refusal.ts';
import type { RowPerson } from './match-task.ts';
import type { Link, PeopleIndex } from './people-index.ts';
import type { Refusals } from './refusals.ts';
import type { RegisterFile } from './types.ts';

/** What the rows of a file are settled with. */
export interface Settling {
  readonly file: RegisterFile;
  readonly table: Pick<OpenTable, 'name' | 'classify' | 'placeOf'>;
  readonly people: readonly RowPerson[];
  readonly index: PeopleIndex;
  readonly refusals: Refusals;
}

export interface OpenRow {
  readonly cells: readonly string[];
  readonly row: number;
  /** For each of the row's people: left to the join. */
  readonly matched: readonly boolean[];
}

export interface SettledHit {
  readonly role: number;
  readonly link: Link;
}

function placeOf({ file, table }: Settling, row: number) {
  return { register: file.kind, file: table.name, ...table.placeOf(row) } as const;
}

/**
 * A row that the join left open. Its numbers are read properly: a match after all, a likely one, or a refusal; a row
 * about several people is refused only when none of them can be looked for, or a number was damaged.
 */
export function settleRow(
  settling: Settling,
  { cells, row, matched }: OpenRow,
): readonly SettledHit[] | 'note' {
  const { people, index, refusals } = settling;
  const nothingMatched = matched.every((done) => !done);
  const readings = people.map(({ idColumn }) => readIdNumber(cells[idColumn] ?? ''));
  const usable = readings.some(({ status }) => status === 'valid' || status === 'invalid');
  // A number makes a row data, whatever else is in it.
  if (nothingMatched && !usable && !isData(settling.table, cells)) return 'note';
  if (people.length === 0) {
    refusals.add({
      ...placeOf(settling, row),
      field: '小区、房号',
      value: '',
      reason: '小区或房号为空，无法与房源对应',
      remedy: '补填小区和房号后重新提供',
      extent: 'row',
    });
    return [];
  }
  const hits: SettledHit[] = [];
  let refused = false;
  for (const [role, reading] of readings.entries()) {
    const person = people[role];
    if (person === undefined || matched[role] === true) continue;
    const text = cells[person.idColumn] ?? '';
    const name = person.nameColumn === null ? null : (cells[person.nameColumn] ?? null);
    const exact = reading.status === 'valid' || reading.status === 'invalid' ? index.linksOf(reading.id) : [];
    const likely =
      exact.length > 0 || (reading.status === 'valid' && !reading.from15)
        ? []
        : index.likely(asTyped(text), name);
    for (const link of [...exact, ...likely]) hits.push({ role, link });
    if (exact.length > 0) continue;
    if (reading.status === 'valid' || reading.status === 'invalid' || likely.length > 0) continue;
    if (!refused && (reading.status === 'damaged' || (!usable && nothingMatched))) {
      refused = true;
      refusals.add({
        ...refuseId(reading, { ...placeOf(settling, row), field: person.idLabel }),
        extent: usable ? 'field' : 'row',
      });
    }
  }
  return hits;
}

/** Whether the row is neither blank nor a note, a total or a header once more. */
export const isData = (table: Pick<OpenTable, 'classify'>, cells: readonly string[]): boolean =>
  table.classify(cells.map((cell) => (cell === '' ? null : cell))) === 'data';

/**
 * A number as its characters stand, also where it is none: an X swapped inwards or a letter O for a zero is a slip
 * like any other.
 */
export const asTyped = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
