import { readRelation } from './read-relation.ts';
import { roomOf } from './room-of.ts';
import type { RosterRow } from './types.ts';

export interface RowGroup {
  readonly code: string;
  readonly rows: readonly RosterRow[];
}

/**
 * Whether the file says which rows are one household: by 户编号, relations, 序号 or rooms. A 序号 of its own for each of
 * several rows of one room may count people or households.
 */
export function isGrouped(rows: readonly RosterRow[]): boolean {
  if (rows.length < 2 || hasCodes(rows) || sharesOrdinals(rows)) return true;
  if (rows.some((row) => readRelation(row.relation) === 'self')) return true;
  return rows.some((row) => roomOf(row.family) !== null) && !isRoomNumberedApart(rows);
}

const isRoomNumberedApart = (rows: readonly RosterRow[]): boolean =>
  rows.some((row, at) => {
    const above = rows[at - 1];
    const sharesRoom = above !== undefined && roomOf(row.family) !== null && unitOf(row) === unitOf(above);
    return sharesRoom && row.ordinal !== null && above.ordinal !== null && row.ordinal !== above.ordinal;
  });

const hasCodes = (rows: readonly RosterRow[]): boolean => rows.some((row) => text(row, 'code') !== '');

/** Whether 序号 counts households: one that each row has of its own counts people. */
const sharesOrdinals = (rows: readonly RosterRow[]): boolean =>
  rows.some(({ ordinal, place }, at) => {
    const above = rows[at - 1];
    return ordinal !== null && above?.ordinal === ordinal && above.place.sheet === place.sheet;
  });

/**
 * Rows of one household together. By 户编号, wherever its rows stand; a roster without one starts a household at
 * each 本人 row, without relations at each new 序号 of several rows, and without those at each new unit; it names it by
 * its estate and room, else by its first row.
 */
export function groupRows(rows: readonly RosterRow[]): readonly RowGroup[] {
  return hasCodes(rows) ? byCode(rows) : byBlock(rows);
}

function byCode(rows: readonly RosterRow[]): readonly RowGroup[] {
  const groups = new Map<string, Map<string | null, RosterRow[]>>();
  let before = '';
  let sheet: string | null = null;
  for (const row of rows) {
    if (row.place.sheet !== sheet) before = '';
    sheet = row.place.sheet;
    const written = text(row, 'code');
    const code = written === '' ? before : written;
    before = code;
    const bySheet = groups.get(code) ?? new Map<string | null, RosterRow[]>();
    groups.set(code, bySheet);
    const group = bySheet.get(sheet);
    if (group === undefined) bySheet.set(sheet, [row]);
    else group.push(row);
  }
  return [...groups].flatMap(([code, bySheet]) => groupsOf(code, [...bySheet.values()]));
}

/** Sheets that number their households each from 1 use one code for several; a household may also run on to the next sheet. */
function groupsOf(code: string, parts: readonly (readonly RosterRow[])[]): readonly RowGroup[] {
  const isOne = parts.length === 1 || isOneHousehold(parts);
  return (isOne ? [parts.flat()] : parts).map((rows) => {
    const sheet = isOne ? null : (rows[0]?.place.sheet ?? null);
    return { code: code === '' ? rowCalled(rows[0]) : sheet === null ? code : `${sheet} ${code}`, rows };
  });
}

function isOneHousehold(parts: readonly (readonly RosterRow[])[]): boolean {
  const tenants = parts.filter((rows) => rows.some(({ relation }) => readRelation(relation) === 'self'));
  const written = parts.map((rows) => rows.map(unitOf).find((unit) => unit !== '') ?? '');
  const units = new Set(written.filter((unit) => unit !== ''));
  return units.size === 1
    ? !written.includes('') || tenants.length === 1
    : units.size === 0 && tenants.length === 1;
}

/** A row that has no other name; the sheet is named where there are several. */
export const rowCalled = (row: RosterRow | undefined): string =>
  `${row?.place.sheet ?? ''}第${row?.place.row ?? 0}行`;

const unitOf = (row: RosterRow): string => `${text(row, 'estate')} ${roomOf(row.family) ?? ''}`.trim();

function byBlock(rows: readonly RosterRow[]): readonly RowGroup[] {
  const hasRelation = rows.some((row) => readRelation(row.relation) === 'self');
  const blocks: RosterRow[][] = [];
  const hasOrdinal = sharesOrdinals(rows);
  const markOf = (row: RosterRow) => (hasOrdinal ? row.ordinal : unitOf(row) || null);
  let mark: string | null = null;
  let sheet: string | null = null;
  for (const row of rows) {
    const own = markOf(row);
    const starts = hasRelation
      ? readRelation(row.relation) === 'self'
      : own !== null && (own !== mark || row.place.sheet !== sheet);
    mark = own;
    sheet = row.place.sheet;
    const block = blocks.at(-1);
    if (block === undefined || starts) blocks.push([row]);
    else block.push(row);
  }
  const taken = new Set<string>();
  return blocks.map((block) => {
    const first = block[0];
    const unit = first === undefined ? '' : unitOf(first);
    const code = unit === '' || taken.has(unit) ? rowCalled(first) : unit;
    taken.add(code);
    return { code, rows: block };
  });
}

function text(row: RosterRow, key: string): string {
  const value = row.family[key];
  return typeof value === 'string' ? value : '';
}
