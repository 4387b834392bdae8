import { readIdNumber } from '@anju/domain';
import type { OpenTable } from '../reading/index.ts';
import { refuseId } from './id-refusal.ts';
import type { RowPerson } from './match-task.ts';
import type { Link, PeopleIndex } from './people-index.ts';
import type { Refusals } from './refusals.ts';
import type { RegisterFile } from './types.ts';

export interface OpenRow {
  readonly file: RegisterFile;
  readonly table: Pick<OpenTable, 'name' | 'classify'>;
  readonly people: readonly RowPerson[];
  readonly index: PeopleIndex;
  readonly refusals: Refusals;
  readonly cells: readonly string[];
  readonly row: number;
  /** For each of the row's people: left to the join. */
  readonly matched: readonly boolean[];
}

export interface SettledHit {
  readonly role: number;
  readonly link: Link;
}

/**
 * A row that the join left open. Its numbers are read properly: a match after all, a likely one, or a refusal; a row
 * about several people is refused only when none of them can be looked for, or a number was damaged.
 */
export function settleRow(open: OpenRow): readonly SettledHit[] | 'note' {
  const { cells } = open;
  const nothingMatched = open.matched.every((done) => !done);
  const readings = open.people.map(({ idColumn }) => readIdNumber(cells[idColumn] ?? ''));
  const usable = readings.some(({ status }) => status === 'valid' || status === 'invalid');
  // A number makes a row data, whatever else is in it.
  if (nothingMatched && !usable && !isData(open)) return 'note';
  const place = { register: open.file.kind, file: open.table.name, row: open.row };
  if (open.people.length === 0) {
    open.refusals.add({
      ...place,
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
    const person = open.people[role];
    if (person === undefined || open.matched[role] === true) continue;
    const text = cells[person.idColumn] ?? '';
    const name = person.nameColumn === null ? null : (cells[person.nameColumn] ?? null);
    const exact =
      reading.status === 'valid' || reading.status === 'invalid' ? open.index.linksOf(reading.id) : [];
    const likely =
      exact.length > 0 || reading.status === 'valid' ? [] : open.index.likely(asTyped(text), name);
    for (const link of [...exact, ...likely]) hits.push({ role, link });
    if (exact.length > 0) continue;
    if (reading.status === 'valid' || reading.status === 'invalid' || likely.length > 0) continue;
    if (!refused && (reading.status === 'damaged' || (!usable && nothingMatched))) {
      refused = true;
      open.refusals.add({
        ...refuseId(reading, { ...place, field: person.idLabel }),
        extent: usable ? 'field' : 'row',
      });
    }
  }
  return hits;
}

/** Whether the row is neither blank nor a note, a total or a header once more. */
export const isData = ({ table, cells }: Pick<OpenRow, 'table' | 'cells'>): boolean =>
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
