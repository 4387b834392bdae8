import { maskIdNumber, readIdNumber } from '@anju/domain';
import type { MatchTask, RowPerson } from './match-task.ts';
import type { SettledHit } from './settle-row.ts';

/** Held one by one up to this number; rows beyond it that hit nobody are counted. */
const HELD = 100_000;

interface HeldRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly hits: readonly SettledHit[];
  /** Roles whose number ends in 000. */
  readonly roles: readonly number[];
}

/**
 * Excel keeps 15 digits of an ID number and writes 000 for the rest. Ten of eleven such numbers fail their check
 * character and are refused; the eleventh passes by chance and would be taken for somebody else's. Of true numbers one
 * in 1,100 ends so. Where a tenth of all rows is damaged, more than nine of ten that pass are damaged too: none of them
 * is then believed.
 */
export class ZeroEnds {
  readonly #people: readonly RowPerson[];
  readonly #held: HeldRow[] = [];
  #damaged = 0;
  #uncounted = 0;

  constructor(people: readonly RowPerson[]) {
    this.#people = people;
  }

  /** Whether the row has been taken into keeping: its number passes but ends in 000. */
  hold(row: number, cells: readonly string[], hits: readonly SettledHit[]): boolean {
    const roles: number[] = [];
    for (const [role, { idColumn }] of this.#people.entries()) {
      const text = cells[idColumn] ?? '';
      if (!text.includes('000')) continue;
      const reading = readIdNumber(text);
      if (reading.status === 'damaged' && reading.fault === 'excel-zeros') this.#damaged += 1;
      else if (reading.status === 'valid' && !reading.from15 && reading.id.endsWith('000')) roles.push(role);
    }
    if (roles.length === 0) return false;
    if (this.#held.length < HELD || hits.length > 0) this.#held.push({ row, cells, hits, roles });
    else this.#uncounted += 1;
    return true;
  }

  /** Once all rows are seen: refuses what can't be believed, and hands over the hits that can. */
  release(
    { file, table, refusals }: Pick<MatchTask, 'file' | 'table' | 'refusals'>,
    rows: number,
    write: (hit: SettledHit, row: number, cells: readonly string[]) => void,
  ): void {
    const isSuspect = this.#damaged * 10 >= rows;
    for (const { row, cells, hits, roles } of this.#held) {
      for (const hit of hits) if (!isSuspect || !roles.includes(hit.role)) write(hit, row, cells);
      const person = this.#people[roles[0] ?? 0];
      if (!isSuspect || person === undefined) continue;
      refusals.add({
        register: file.kind,
        file: table.name,
        ...table.placeOf(row),
        field: person.idLabel,
        value: maskIdNumber(cells[person.idColumn] ?? ''),
        reason: '该列大量号码被 Excel 改成末三位 000，这个号码虽能通过校验，也不可信',
        remedy: '在原系统把该列设为“文本”格式后重新导出',
        extent: this.#people.length > 1 ? 'field' : 'row',
      });
    }
    if (isSuspect) refusals.addUnlisted(file.kind, table.name, this.#uncounted);
  }
}
