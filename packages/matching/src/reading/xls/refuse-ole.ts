import { fileChunks } from '../csv/text-chunks.ts';
import type { OpenContext } from '../open-context.ts';
import { ReadFailure } from '../read-fault.ts';

/** Names of streams in the container's directory, as UTF-16LE. */
const wide = (name: string) => Buffer.from(name, 'utf16le');
const ENCRYPTED = wide('EncryptedPackage');
const OTHERS: readonly (readonly [Buffer, string])[] = [
  [wide('WordDocument'), 'Word 文档'],
  [wide('PowerPoint Document'), 'PowerPoint 文稿'],
  [wide('__properties_version1.0'), 'Outlook 邮件'],
];
const WORKBOOKS = [wide('Workbook'), wide('Book')];

/**
 * An OLE container may hold an old workbook, a new one behind a password (MS-OFFCRYPTO 2.3.4.4), or something
 * else. The names are looked for in the whole file, because its directory may stand anywhere.
 */
export async function refuseOtherOle(context: OpenContext): Promise<void> {
  let before = Buffer.alloc(0);
  let other: string | null = null;
  let isWorkbook = false;
  for await (const chunk of fileChunks(context.path, context.checkpoint)) {
    const piece = Buffer.concat([before, chunk]);
    if (piece.includes(ENCRYPTED))
      throw new ReadFailure('encrypted', '文件设了打开密码。请去除密码后另存为 xlsx 重新上传');
    other ??= OTHERS.find(([name]) => piece.includes(name))?.[1] ?? null;
    isWorkbook ||= WORKBOOKS.some((name) => piece.includes(name));
    before = Buffer.from(piece.subarray(Math.max(0, piece.length - 64)));
  }
  if (other !== null && !isWorkbook)
    throw new ReadFailure(
      'not-what-it-says',
      `内容是${other}，不是工作簿。请上传 xlsx、xls、csv 或 parquet 格式的表格文件`,
    );
}
