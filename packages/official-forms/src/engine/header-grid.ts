import type { Column, HeaderNode } from './layout.ts';

/** A header cell placed on the grid: rows and columns counted from 1 within the header. */
export interface HeaderCell {
  readonly text: string;
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
}

export interface HeaderGrid {
  readonly depth: number;
  readonly columns: readonly Column[];
  readonly cells: readonly HeaderCell[];
}

function depthOf(node: HeaderNode): number {
  return node.under === undefined ? 1 : (node.deep ?? 1) + Math.max(...node.under.map(depthOf));
}

/** The tree of headers laid on the grid; a header with nothing under it is merged down to the last header row. */
export function placeHeader(nodes: readonly HeaderNode[]): HeaderGrid {
  const depth = Math.max(...nodes.map(depthOf));
  const columns: Column[] = [];
  const cells: HeaderCell[] = [];
  const place = (node: HeaderNode, row: number): void => {
    const column = columns.length + 1;
    if (node.under === undefined) {
      if (node.column === undefined) throw new Error(`header without a column: ${node.text}`);
      columns.push(node.column);
      cells.push({ text: node.text, row, column, rows: depth - row + 1, columns: 1 });
      return;
    }
    const rows = node.deep ?? 1;
    for (const child of node.under) place(child, row + rows);
    cells.push({ text: node.text, row, column, rows, columns: columns.length - column + 1 });
  };
  for (const node of nodes) place(node, 1);
  return { depth, columns, cells };
}
