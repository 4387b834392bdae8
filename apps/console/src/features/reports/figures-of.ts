import type { ReportView } from '../../api/contract.ts';

type Cell = ReportView['cells'][number];

/** Figures of a form under the same headings, in the order of the columns. */
export interface FigureGroup {
  /** The headings above those of the figures, from the top; empty where a figure's own is the only one. */
  readonly heading: string;
  readonly figures: readonly { readonly label: string; readonly cell: Cell }[];
}

/**
 * The figures of a form of one row, each under the headings that stand over it; empty where a form has several rows with
 * figures, or none.
 */
export function figuresOf({ cells }: ReportView): readonly FigureGroup[] {
  const figures = cells.filter(({ style, path }) => (style === 'count' || style === 'wan') && path !== null);
  if (new Set(figures.map(({ row }) => row)).size !== 1) return [];
  const groups: { heading: string; figures: { label: string; cell: Cell }[] }[] = [];
  for (const cell of figures.toSorted((one, other) => one.column - other.column)) {
    const headings = headingsOver(cells, cell);
    const heading = headings.slice(0, -1).join(' › ');
    const figure = { label: headings.at(-1) ?? cell.address, cell };
    const last = groups.at(-1);
    if (last?.heading === heading) last.figures.push(figure);
    else groups.push({ heading, figures: [figure] });
  }
  return groups;
}

const headingsOver = (cells: readonly Cell[], { row, column }: Cell): readonly string[] =>
  cells
    .filter(
      (over) =>
        over.style === 'header' &&
        over.row < row &&
        over.column <= column &&
        column < over.column + over.columns,
    )
    .toSorted((one, other) => one.row - other.row)
    .map(({ text }) => text.replaceAll('\n', ''));
