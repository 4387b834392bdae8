import { maskIdNumber, readIdNumber } from '@anju/domain';
import { contentShare, type OpenTable, type RowPlace } from '../../reading/index.ts';
import type { Refusal } from '../types.ts';
import type { RosterHousehold } from './types.ts';

/** A column counts as one of ID numbers where most of its first cells are. */
const MOST = 0.6;

interface Beside {
  readonly place: RowPlace;
  readonly header: string;
  readonly id: string;
}

/**
 * Watches for people in columns beside the one of a row's own person (配偶身份证号): such a roster has several people
 * in a row, and who has no row of their own is told, because their family would be read without them.
 */
export function peopleBeside(table: Pick<OpenTable, 'name' | 'mapping' | 'header' | 'firstRows'>) {
  const used = new Set(Object.values(table.mapping.fields).map(({ index }) => index));
  const columns = table.header.columns.filter(({ index }) => {
    const cells = table.firstRows.map((row) => row.cells[index] ?? null);
    return !used.has(index) && (contentShare(cells, 'id-number') ?? 0) >= MOST;
  });
  const seen: Beside[] = [];
  return {
    take(place: RowPlace, cells: readonly (string | null)[]): void {
      for (const { index, header } of columns) {
        const reading = readIdNumber(cells[index] ?? '');
        if (reading.status === 'valid' || reading.status === 'invalid')
          seen.push({ place, header, id: reading.id });
      }
    },
    withoutRow(households: readonly RosterHousehold[]): readonly Refusal[] {
      if (seen.length === 0) return [];
      const members = new Set(households.flatMap(({ members }) => members.map(({ idNumber }) => idNumber)));
      return seen.flatMap(({ place, header, id }) =>
        members.has(id)
          ? []
          : [
              {
                register: 'roster',
                file: table.name,
                ...place,
                field: header,
                value: maskIdNumber(id),
                reason: '这一列也是身份证号，但此人在花名册里没有自己的一行，没有计入家庭',
                remedy: '改成一人一行并写明与承租人关系，重新提供；不是家庭成员的不用改',
                extent: 'field' as const,
              },
            ],
      );
    },
  };
}
