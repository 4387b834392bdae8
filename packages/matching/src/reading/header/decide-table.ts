import { isBlankCell, type RawRow } from '../raw-row.ts';
import { ReadFailure } from '../read-fault.ts';
import type { ColumnMapping, MappingOverride } from '../types.ts';
import { applyOverride, isColumnMapping } from './apply-override.ts';
import { contentShare } from './content-check.ts';
import { type Decision, decideColumns } from './decide-columns.ts';
import type { FieldWords } from './field-words.ts';
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
  if (mapping === undefined) return { ...decision, found };
  if (isColumnMapping(mapping)) return { mapping, undecided: [], found };
  return { ...applyOverride(decision, mapping, found.headers, fields), found };
}

function givenHeader(
  rows: readonly RawRow[],
  fields: readonly FieldWords[],
  mapping: MappingOverride | ColumnMapping | undefined,
): FoundHeader | null {
  if (mapping === undefined || isColumnMapping(mapping) || mapping.headerRows === undefined) return null;
  const lines = mapping.headerRows.map((row) => rows.findIndex((candidate) => candidate.row === row));
  if (lines.length === 0) return { lines: [], headers: [], titleUnits: [], score: 0 };
  if (lines.length > 2 || lines.includes(-1))
    throw new ReadFailure(
      'no-header',
      `指定的表头行 ${mapping.headerRows.join('、')} 不在文件前面的行里。请核对行号`,
    );
  return headerAt(rows, lines, fields, true);
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
      `前 ${HEADER_WITHIN} 行里认不出表头${seenHeader.length === 0 ? '' : `，看到的是“${seenHeader.slice(0, 12).join('、').slice(0, 200)}”`}。请检查是否选错了文件，或指定列的对应关系`,
      { ...(row === undefined ? {} : { row: row.row }), seenHeader },
    );
  // A row with an identity number is data: then there is no header at all.
  if ((contentShare(row.cells, 'id-number') ?? 0) > 0)
    return { lines: [], headers: [], titleUnits: [], score: 0 };
  const headers = row.cells.flatMap((cell, index) =>
    cell === null || isBlankCell(cell)
      ? []
      : [{ index, group: null, own: readHeaderText(cell), groupText: '', ownText: cell, shown: cell.trim() }],
  );
  return { lines: [fullest], headers, titleUnits: [], score: 0 };
}
