import { inflateRawSync } from 'node:zlib';

const CENTRAL = Buffer.from('PK\x01\x02', 'latin1');
const DOCUMENT = 'word/document.xml';

/** What a reader of a .docx sees: a line a paragraph, the cells of a table among them. */
export function docxLines(docx: Buffer): readonly string[] {
  return documentOf(docx)
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join(''),
    )
    .filter((line) => line !== '');
}

/** Found by the archive's directory at the end: name at 46, sizes and place before it (APPNOTE 4.3.12). */
function documentOf(docx: Buffer): string {
  for (let at = docx.indexOf(CENTRAL); at >= 0; at = docx.indexOf(CENTRAL, at + 4)) {
    const name = docx.toString('utf8', at + 46, at + 46 + docx.readUInt16LE(at + 28));
    if (name !== DOCUMENT) continue;
    const local = docx.readUInt32LE(at + 42);
    const from = local + 30 + docx.readUInt16LE(local + 26) + docx.readUInt16LE(local + 28);
    return inflateRawSync(docx.subarray(from, from + docx.readUInt32LE(at + 20))).toString('utf8');
  }
  throw new Error(`no ${DOCUMENT} in the file`);
}
