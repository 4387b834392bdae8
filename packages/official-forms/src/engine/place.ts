import type { Place } from './layout.ts';

/** header.NAME and signature.NAME are slots, rows.INDEX.COLUMN a cell: so in every form unless it says otherwise. */
export function placeInTable(path: readonly PropertyKey[]): Place | null {
  const [part, second, third] = path.map(String);
  if ((part === 'header' || part === 'signature') && second !== undefined) return { slot: second };
  if (part !== 'rows' || second === undefined || third === undefined) return null;
  return { row: Number(second), line: 0, column: third };
}
