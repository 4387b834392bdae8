import { cellAddress } from './address.ts';
import { placeHeader } from './header-grid.ts';
import type { Layout, Place, Scalar } from './layout.ts';
import { type CellStyle, placeKey, type SheetPlan } from './plan.ts';
import { printWan } from './wan-yuan.ts';

/** A cell of the sheet as a page shows it. */
export interface ViewCell {
  /** "F7". */
  readonly address: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly value: Scalar;
  /** The value as the sheet prints it; '' where nothing stands. */
  readonly text: string;
  readonly style: CellStyle;
  readonly align: 'left' | 'center' | 'right';
  /** The paths of the typed data that are printed here; none for what is preprinted. */
  readonly paths: readonly string[];
}

/** A form laid out for a page: the same rows, columns and merges as on the sheet. */
export interface SheetView {
  /** Width of each column in Excel's characters. */
  readonly widths: readonly number[];
  readonly rowCount: number;
  readonly cells: readonly ViewCell[];
}

/** The laid-out sheet with the data's paths at their cells. */
export function viewOf(
  plan: SheetPlan,
  paths: readonly string[],
  place: (path: readonly PropertyKey[]) => Place | null,
): SheetView {
  const pathsAt = new Map<string, string[]>();
  for (const path of paths) {
    const at = place(path.split('.'));
    if (at === null) continue;
    const key = placeKey(at);
    const known = pathsAt.get(key);
    if (known === undefined) pathsAt.set(key, [path]);
    else known.push(path);
  }
  return {
    widths: plan.widths,
    rowCount: plan.heights.length,
    cells: plan.cells.map((cell) => ({
      address: cellAddress(cell.row, cell.column),
      row: cell.row,
      column: cell.column,
      rows: cell.rows,
      columns: cell.columns,
      value: cell.value,
      text: printedText(cell),
      style: cell.style,
      align: cell.align,
      paths: cell.holds.flatMap((key) => pathsAt.get(key) ?? []),
    })),
  };
}

function printedText({ value, style }: Pick<SheetPlan['cells'][number], 'value' | 'style'>): string {
  if (value === null) return '';
  return style === 'wan' && typeof value === 'number' ? printWan(value) : String(value);
}

/** The path of every value in typed data: "rows.2.persons.0.name". */
export function leafPaths(data: unknown, prefix = ''): readonly string[] {
  if (data === null || typeof data !== 'object') return [prefix];
  return Object.entries(data).flatMap(([key, value]) =>
    leafPaths(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

const SLOT_LABELS: Readonly<Record<string, string>> = {
  unitName: '填报单位',
  reportDate: '填报时间',
  year: '年份',
  place: '地区',
  district: '地区',
  month: '月份',
  filler: '填表人',
  phone: '联系电话',
  leader: '单位分管负责人',
  remarks: '备注',
  cases: '典型案例',
};

/** What a value is called on the form: the headers above its column, and its row where there are several. */
export function labelOf(layout: Layout, place: Place | null): string | null {
  if (place === null) return null;
  if ('slot' in place) return SLOT_LABELS[place.slot] ?? place.slot;
  const header = placeHeader(layout.header);
  const at = header.columns.findIndex(({ key }) => key === place.column) + 1;
  if (at === 0) return null;
  const headers = header.cells
    .filter((cell) => cell.column <= at && at < cell.column + cell.columns)
    .toSorted((a, b) => a.row - b.row)
    .map(({ text }) => text.replace(/[（(].*$/u, ''));
  const several = layout.body.kind === 'growing' || layout.body.rows.length > 1;
  return `${several ? `第 ${place.row + 1} 行 ` : ''}${headers.join('·')}`;
}
