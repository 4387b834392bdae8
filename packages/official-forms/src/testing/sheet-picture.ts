import ExcelJS from 'exceljs';
import { z } from 'zod';

/** A form's test vector: what the whole sheet must be, cell by cell, for these data (null: the blank form). */
export const VECTOR = z.strictObject({
  form: z.enum(['F1', 'F2', 'F3', 'F4', 'F5', 'F6']),
  data: z.unknown(),
  sheet: z.string(),
  cells: z.record(z.string(), z.union([z.string(), z.number()])),
  merges: z.array(z.string()),
  widths: z.array(z.number()),
  print: z.strictObject({
    paper: z.literal('A4'),
    orientation: z.literal('landscape'),
    fitToWidth: z.number(),
    fitToHeight: z.number(),
    titleRows: z.string(),
    area: z.string(),
  }),
  fonts: z.strictObject({
    title: z.tuple([z.string(), z.number()]),
    body: z.tuple([z.string(), z.number()]),
  }),
  bordered: z.array(z.string()),
  dropDowns: z.record(z.string(), z.array(z.string())),
});

export type Vector = z.infer<typeof VECTOR>;
export type SheetPicture = Omit<Vector, 'form' | 'data' | 'bordered' | 'dropDowns'> & {
  readonly bordered: readonly string[];
  readonly dropDowns: Readonly<Record<string, readonly string[]>>;
};

/** Opens a workbook; a test changes it and writes it again. */
export async function openWorkbook(
  bytes: Uint8Array,
): Promise<{ book: ExcelJS.Workbook; sheet: ExcelJS.Worksheet }> {
  const book = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await book.xlsx.load(copy);
  const [sheet] = book.worksheets;
  if (sheet === undefined || book.worksheets.length !== 1) throw new Error('a form has exactly one sheet');
  return { book, sheet };
}

/** A form as somebody else's program would have changed it. */
export async function edited(
  bytes: Uint8Array,
  edit: (sheet: ExcelJS.Worksheet) => void,
): Promise<Uint8Array> {
  const { book, sheet } = await openWorkbook(bytes);
  edit(sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** Everything of a written form that the original fixes. Merged cells' text stands in the first one. */
export async function pictureOf(bytes: Uint8Array): Promise<SheetPicture> {
  const { sheet } = await openWorkbook(bytes);
  const cells: Record<string, string | number> = {};
  const bordered: string[] = [];
  const dropDowns: Record<string, readonly string[]> = {};
  const fonts = new Set<string>();
  sheet.eachRow({ includeEmpty: true }, (row) => {
    row.eachCell({ includeEmpty: true }, (cell) => {
      const { top, left, bottom, right } = cell.border ?? {};
      if (top && left && bottom && right) bordered.push(cell.address);
      if (cell.dataValidation?.type === 'list') {
        dropDowns[cell.address] = String(cell.dataValidation.formulae[0]).replaceAll('"', '').split(',');
      }
      fonts.add(
        `${cell.row === '2' || Number(cell.row) === 2 ? 'title' : 'body'} ${cell.font.name} ${cell.font.size}`,
      );
      if (cell.isMerged && cell.master !== cell) return;
      const { value } = cell;
      if (value === null) return;
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new Error(`${cell.address} is no plain value`);
      cells[cell.address] = value;
    });
  });
  return {
    sheet: sheet.name,
    cells,
    merges: [...(sheet.model.merges ?? [])].sort(),
    widths: sheet.columns.map((column) => column.width ?? 0),
    print: printOf(sheet.pageSetup),
    fonts: { title: fontOf(fonts, 'title'), body: fontOf(fonts, 'body') },
    bordered,
    dropDowns,
  };
}

function printOf(setup: Partial<ExcelJS.PageSetup>): SheetPicture['print'] {
  if (setup.paperSize !== 9 || setup.orientation !== 'landscape' || setup.fitToPage !== true) {
    throw new Error(`not A4 landscape fit to the page: ${JSON.stringify(setup)}`);
  }
  return {
    paper: 'A4',
    orientation: 'landscape',
    fitToWidth: setup.fitToWidth ?? -1,
    fitToHeight: setup.fitToHeight ?? -1,
    titleRows: setup.printTitlesRow ?? '',
    area: setup.printArea ?? '',
  };
}

/** The one font of the title or of all the rest. */
function fontOf(fonts: ReadonlySet<string>, part: 'title' | 'body'): [string, number] {
  const found = [...fonts].filter((font) => font.startsWith(`${part} `));
  const [, name, size] = /^\w+ (.*) ([\d.]+)$/.exec(found[0] ?? '') ?? [];
  if (found.length !== 1 || name === undefined) throw new Error(`${part}: ${found.join(', ')}`);
  return [name, Number(size)];
}

/** Every address of "A4:C5" or of several such ranges separated by spaces. */
export function addressesIn(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const match = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range);
    if (match === null) return [range];
    const [from, to] = [match[1] ?? '', match[3] ?? ''].map(numberOf);
    const found: string[] = [];
    for (let row = Number(match[2]); row <= Number(match[4]); row += 1) {
      for (let column = from ?? 1; column <= (to ?? 1); column += 1) found.push(`${lettersOf(column)}${row}`);
    }
    return found;
  });
}

const numberOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);

const lettersOf = (column: number): string =>
  (column > 26 ? String.fromCharCode(64 + Math.floor((column - 1) / 26)) : '') +
  String.fromCharCode(65 + ((column - 1) % 26));
