import { Parser } from 'htmlparser2';
import { type DetectedEncoding, detectEncoding } from '../csv/detect-encoding.ts';
import { textChunks } from '../csv/text-chunks.ts';
import type { OpenContext } from '../open-context.ts';
import { isBlankCell, type RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';
import { SpanLayout } from '../workbook/spans.ts';
import type { Workbook } from '../workbook/workbook.ts';

/** Opens an HTML page with tables, the form in which many office systems export under the name .xls. */
export async function openHtml(context: OpenContext, head: Buffer): Promise<Workbook> {
  const encoding = encodingOf(head);
  return {
    format: 'html',
    encoding: encoding.encoding,
    // Excel shows all tables of a page below each other on one sheet; row numbers follow it.
    sheets: [{ name: '', hidden: false }],
    rows: (_, onProgress) => htmlRows(context, encoding, onProgress),
    close: async () => {},
  };
}

/** The bytes decide; what the page says of itself counts only while its head is plain ASCII. */
function encodingOf(head: Buffer): DetectedEncoding {
  const detected = detectEncoding(head);
  if (detected.certain) return detected;
  const named = /charset\s*=\s*["']?\s*(gb[\w-]*|utf-?8)/iu.exec(head.toString('latin1', 0, 8192))?.[1];
  return named?.toLowerCase().startsWith('gb') === true ? { ...detected, encoding: 'gb18030' } : detected;
}

async function* htmlRows(
  context: OpenContext,
  encoding: DetectedEncoding,
  onProgress: ((part: number) => void) | undefined,
): AsyncGenerator<RawRow[], void, undefined> {
  const reader = new HtmlTableReader(context.limits);
  let done = 0;
  for await (const text of textChunks(context.path, encoding, context.checkpoint)) {
    reader.write(text);
    done += Buffer.byteLength(text);
    onProgress?.(Math.min(1, done / Math.max(1, context.size)));
    const rows = reader.take();
    if (rows.length > 0) yield rows;
  }
  reader.end();
  const rows = reader.take();
  if (rows.length > 0) yield rows;
}

interface OpenCell {
  readonly across: number;
  readonly down: number;
  text: string;
}

interface TableState {
  readonly layout: SpanLayout;
  inRow: boolean;
  cell: OpenCell | null;
}

const SILENT = new Set(['script', 'style', 'title', 'xml']);

/** A table inside a cell gives rows of its own, as it does in Excel. */
class HtmlTableReader {
  readonly #limits: ReadLimits;
  readonly #parser: Parser;
  #tables: TableState[] = [];
  #rows: RawRow[] = [];
  #row = 0;
  #silent = 0;

  constructor(limits: ReadLimits) {
    this.#limits = limits;
    this.#parser = new Parser(
      {
        onopentag: (name, attributes) => this.#open(name, attributes),
        ontext: (text) => this.#text(text),
        onclosetag: (name) => this.#close(name),
      },
      { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
    );
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#parser.end();
  }

  take(): RawRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (SILENT.has(name)) this.#silent += 1;
    const table = this.#tables.at(-1);
    if (name === 'table') {
      if (this.#tables.length >= 32) this.#refuse('表格嵌套太深');
      const layout = new SpanLayout(this.#limits.columns, () => this.#refuseWidth());
      this.#tables.push({ layout, inRow: false, cell: null });
    } else if (table === undefined) return;
    else if (name === 'tr') this.#startRow(table);
    else if (name === 'td' || name === 'th') {
      if (!table.inRow) this.#startRow(table);
      table.cell = { across: span(attributes.colspan), down: span(attributes.rowspan), text: '' };
    } else if (name === 'br' && table.cell !== null) table.cell.text += ' ';
  }

  #text(text: string): void {
    const cell = this.#tables.at(-1)?.cell;
    if (this.#silent > 0 || cell === null || cell === undefined) return;
    cell.text += text;
    if (cell.text.length > this.#limits.cellLength)
      throw new ReadFailure(
        'too-large',
        `第 ${this.#row} 行有一个单元格超过 ${this.#limits.cellLength} 个字符，不是正常的表格。请检查后重新导出`,
        { row: this.#row },
      );
  }

  #close(name: string): void {
    if (SILENT.has(name)) this.#silent = Math.max(0, this.#silent - 1);
    const table = this.#tables.at(-1);
    if (table === undefined) return;
    if (name === 'td' || name === 'th') this.#endCell(table);
    else if (name === 'tr') this.#endRow(table);
    else if (name === 'table') {
      this.#endRow(table);
      this.#tables.pop();
    }
  }

  #startRow(table: TableState): void {
    this.#endRow(table);
    this.#row += 1;
    table.inRow = true;
    table.layout.startRow(this.#row);
  }

  #endCell(table: TableState): void {
    if (table.cell === null) return;
    const text = table.cell.text.replace(/[ \t\r\n\f]+/gu, ' ').replace(/^[ \u00a0]+|[ \u00a0]+$/gu, '');
    table.layout.place(isBlankCell(text) ? null : text, table.cell.across, table.cell.down);
    table.cell = null;
  }

  #endRow(table: TableState): void {
    if (!table.inRow) return;
    this.#endCell(table);
    table.inRow = false;
    this.#rows.push({ row: this.#row, ...table.layout.endRow() });
  }

  #refuse(what: string): never {
    throw new ReadFailure('hostile', `网页${what}，已拒绝读取。请用 Excel 打开后另存为 xlsx`);
  }

  #refuseWidth(): never {
    throw new ReadFailure(
      'too-many-columns',
      `第 ${this.#row} 行超过 ${this.#limits.columns} 列。请只保留需要的列后重新导出`,
      { row: this.#row },
    );
  }
}

function span(raw: string | undefined): number {
  const count = Number(raw ?? 1);
  return Number.isSafeInteger(count) && count >= 1 ? count : 1;
}
