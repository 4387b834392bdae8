import type { Fault } from '../fault.ts';

// The largest sheet that is read has 5,000 rows of 60 columns; a workbook of them is no official form either.
const MOST_ROWS = 10_000;
const MOST_CELLS = 300_000;

const MOST_COLUMNS = 16_384;
const MOST_COLUMN_PARTS = 1_000;

/** What of a worksheet is not read into memory: its filters, pictures, formats by condition. */
const LEFT_ALONE = [
  'autoFilter',
  'colBreaks',
  'conditionalFormatting',
  'drawing',
  'extLst',
  'hyperlinks',
  'picture',
  'rowBreaks',
  'tableParts',
];

export interface ReadOptions {
  readonly ignoreNodes: string[];
}

const TOO_LARGE: Fault = {
  code: 'file-too-large',
  message:
    '表中行、列或合并区域过多（含空白行），不是本系统的报表。请删去多余的行列后另存，或重新填写空白表。',
};
const HOSTILE: Fault = {
  code: 'file-hostile',
  message: '文件的内部写法异常，可能有害，未予读取；请用表格软件另存为 .xlsx，或重新填写空白表。',
};

/**
 * Counts through the parts of a workbook what exceljs lays out cell by cell: rows, cells, and every cell of a merge or
 * a named area, however few bytes name it. Drop-downs and widths of too many cells are left unread, not refused.
 */
export function boundParts(): {
  readonly faultOf: (text: string) => Fault | null;
  readonly readOptions: () => ReadOptions;
} {
  let rows = 0;
  let cells = 0;
  const unread = new Set<string>();
  const faultOf = (text: string): Fault | null => {
    rows += count(text, /<row[\s/>]/g);
    cells += count(text, /<c[\s/>]/g);
    const merges = [
      ...text.matchAll(/<mergeCell\s+ref="([A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?)"\s*\/?>/g),
    ];
    if (merges.length !== count(text, /<mergeCell[\s/>]/g)) return HOSTILE;
    for (const [, area = ''] of merges) cells += cellsOf(area);
    for (const [name] of text.matchAll(/<definedName[\s>][\s\S]*?<\/definedName\s*>/g)) {
      if (name.includes('&#') || name.includes('<![CDATA[')) return HOSTILE;
      for (const [area] of name.matchAll(/\$\w+\$\d+:\$\w+\$\d+/g))
        cells += cellsOf(area.replaceAll('$', ''));
    }
    if (!areListsFew(text)) unread.add('dataValidations');
    if (!areColumnsFew(text)) unread.add('cols');
    return rows > MOST_ROWS || cells > MOST_CELLS ? TOO_LARGE : null;
  };
  return { faultOf, readOptions: () => ({ ignoreNodes: [...LEFT_ALONE, ...unread] }) };
}

function areListsFew(text: string): boolean {
  const lists = tagsOf(text, 'dataValidation');
  if (lists === null) return false;
  let cells = 0;
  for (const list of lists) {
    for (const area of attributeOf(list, 'sqref').split(/\s+/)) {
      if (!/^[A-Z]{1,3}\d{1,7}(?::[A-Z]{1,3}\d{1,7})?$/.test(area)) return false;
      cells += cellsOf(area);
    }
  }
  return cells <= MOST_CELLS;
}

function areColumnsFew(text: string): boolean {
  const columns = tagsOf(text, 'col');
  if (columns === null || columns.length > MOST_COLUMN_PARTS) return false;
  return columns.every((column) =>
    ['min', 'max'].every((end) => {
      const at = attributeOf(column, end);
      return /^\d{1,5}$/.test(at) && Number(at) <= MOST_COLUMNS;
    }),
  );
}

/** The opening tags of this name; null where one of them is written in an unusual way. */
function tagsOf(text: string, name: string): readonly string[] | null {
  const usual = new RegExp(`<${name}(?:\\s+[\\w:]+="[^"<]*")*\\s*/?>`, 'g');
  const tags = [...text.matchAll(usual)].map(([tag]) => tag);
  return tags.length === count(text, new RegExp(`<${name}[\\s/>]`, 'g')) ? tags : null;
}

const attributeOf = (tag: string, name: string): string =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? '';

function count(text: string, pattern: RegExp): number {
  let found = 0;
  for (const _ of text.matchAll(pattern)) found += 1;
  return found;
}

/** @param area as A1 or A1:C3 */
function cellsOf(area: string): number {
  const [from = '', to = from] = area.split(':');
  const [left, top] = placeOf(from);
  const [right, bottom] = placeOf(to);
  return (Math.abs(right - left) + 1) * (Math.abs(bottom - top) + 1);
}

function placeOf(address: string): readonly [column: number, row: number] {
  const letters = /^[A-Za-z]*/.exec(address)?.[0] ?? '';
  const column = [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [column, Number(address.slice(letters.length))];
}
