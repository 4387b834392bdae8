import { isNote } from '../notes.ts';
import { isBlankCell, type RawRow, shownCell } from '../raw-row.ts';
import { type ContentOf, type Decision, decideColumns } from './decide-columns.ts';
import { type ColumnHeader, type FieldWords, fitOf, UNCLEAR } from './field-words.ts';
import { readHeaderText } from './header-text.ts';
import { besideMonths, titleOfYear } from './qualifiers.ts';
import { isUnitAlone, unitsOfTitle } from './units.ts';

/** Titles, dates of export and units rarely take more than five lines; thirty leaves room for a cover text. */
export const HEADER_WITHIN = 30;

export interface FoundHeader {
  /** Positions in the rows given: one or two. */
  readonly lines: readonly number[];
  readonly headers: readonly ColumnHeader[];
  readonly titleUnits: readonly string[];
  readonly score: number;
}

/**
 * The row, or two neighbouring rows, whose cells mean most of the fields. null when nothing is recognised.
 * Two lines are taken only where they decide more than the better of the two alone.
 */
export function findHeader(rows: readonly RawRow[], fields: readonly FieldWords[]): FoundHeader | null {
  let best: FoundHeader | null = null;
  const last = Math.min(rows.length, HEADER_WITHIN);
  // All single lines come first, so that a title above the header is not taken for its upper line.
  for (const height of [1, 2])
    for (let first = 0; first < last; first++) {
      const found = headerAt(rows, height === 1 ? [first] : [first, first + 1], fields);
      if (found !== null && (best === null || found.score > best.score)) best = found;
    }
  const [line, second] = best?.lines ?? [];
  if (line === undefined || second !== undefined || !goesOn(rows, line)) return best;
  return headerAt(rows, [line, line + 1], fields, true) ?? best;
}

/** Whether the row below has words over numbers where the header has none, or units: then it is the header's second line. */
function goesOn(rows: readonly RawRow[], line: number): boolean {
  const [top, below, data] = rows.slice(line, line + 3);
  if (top === undefined || below === undefined || data === undefined || isNote(below.cells)) return false;
  const isWord = (cell: string | null) => !isBlankCell(cell) && !NUMBER.test(cell?.trim() ?? '');
  if (below.cells.some((cell) => !isBlankCell(cell) && !isWord(cell))) return false;
  return below.cells.some((cell, at) =>
    isBlankCell(top.cells[at])
      ? isWord(cell) && NUMBER.test(data.cells[at]?.trim() ?? '')
      : isUnitAlone(cell),
  );
}

const NUMBER = /^[-+¥￥]?\d[\d,.]*(?:[-/年]\d{1,2}[-/月]\d{1,2}日?.*|[\dXx])?$/u;

/** The header at the positions; null when it cannot be one (`given` by a person it may mean nothing to us). */
export function headerAt(
  rows: readonly RawRow[],
  lines: readonly number[],
  fields: readonly FieldWords[],
  given = false,
): FoundHeader | null {
  const [first, second] = lines;
  const top = first === undefined ? undefined : rows[first];
  const below = second === undefined ? undefined : rows[second];
  if (first === undefined || top === undefined || (second !== undefined && below === undefined)) return null;
  if (below !== undefined && below.row !== top.row + 1) return null;
  const titles = rows.slice(0, first).flatMap((row) => row.cells.filter((cell) => cell !== null));
  const titleUnits = titles.flatMap(unitsOfTitle);
  const plain = inYear(below === undefined ? oneLine(top) : twoLines(top, below), titles);
  const above = below === undefined ? titles : [...titles, ...top.cells.filter((cell) => cell !== null)];
  const ofMonths = above.some(titleOfYear) || besideMonths(plain.map(({ ownText }) => ownText));
  const headers = ofMonths && !namesMonths(plain, fields) ? asOfMonths(plain) : plain;
  const score = scoreOf(decideColumns(fields, headers, null, titleUnits), fields);
  const needed = fields.length === 1 ? 1 : 2;
  if (!given && score.decided < needed) return null;
  // A cell that hangs from the upper line into the lower one shows that both are the header.
  const hangs = [...(below?.merged?.values() ?? [])].some(
    (merge) => merge.top === top.row && merge.value !== null,
  );
  return { lines, headers, titleUnits, score: score.weight + (hangs ? 0.25 : 0) };
}

const asOfMonths = (headers: readonly ColumnHeader[]): readonly ColumnHeader[] =>
  headers.map((header) => ({ ...header, ofMonths: true }));

function inYear(headers: readonly ColumnHeader[], titles: readonly string[]): readonly ColumnHeader[] {
  const named = titles.flatMap((title) => title.normalize('NFKC').match(/(?:19|20)\d{2}(?=\s*年)/gu) ?? []);
  const [year, ...others] = new Set(named);
  return year === undefined || others.length > 0 ? headers : headers.map((header) => ({ ...header, year }));
}

/** Whether each row says of which month it is. */
function namesMonths(headers: readonly ColumnHeader[], fields: readonly FieldWords[]): boolean {
  const months = fields.filter(({ field }) => field.type === 'year-month');
  return headers.some((header) => months.some((words) => fitOf(words, header, []).strength > UNCLEAR));
}

/** Needed fields weigh double; a field that is there twice still shows that this is the header. */
function scoreOf(decision: Decision, fields: readonly FieldWords[]): { decided: number; weight: number } {
  let decided = 0;
  let weight = 0;
  const doubtful = new Set(
    decision.undecided.filter((open) => open.candidates.length > 0).map((open) => open.field),
  );
  for (const { field } of fields) {
    const found = field.key in decision.mapping.fields || field.key in decision.mapping.series;
    if (!found && !doubtful.has(field.key)) continue;
    decided += 1;
    weight += (field.required ? 2 : 1) * (found ? 1 : 0.5);
  }
  return { decided, weight };
}

function oneLine(row: RawRow): readonly ColumnHeader[] {
  return row.cells.flatMap((cell, index) =>
    cell === null || isBlankCell(cell) ? [] : column(index, '', cell),
  );
}

/**
 * In a workbook merges say how far a group reaches; in text the blank cells to its right do, as long as the line
 * below has a word there.
 */
function twoLines(top: RawRow, below: RawRow): readonly ColumnHeader[] {
  const headers: ColumnHeader[] = [];
  const width = Math.max(top.cells.length, below.cells.length);
  let group = '';
  for (let index = 0; index < width; index++) {
    const over = top.cells[index] ?? null;
    const mergedOver = top.merged?.get(index)?.value ?? null;
    const mergedDown = below.merged?.get(index);
    const fromAbove = mergedDown !== undefined && mergedDown.top <= top.row;
    const own = fromAbove ? null : (below.cells[index] ?? mergedDown?.value ?? null);
    if (over !== null && !isBlankCell(over)) group = over;
    else if (mergedOver !== null) group = mergedOver;
    else if (isBlankCell(own) || top.merged !== undefined) group = '';
    if (own !== null && !isBlankCell(own)) headers.push(...column(index, group, own));
    else if (group !== '') headers.push(...column(index, '', group));
    if (isBlankCell(own) && mergedOver === null) group = '';
  }
  return headers;
}

function column(index: number, over: string, below: string): ColumnHeader[] {
  const isUnit = over !== '' && isUnitAlone(below);
  const group = isUnit ? '' : over;
  const own = isUnit ? `${over}（${below.replace(/[()（）]/gu, '')}）` : below;
  const show = (text: string) => text.replace(/\s+/gu, ' ').trim();
  return [
    {
      index,
      group: group === '' ? null : readHeaderText(group),
      own: readHeaderText(own),
      groupText: group,
      ownText: own,
      shown: group === '' ? show(own) : `${show(group)}/${show(own)}`,
    },
  ];
}

/** The first rows' cells of a column, notes left out, for content checks. */
export function contentBelow(rows: readonly RawRow[], after: number): NonNullable<ContentOf> {
  const data = rows.slice(after + 1).filter((row) => !isNote(row.cells));
  return (index) => data.map((row) => shownCell(row, index));
}
