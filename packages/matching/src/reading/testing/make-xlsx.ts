import { makeZip } from './make-zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface SheetSource {
  readonly name: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** What stands inside <worksheet>. */
  readonly xml: string;
}

/** A minimal workbook from sheet XML as a tester wants it. */
export function makeXlsx(
  sheets: readonly SheetSource[],
  extra: { readonly styles?: string; readonly strings?: string; readonly before?: string } = {},
): Buffer {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"/>`;
  const relations = [
    ...sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    ...(extra.styles === undefined ? [] : [relation('rIdStyles', 'styles', 'styles.xml')]),
    ...(extra.strings === undefined ? [] : [relation('rIdStrings', 'sharedStrings', 'sharedStrings.xml')]),
  ];
  const entries = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  );
  const parts: Record<string, string> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${entries.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${relations.join('')}</Relationships>`,
  };
  if (extra.styles !== undefined)
    parts['xl/styles.xml'] = `<styleSheet xmlns="${MAIN}">${extra.styles}</styleSheet>`;
  if (extra.strings !== undefined)
    parts['xl/sharedStrings.xml'] = `${extra.before ?? ''}<sst xmlns="${MAIN}">${extra.strings}</sst>`;
  for (const [at, sheet] of sheets.entries())
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `${extra.before ?? ''}<worksheet xmlns="${MAIN}">${sheet.xml}</worksheet>`;
  return makeZip(parts);
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Rows of inline texts; a number is written as a number. */
export function sheetData(rows: readonly (readonly (string | number | null)[])[], firstRow = 1): string {
  const lines = rows.map((cells, at) => {
    const written = cells.map((cell, column) => {
      const reference = `${letters(column)}${firstRow + at}`;
      if (cell === null) return `<c r="${reference}"/>`;
      if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
      return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    });
    return `<row r="${firstRow + at}">${written.join('')}</row>`;
  });
  return `<sheetData>${lines.join('')}</sheetData>`;
}

export function letters(column: number): string {
  const rest = column % 26;
  const letter = String.fromCharCode(65 + rest);
  return column < 26 ? letter : letters((column - rest) / 26 - 1) + letter;
}
