import type { ReactNode } from 'react';
import type { ReportView } from '../../api/contract.ts';

interface FormSheetProps {
  readonly view: ReportView;
  /** Opens the records behind a value; absent where there is nothing to open. */
  readonly onOpen?: (path: string) => void;
  readonly faultCells?: ReadonlySet<string>;
  readonly openCell?: string | null;
  /** On paper: as wide as the page, whatever the columns want. */
  readonly fit?: boolean;
}

type Cell = ReportView['cells'][number];

/** The sheet's rows with the cells that begin in each; a row that only continues merged cells stays empty. */
function rowsOf(view: ReportView): readonly (readonly Cell[])[] {
  const rows: Cell[][] = Array.from({ length: view.rowCount }, () => []);
  for (const cell of view.cells) rows[cell.row - 1]?.push(cell);
  return rows.map((cells) => cells.toSorted((a, b) => a.column - b.column));
}

/** Pixels for one of Excel's characters: narrow columns of words need them all, few wide ones fit a desk with less. */
const scaleOf = (view: ReportView): number => (view.widths.length > 20 ? 7.2 : 5.8);

/** How many rows stand over the first row of headings, and how many rows the headings have; 0 where there are none. */
function headOf(rows: readonly (readonly Cell[])[]): { readonly above: number; readonly head: number } {
  const above = rows.findIndex((cells) => cells.some(({ style }) => style === 'header'));
  const first = rows[above];
  if (first === undefined) return { above: 0, head: 0 };
  return { above, head: Math.max(...first.map((cell) => (cell.style === 'header' ? cell.rows : 1))) };
}

/** The official form as it will be printed: its header merges, its preprinted text, and every number to be opened. */
export function FormSheet({ view, onOpen, faultCells, openCell, fit = false }: FormSheetProps) {
  const rows = rowsOf(view);
  const show = (some: readonly (readonly Cell[])[]) =>
    some.map((cells, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the sheet's rows are their numbers.
      <tr key={at}>
        {cells.map((cell) => (
          <SheetCell
            key={cell.address}
            cell={cell}
            onOpen={onOpen}
            fault={faultCells?.has(cell.address) ?? false}
            open={cell.path !== null && cell.path === openCell}
          />
        ))}
      </tr>
    ));
  const { above, head } = headOf(rows);
  if (!fit || head === 0)
    return (
      <SheetTable view={view} fit={fit}>
        <tbody>{show(rows)}</tbody>
      </SheetTable>
    );
  return (
    <>
      <SheetTable view={view} fit>
        <tbody>{show(rows.slice(0, above))}</tbody>
      </SheetTable>
      {/* Of a table of its own, so that every page begins with the headings and not with the title. */}
      <SheetTable view={view} fit>
        <thead>{show(rows.slice(above, above + head))}</thead>
        <tbody>{show(rows.slice(above + head))}</tbody>
      </SheetTable>
    </>
  );
}

interface SheetTableProps {
  readonly view: ReportView;
  readonly fit: boolean;
  readonly children: ReactNode;
}

function SheetTable({ view, fit, children }: SheetTableProps) {
  const total = view.widths.reduce((sum, width) => sum + width, 0);
  return (
    <table
      className="form-sheet"
      {...(fit ? {} : { style: { minWidth: `${Math.round(total * scaleOf(view))}px` } })}
    >
      <colgroup>
        {view.widths.map((width, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name and never move.
          <col key={at} style={{ width: `${(width / total) * 100}%` }} />
        ))}
      </colgroup>
      {children}
    </table>
  );
}

interface SheetCellProps {
  readonly cell: Cell;
  readonly onOpen: ((path: string) => void) | undefined;
  readonly fault: boolean;
  readonly open: boolean;
}

function SheetCell({ cell, onOpen, fault, open }: SheetCellProps) {
  const Tag = cell.style === 'header' ? 'th' : 'td';
  const marks = [
    `sheet-${cell.style}`,
    `align-${cell.align}`,
    ...(fault ? ['has-fault'] : []),
    ...(cell.corrected ? ['is-corrected'] : []),
    ...(open ? ['is-open'] : []),
  ];
  const { path, text } = cell;
  return (
    <Tag
      rowSpan={cell.rows}
      colSpan={cell.columns}
      className={marks.join(' ')}
      {...(cell.style === 'header'
        ? { scope: cell.columns > 1 ? ('colgroup' as const) : ('col' as const) }
        : {})}
    >
      {path !== null && onOpen !== undefined ? (
        <button
          type="button"
          className="sheet-open"
          onClick={() => onOpen(path)}
          aria-label={`${cell.address} ${text === '' ? '空' : text}，看来源${fault ? '，有问题' : ''}`}
        >
          {text === '' ? ' ' : text}
          {cell.corrected && <sup aria-hidden>改</sup>}
        </button>
      ) : cell.style === 'title' ? (
        <span>{text}</span>
      ) : (
        text
      )}
    </Tag>
  );
}
