import type { Readable } from 'node:stream';
import { type Entry, open as openFile, type ZipFile } from 'yauzl';
import { ReadFailure } from '../read-fault.ts';
import type { ReadLimits } from '../types.ts';

export interface Zip {
  readonly names: readonly string[];
  has(name: string): boolean;
  sizeOf(name: string): number;
  /** The unpacked part; throws `damaged` when it is not there. yauzl stops it when it grows past its declared size. */
  stream(name: string): Promise<Readable>;
  close(): void;
}

/**
 * Opens a zip container and holds its directory against the limits before anything is unpacked. Sizes declared
 * there are enforced again while unpacking, so a directory that lies is found out.
 */
export async function openZip(path: string, limits: ReadLimits): Promise<Zip> {
  const file = await new Promise<ZipFile>((resolve, reject) => {
    openFile(path, { lazyEntries: true, autoClose: false, validateEntrySizes: true }, (error, zip) => {
      if (error === null) resolve(zip);
      else reject(damaged());
    });
  });
  try {
    const entries = await readEntries(file, limits);
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      sizeOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
      stream: (name) => openPart(file, entries.get(name)),
      close: () => file.close(),
    };
  } catch (error) {
    file.close();
    throw error;
  }
}

function readEntries(file: ZipFile, limits: ReadLimits): Promise<ReadonlyMap<string, Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, Entry>();
    let inflated = 0;
    file.on('error', () => reject(damaged()));
    file.on('end', () => resolve(entries));
    file.on('entry', (entry: Entry) => {
      const fault = faultOfEntry(entry, limits);
      inflated += entry.uncompressedSize;
      if (fault !== null) reject(fault);
      else if (entries.size >= limits.zipEntries)
        reject(
          new ReadFailure(
            'hostile',
            `压缩包里的部件超过 ${limits.zipEntries} 个，不是正常的工作簿。请另存为新的 xlsx`,
          ),
        );
      else if (inflated > limits.inflatedBytes)
        reject(
          new ReadFailure(
            'too-large',
            `解压后超过 ${Math.floor(limits.inflatedBytes / 2 ** 20)} MB。请拆分成几个文件，或另存为 csv 后上传`,
          ),
        );
      else {
        // Some writers put backslashes or a leading slash; office suites read both.
        entries.set(entry.fileName.replaceAll('\\', '/').replace(/^\//u, ''), entry);
        file.readEntry();
      }
    });
    file.readEntry();
  });
}

function faultOfEntry(entry: Entry, limits: ReadLimits): ReadFailure | null {
  if (entry.isEncrypted())
    return new ReadFailure('encrypted', '文件设了密码。请去除密码后另存为 xlsx 重新上传');
  const large = entry.uncompressedSize > 2 ** 20;
  if (large && entry.uncompressedSize > entry.compressedSize * limits.compressionRatio)
    return new ReadFailure(
      'hostile',
      `压缩比超过 ${limits.compressionRatio} 倍，疑似压缩炸弹，已拒绝读取。请用 Excel 打开原文件另存为新的 xlsx`,
    );
  return null;
}

function openPart(file: ZipFile, entry: Entry | undefined): Promise<Readable> {
  return new Promise((resolve, reject) => {
    if (entry === undefined) {
      reject(damaged());
      return;
    }
    file.openReadStream(entry, (error, stream) => {
      if (error === null) resolve(stream);
      else reject(damaged());
    });
  });
}

export function damaged(): ReadFailure {
  return new ReadFailure('damaged', '工作簿已损坏，无法打开。请用 Excel 打开并修复后另存为 xlsx，或重新导出');
}
