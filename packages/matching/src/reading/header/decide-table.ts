import { isBlankCell, type RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ColumnMapping, MappingOverride } from '../types.ts';
import { applyOverride, isColumnMapping } from './apply-override.ts';
import { contentShare } from './content-check.ts';
import { type Decision, decideColumns } from './decide-columns.ts';
import type { FieldWords } from './field-words.ts';
import { withCurrencies } from './find-currencies.ts';
import { contentBelow, type FoundHeader, HEADER_WITHIN, headerAt } from './find-header.ts';
import { readHeaderText } from './header-text.ts';

export interface TableDecision extends Decision {
  readonly found: FoundHeader;
}

/** The mapping of a table from its first rows; throws `no-header` with what was seen there. */
export function decideTable(
  rows: readonly RawRow[],
  detected: FoundHeader | null,
  fields: readonly FieldWords[],
  mapping: MappingOverride | ColumnMapping | undefined,
): TableDecision {
  const found = givenHeader(rows, fields, mapping) ?? detected ?? unknownHeader(rows, mapping);
  const content = contentBelow(rows, Math.max(-1, ...found.lines));
  const decision = decideColumns(fields, found.headers, content, found.titleUnits);
  if (mapping !== undefined && isColumnMapping(mapping)) return { mapping, undecided: [], found };
  const settled = mapping === undefined ? decision : applyOverride(decision, mapping, found, fields);
  return { ...settled, mapping: withCurrencies(settled.mapping, found.headers, fields), found };
}

function givenHeader(
  rows: readonly RawRow[],
  fields: readonly FieldWords[],
  mapping: MappingOverride | ColumnMapping | undefined,
): FoundHeader | null {
  if (mapping === undefined || isColumnMapping(mapping) || mapping.headerRows === undefined) return null;
  const { headerRows } = mapping;
  if (headerRows.length === 0) return withoutHeader(rows);
  const lines = headerRows.map((row) => rows.findIndex((candidate) => candidate.row === row));
  const found = lines.length > 2 || lines.includes(-1) ? null : headerAt(rows, lines, fields, true);
  if (found !== null) return found;
  throw new ReadFailure(
    'no-header',
    `指定的表头行 ${headerRows.join('、')} 不对：应是文件前面的一行，或从上到下紧挨着的两行。请核对行号`,
  );
}

/** Columns without a word over them, as wide as the first rows. */
function withoutHeader(rows: readonly RawRow[]): FoundHeader {
  const width = Math.max(
    0,
    ...rows.map(({ cells }) => cells.findLastIndex((cell) => !isBlankCell(cell)) + 1),
  );
  const own = readHeaderText('');
  const headers = Array.from({ length: width }, (_, index) => {
    return { index, group: null, own, groupText: '', ownText: '', shown: '' };
  });
  return { lines: [], headers, titleUnits: [], score: 0 };
}

/** With every column given by a person the words of the header need not be known: the fullest of the first rows is it. */
function unknownHeader(
  rows: readonly RawRow[],
  mapping: MappingOverride | ColumnMapping | undefined,
): FoundHeader {
  const first = rows.slice(0, HEADER_WITHIN);
  const filled = first.map((row) => row.cells.filter((cell) => !isBlankCell(cell)).length);
  const fullest = filled.indexOf(Math.max(0, ...filled));
  const row = first[fullest];
  const seenHeader = row?.cells.flatMap((cell) => (cell === null || isBlankCell(cell) ? [] : [cell])) ?? [];
  if (row === undefined || mapping === undefined)
    throw new ReadFailure(
      'no-header',
      `前 ${HEADER_WITHIN} 行里认不出表头${seenHeader.length === 0 ? '' : `，看到的是“${seenHeader.slice(0, 12).join('、').slice(0, 200)}”`}。请检查是否选错了文件；没选错的，把表头改成通用的列名（如姓名、身份证号）后重新提供`,
      { ...(row === undefined ? {} : { row: row.row }), seenHeader },
    );
  // A row with an identity number is data: then there is no header at all.
  if ((contentShare(row.cells, 'id-number') ?? 0) > 0) return withoutHeader(rows);
  const headers = row.cells.flatMap((cell, index) =>
    cell === null || isBlankCell(cell)
      ? []
      : [{ index, group: null, own: readHeaderText(cell), groupText: '', ownText: cell, shown: cell.trim() }],
  );
  return { lines: [fullest], headers, titleUnits: [], score: 0 };
}
