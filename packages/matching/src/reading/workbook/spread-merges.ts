import type { MergedCell, RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { Merge } from '../xlsx/merges.ts';

/** XFD, the last column of a sheet. */
const LAST_COLUMN = 16_384;

interface OpenMerge {
  readonly merge: Merge;
  readonly value: string | null;
  readonly isUncomputed: boolean;
}

/** Gives rows, as they pass in order, the cells that merges cover. `merges` are in order of their first row. */
export function mergeSpreader(merges: readonly Merge[]): (row: RawRow) => RawRow {
  let next = 0;
  let open: OpenMerge[] = [];
  return (raw) => {
    open = open.filter(({ merge }) => merge.bottom >= raw.row);
    for (let merge = merges[next]; merge !== undefined && merge.top <= raw.row; merge = merges[next]) {
      // A merge whose first row is not in the file is empty.
      if (merge.bottom >= raw.row)
        open.push({
          merge,
          value: merge.top === raw.row ? (raw.cells[merge.left] ?? null) : null,
          isUncomputed: merge.top === raw.row && raw.uncomputed?.includes(merge.left) === true,
        });
      next += 1;
    }
    if (open.length === 0) return raw;
    refuseOverlaps(open, raw.row);
    const merged = new Map<number, MergedCell>();
    const uncomputed = new Set(raw.uncomputed);
    for (const { merge, value, isUncomputed } of open) {
      if (isUncomputed) uncomputed.add(merge.left);
      const right = Math.min(merge.right, merge.left + 1000);
      for (let column = merge.left; column <= right; column++)
        if (raw.row > merge.top || column > merge.left)
          merged.set(column, { value, left: merge.left, top: merge.top });
    }
    return { ...raw, merged, ...(uncomputed.size === 0 ? {} : { uncomputed: [...uncomputed] }) };
  };
}

/** Merges cannot overlap: more covered columns than a sheet has are there only to cost time. */
function refuseOverlaps(open: readonly OpenMerge[], row: number): void {
  const covered = open.reduce((sum, { merge }) => sum + merge.right - merge.left + 1, 0);
  if (covered > LAST_COLUMN)
    throw new ReadFailure(
      'hostile',
      `第 ${row} 行的合并单元格互相重叠，已拒绝读取。请取消合并单元格后另存为 xlsx`,
      { row },
    );
}
