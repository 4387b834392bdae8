/** Media types that are told by content. */
export type FileType =
  | 'application/pdf'
  | 'image/png'
  | 'image/jpeg'
  | 'image/webp'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/zip'
  | 'application/x-ole-storage'
  | 'application/vnd.apache.parquet'
  | 'text/html'
  | 'text/plain'
  | 'application/octet-stream';

const MAGIC: readonly (readonly [string, FileType])[] = [
  ['255044462d', 'application/pdf'],
  ['89504e470d0a1a0a', 'image/png'],
  ['ffd8ff', 'image/jpeg'],
  ['d0cf11e0a1b11ae1', 'application/x-ole-storage'],
  ['50415231', 'application/vnd.apache.parquet'],
];

/** How many of the first bytes `sniffType` wants. */
export const SNIFF_BYTES = 4096;

/** The type of a file by its first bytes; the name and the browser's word are not asked: the sender controls both. */
export function sniffType(head: Buffer): FileType {
  const hex = head.subarray(0, 8).toString('hex');
  const known = MAGIC.find(([magic]) => hex.startsWith(magic));
  if (known) return known[1];
  if (hex.startsWith('504b0304')) return zipType(head);
  if (head.subarray(0, 4).toString('latin1') === 'RIFF' && head.subarray(8, 12).toString('latin1') === 'WEBP')
    return 'image/webp';
  return textType(head);
}

function zipType(head: Buffer): FileType {
  const names = head.toString('latin1');
  if (names.includes('xl/')) return 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  if (names.includes('word/'))
    return 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return 'application/zip';
}

function textType(head: Buffer): FileType {
  const utf16 = ['fffe', 'feff'].includes(head.subarray(0, 2).toString('hex'));
  if (!utf16 && head.includes(0)) return 'application/octet-stream';
  const start = head.toString('latin1').trimStart().slice(0, 512).toLowerCase();
  return /^(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html|table|head|meta)/.test(start)
    ? 'text/html'
    : 'text/plain';
}
