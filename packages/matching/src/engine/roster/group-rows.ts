import { readRelation } from './read-relation.ts';
import { roomOf } from './room-of.ts';
import type { RosterRow } from './types.ts';

export interface RowGroup {
  readonly code: string;
  readonly rows: readonly RosterRow[];
}

/**
 * Rows of one household together. By 户编号, wherever its rows stand; a roster without one starts a household at
 * each 本人 row, or without relations at each new 序号, and names it by its estate and room, else by its first row.
 */
export function groupRows(rows: readonly RosterRow[], hasCode: boolean): readonly RowGroup[] {
  return hasCode ? byCode(rows) : byBlock(rows);
}

function byCode(rows: readonly RosterRow[]): readonly RowGroup[] {
  const groups = new Map<string, RosterRow[]>();
  let before = '';
  for (const row of rows) {
    const written = text(row, 'code');
    const code = written === '' ? before : written;
    before = code;
    const group = groups.get(code);
    if (group === undefined) groups.set(code, [row]);
    else group.push(row);
  }
  return [...groups].map(([code, group]) => ({
    code: code === '' ? `第${group[0]?.row ?? 0}行` : code,
    rows: group,
  }));
}

function byBlock(rows: readonly RosterRow[]): readonly RowGroup[] {
  const hasRelation = rows.some((row) => readRelation(row.relation) === 'self');
  const blocks: RosterRow[][] = [];
  let ordinal: string | null = null;
  for (const row of rows) {
    const starts = hasRelation
      ? readRelation(row.relation) === 'self'
      : row.ordinal !== null && row.ordinal !== ordinal;
    ordinal = row.ordinal;
    const block = blocks.at(-1);
    if (block === undefined || starts) blocks.push([row]);
    else block.push(row);
  }
  const taken = new Set<string>();
  return blocks.map((block) => {
    const first = block[0];
    const unit = first === undefined ? '' : `${text(first, 'estate')} ${roomOf(first.family) ?? ''}`.trim();
    const code = unit === '' || taken.has(unit) ? `第${first?.row ?? 0}行` : unit;
    taken.add(code);
    return { code, rows: block };
  });
}

function text(row: RosterRow, key: string): string {
  const value = row.family[key];
  return typeof value === 'string' ? value : '';
}
