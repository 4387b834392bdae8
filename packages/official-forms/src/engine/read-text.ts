import type { Fault } from '../fault.ts';
import { cellAddress } from './address.ts';
import type { Grid } from './open-sheet.ts';
import { samePrint } from './template.ts';

export interface Reader {
  readonly grid: Grid;
  readonly faults: Fault[];
  readonly addresses: Map<string, string>;
  readonly slots: Record<string, string>;
}

/** The text of a cell as the reader compares it. */
export function textAt(grid: Grid, row: number, column: number): string {
  const content = grid.content(row, column);
  if (content.kind === 'number') return String(content.number);
  return content.kind === 'blank' ? '' : content.text;
}

export function expectPrint(reader: Reader, row: number, column: number, text: string): void {
  const found = textAt(reader.grid, row, column);
  if (samePrint(found, text)) return;
  reader.faults.push({
    code: 'text-changed',
    cell: cellAddress(row, column),
    message:
      text === ''
        ? `原表此格为空，现为“${shorten(found)}”；格式不得修改，请把内容移到右侧栏目。`
        : `应为“${text.trim()}”，现为“${shorten(found)}”；格式不得修改，请在空白表中重新填写。`,
  });
}

export function shorten(text: string): string {
  const chars = [...text.trim()];
  return chars.length > 40 ? `${chars.slice(0, 40).join('')}…` : chars.join('');
}
