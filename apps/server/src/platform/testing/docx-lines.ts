import { zipParts } from './zip-parts.ts';

/** What a reader of a .docx sees: a line a paragraph, the cells of a table among them. */
export function docxLines(docx: Buffer): readonly string[] {
  const document = zipParts(docx).get('word/document.xml');
  if (document === undefined) throw new Error('no document in the file');
  return document
    .toString('utf8')
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join(''),
    )
    .filter((line) => line !== '');
}
