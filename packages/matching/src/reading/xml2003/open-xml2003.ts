import { type DetectedEncoding, detectEncoding } from '../csv/detect-encoding.ts';
import { textChunks } from '../csv/text-chunks.ts';
import type { OpenContext } from '../open-context.ts';
import type { RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import { SpanLayout } from '../workbook/spans.ts';
import type { Workbook } from '../workbook/workbook.ts';
import { numberText } from '../xlsx/number-format.ts';
import { checkedLength } from '../xlsx/shared-strings.ts';
import { localName, parseXml } from '../xlsx/xml-part.ts';

/** Opens an "XML Spreadsheet 2003", which report servers like to write under the name .xls. */
export async function openXml2003(context: OpenContext, head: Buffer): Promise<Workbook> {
  const encoding = detectEncoding(head);
  return {
    format: 'xml-2003',
    encoding: encoding.encoding,
    sheets: await readSheets(context, encoding),
    rows: (sheet, onProgress) => sheetRows(context, encoding, sheet, onProgress),
    close: async () => {},
  };
}

type Attributes = Readonly<Record<string, string>>;

/** Attributes carry the prefix ss: or none. */
function attribute(attributes: Attributes, name: string): string | undefined {
  if (attributes[`ss:${name}`] !== undefined) return attributes[`ss:${name}`];
  return Object.entries(attributes).find(([key]) => localName(key) === name)?.[1];
}

async function readSheets(context: OpenContext, encoding: DetectedEncoding): Promise<Workbook['sheets']> {
  const sheets: { name: string; hidden: boolean }[] = [];
  let inVisible = false;
  const parts = parseXml(
    textChunks(context.path, encoding, context.checkpoint),
    {
      open: (name, attributes) => {
        if (name === 'Worksheet') sheets.push({ name: attribute(attributes, 'Name') ?? '', hidden: false });
        inVisible = name === 'Visible';
      },
      close: () => {
        inVisible = false;
      },
      text: (text) => {
        const last = sheets.at(-1);
        if (inVisible && last !== undefined && text.startsWith('SheetHidden')) last.hidden = true;
      },
    },
    context.checkpoint,
  );
  for await (const _ of parts) if (sheets.length > context.limits.zipEntries) break;
  if (sheets.length === 0) throw new ReadFailure('empty', '工作簿里没有工作表。请确认导出成功后重新上传');
  return sheets;
}

async function* sheetRows(
  context: OpenContext,
  encoding: DetectedEncoding,
  wanted: number,
  onProgress: ((part: number) => void) | undefined,
): AsyncGenerator<RawRow[], void, undefined> {
  const { limits } = context;
  let batch: RawRow[] = [];
  let sheet = -1;
  let row = 0;
  let cell: { at: number | undefined; across: number; down: number } | null = null;
  let type = '';
  let text = '';
  let inData = false;
  const layout = new SpanLayout(limits.columns, () => {
    throw new ReadFailure(
      'too-many-columns',
      `第 ${row} 行超过 ${limits.columns} 列。请只保留需要的列后重新导出`,
      { row },
    );
  });
  const parts = parseXml(
    textChunks(context.path, encoding, context.checkpoint),
    {
      open: (name, attributes) => {
        if (name === 'Worksheet') sheet += 1;
        if (sheet !== wanted) return;
        if (name === 'Row') {
          const given = Number(attribute(attributes, 'Index') ?? row + 1);
          row = Number.isSafeInteger(given) && given > row ? given : row + 1;
          layout.startRow(row);
        } else if (name === 'Cell') {
          const index = attribute(attributes, 'Index');
          cell = {
            at:
              index === undefined ? undefined : Math.max(0, Math.min(Number(index) - 1 || 0, limits.columns)),
            across: 1 + count(attribute(attributes, 'MergeAcross')),
            down: 1 + count(attribute(attributes, 'MergeDown')),
          };
          text = '';
          type = 'String';
        } else if (name === 'Data') {
          type = attribute(attributes, 'Type') ?? 'String';
          inData = true;
        }
      },
      close: (name) => {
        if (sheet !== wanted) return;
        if (name === 'Data') inData = false;
        else if (name === 'Cell' && cell !== null) {
          layout.place(cellText(type, text), cell.across, cell.down, cell.at);
          cell = null;
        } else if (name === 'Row') batch.push({ row, ...layout.endRow() });
      },
      text: (piece) => {
        if (!inData || sheet !== wanted) return;
        text += piece;
        checkedLength(text, limits);
      },
    },
    context.checkpoint,
  );
  for await (const done of parts) {
    onProgress?.(Math.min(1, done / context.size));
    if (batch.length > 0) yield batch;
    batch = [];
    if (sheet > wanted) return;
  }
  if (batch.length > 0) yield batch;
}

function count(raw: string | undefined): number {
  const value = Number(raw ?? 0);
  return Number.isSafeInteger(value) && value >= 0 ? value : 0;
}

function cellText(type: string, text: string): string | null {
  if (text === '') return null;
  if (type === 'Number') return numberText(text);
  if (type === 'DateTime')
    return text
      .replace(/T00:00:00(?:\.0+)?Z?$/u, '')
      .replace('T', ' ')
      .replace(/\.\d+$/u, '');
  if (type === 'Boolean') return text === '1' ? 'TRUE' : 'FALSE';
  return text;
}
