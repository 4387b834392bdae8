import JSZip from 'jszip';

/**
 * The faces that official papers use, which offices own and nobody may pass on: named, never embedded. Where one is
 * missing, the file itself says what to take instead.
 */
export const FACES = {
  title: { name: '方正小标宋简体', instead: '宋体' },
  body: { name: '仿宋_GB2312', instead: '仿宋' },
  section: { name: '黑体', instead: 'SimHei' },
  part: { name: '楷体_GB2312', instead: '楷体' },
  page: { name: '宋体', instead: 'SimSun' },
} as const;

/**
 * The archive of a .docx with nothing of the moment in it: the paper's own day stands for every date, the parts are
 * in order, and the font table names the substitutes. The same document gives the same bytes.
 * @param day 'YYYY-MM-DD'
 */
export async function sealArchive(docx: Uint8Array, day: string): Promise<Uint8Array> {
  const made = await JSZip.loadAsync(docx);
  const sealed = new JSZip();
  const moment = `${day}T00:00:00Z`;
  for (const name of Object.keys(made.files).sort()) {
    const part = made.files[name];
    if (part === undefined || part.dir) continue;
    const content = rewritten(name, await part.async('string'), moment);
    sealed.file(name, content, { date: new Date(moment), createFolders: false });
  }
  return await sealed.generateAsync({ type: 'uint8array', compression: 'DEFLATE', platform: 'DOS' });
}

function rewritten(name: string, content: string, moment: string): string {
  if (name === 'docProps/core.xml') return content.replace(/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, moment);
  if (name === 'word/fontTable.xml') return fontTable();
  return content;
}

function fontTable(): string {
  const fonts = Object.values(FACES).map(
    ({ name, instead }) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
