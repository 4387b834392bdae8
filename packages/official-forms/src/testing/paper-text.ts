import JSZip from 'jszip';

/** The parts of a .docx, by name, as text. */
export async function partsOf(docx: Uint8Array): Promise<ReadonlyMap<string, string>> {
  const archive = await JSZip.loadAsync(docx);
  const names = Object.keys(archive.files);
  const texts = await Promise.all(names.map((name) => archive.file(name)?.async('string') ?? ''));
  return new Map(names.map((name, n) => [name, texts[n] ?? '']));
}

/** What a reader sees: a line a paragraph, the cells of a table among them. */
export async function linesOf(docx: Uint8Array): Promise<readonly string[]> {
  const document = (await partsOf(docx)).get('word/document.xml') ?? '';
  return document
    .split('</w:p>')
    .map((paragraph) =>
      [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)].map((match) => match[1] ?? '').join(''),
    )
    .filter((line) => line !== '');
}
