import type { Readable } from 'node:stream';
import type { Checkpoint } from '../limits.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';
import { columnIndex } from './merges.ts';
import { dateText, numberText } from './number-format.ts';
import { checkedLength, unescapeText } from './shared-strings.ts';
import { parseXml } from './xml-part.ts';

export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  readonly is1904: boolean;
  readonly limits: ReadLimits;
  readonly checkpoint: Checkpoint;
}

/** Excel's own last row. */
const LAST_ROW = 1_048_576;

/** Streams the rows of a sheet part; each batch is what one piece of the file completed. */
export async function* readSheetRows(
  stream: Readable,
  context: SheetContext,
  onBytes?: (bytes: number) => void,
): AsyncGenerator<RawRow[], void, undefined> {
  let batch: RawRow[] = [];
  let row = 0;
  let cells: (string | null)[] = [];
  let uncomputed: number[] = [];
  let column = -1;
  let kind = '';
  let style = 0;
  let value = '';
  let hasFormula = false;
  let hasValue = false;
  let reading: 'v' | 't' | null = null;
  let inReading = false;

  const startRow = (given: string | undefined) => {
    const number = given === undefined ? row + 1 : Number(given);
    if (!Number.isSafeInteger(number) || number <= row || number > LAST_ROW)
      throw new ReadFailure('damaged', `工作表的行号混乱（第 ${row} 行之后）。请用 Excel 打开后另存为 xlsx`, {
        row,
      });
    row = number;
    cells = [];
    uncomputed = [];
    column = -1;
  };
  const startCell = (attributes: Readonly<Record<string, string>>) => {
    const reference = attributes.r;
    column = reference === undefined ? column + 1 : columnIndex(reference);
    if (column < 0 || column >= context.limits.columns) refuseWidth(row, context.limits);
    kind = attributes.t ?? 'n';
    style = Number(attributes.s ?? 0);
    value = '';
    hasFormula = false;
    hasValue = false;
  };
  const endCell = () => {
    const text = hasValue ? cellText(kind, style, value, context) : null;
    if (hasFormula && (text === null || text === '')) {
      // A formula may well give an empty text, and says that it is one; without a result it was never computed.
      if (!hasValue || kind !== 'str') uncomputed.push(column);
      return;
    }
    if (text === null || text === '') return;
    while (cells.length < column) cells.push(null);
    cells[column] = text;
  };
  const parts = parseXml(
    stream,
    {
      open: (name, attributes) => {
        if (name === 'c') startCell(attributes);
        else if (name === 'v') {
          reading = 'v';
          hasValue = true;
        } else if (name === 't') {
          reading = inReading ? null : 't';
          hasValue = true;
        } else if (name === 'f') hasFormula = true;
        else if (name === 'row') startRow(attributes.r);
        else if (name === 'rPh') inReading = true;
      },
      close: (name) => {
        if (name === 'v' || name === 't') reading = null;
        else if (name === 'c') endCell();
        else if (name === 'rPh') inReading = false;
        else if (name === 'row')
          batch.push(uncomputed.length === 0 ? { row, cells } : { row, cells, uncomputed });
      },
      text: (text) => {
        if (reading === null) return;
        value += text;
        if (value.length > context.limits.cellLength) checkedLength(value, context.limits);
      },
    },
    context.checkpoint,
  );
  for await (const bytes of parts) {
    onBytes?.(bytes);
    if (batch.length === 0) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function cellText(kind: string, style: number, value: string, context: SheetContext): string | null {
  switch (kind) {
    case 's':
      return context.strings[Number(value)] ?? null;
    case 'b':
      return value === '1' ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00:00(?:\.0+)?Z?$/u, '');
    case 'n':
      if (context.dateStyles[style] === true)
        return dateText(Number(value), context.is1904) ?? numberText(value);
      return numberText(value);
    default:
      return unescapeText(value);
  }
}

function refuseWidth(row: number, limits: ReadLimits): never {
  throw new ReadFailure(
    'too-many-columns',
    `第 ${row} 行超过 ${limits.columns} 列。请只保留需要的列后重新导出`,
    { row },
  );
}
