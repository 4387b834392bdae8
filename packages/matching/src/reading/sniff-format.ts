import { detectEncoding } from './csv/detect-encoding.ts';
import { ReadFailure } from './read-fault.ts';

export type SniffedFormat = 'zip' | 'ole' | 'biff' | 'parquet' | 'html' | 'xml-2003' | 'text';

/** Kinds of file that people send by mistake, by their first bytes (latin1). */
const OTHERS: readonly (readonly [string, string])[] = [
  ['\x89PNG', 'PNG 图片'],
  ['\xff\xd8\xff', 'JPEG 图片'],
  ['GIF8', 'GIF 图片'],
  ['BM', 'BMP 图片'],
  ['%PDF', 'PDF 文件'],
  ['Rar!', 'RAR 压缩包'],
  ['7z\xbc\xaf\x27\x1c', '7z 压缩包'],
  ['\x1f\x8b', 'gzip 压缩包'],
  ['{\\rtf', 'RTF 文档'],
  ['SQLite format 3', 'SQLite 数据库'],
  ['MZ', '程序文件'],
  ['\x7fELF', '程序文件'],
];

/** Decides by content, never by the name; throws `not-what-it-says`, `unsupported` or `encrypted`. */
export function sniffFormat(head: Buffer): SniffedFormat {
  const start = head.toString('latin1', 0, 64);
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return 'zip';
  if (start.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) return 'ole';
  if (start.startsWith('PAR1')) return 'parquet';
  if (start.startsWith('PARE'))
    throw new ReadFailure('encrypted', '这是加密的 Parquet 文件。请导出不加密的文件后重新上传');
  if (isOldBinaryWorkbook(head)) return 'biff';
  const { encoding } = detectEncoding(head);
  const isWide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const other = OTHERS.find(
    ([magic]) => start.startsWith(magic) && (magic.length > 2 || !isPlainText(head) || magic === '\x1f\x8b'),
  );
  if (other !== undefined) refuse(other[1]);
  if (!isWide && !isPlainText(head)) refuse('无法识别的二进制文件');
  const text = new TextDecoder(encoding).decode(head).trimStart().toLowerCase();
  if (/^mime-version:/u.test(text))
    throw new ReadFailure('unsupported', '这是“单个文件网页”（MHT）。请用 Excel 打开后另存为 xlsx');
  if (!text.startsWith('<')) return 'text';
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet') && /<(?:\w+:)?workbook/u.test(text))
    return 'xml-2003';
  if (/<(?:html|table|!doctype html|meta|head|body|style|div|tr)\b/u.test(text)) return 'html';
  if (text.startsWith('<?xml'))
    throw new ReadFailure('unsupported', '这是 XML 文件，不是表格。请用 Excel 打开后另存为 xlsx');
  return 'text';
}

/** A workbook of Excel 2–5 outside a container begins with the record BOF (09) of its version. */
function isOldBinaryWorkbook(head: Buffer): boolean {
  const [type, version = 0xff, length = 0, high] = head;
  return type === 9 && [0, 2, 4, 8].includes(version) && length >= 4 && length <= 16 && high === 0;
}

function refuse(what: string): never {
  throw new ReadFailure(
    'not-what-it-says',
    `内容是${what}，不是表格。请上传 xlsx、xls、csv 或 parquet 格式的表格文件`,
  );
}

/** Text has next to no control characters; an end-of-file mark of old systems (1A) is let pass. */
function isPlainText(head: Buffer): boolean {
  let odd = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13 && byte !== 26) odd += 1;
  return odd <= head.length / 200;
}
