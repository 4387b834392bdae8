import type { Readable } from 'node:stream';
import { Problem } from '../problem.ts';
import type { FileType } from './sniff-type.ts';

/** A file in pieces: an upload's stream, or a list in memory. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

export interface StoredFile {
  /** Lower-case hex; the file's address. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly type: FileType;
}

export interface PutLimits {
  readonly maxBytes: number;
  readonly types?: readonly FileType[];
}

/**
 * Files by the digest of their content: the same file twice is one. They lie sealed, and are opened only into the
 * scratch folder, only while somebody reads them. Wherever they are kept, the same holds:
 * every method throws RangeError for what is no digest, and Problem unavailable while the store can't be reached.
 */
export interface FileStore {
  /**
   * Streams a file in and makes it durable before it resolves.
   * Throws Problem file-too-large beyond `maxBytes`, and wrong-file-type where `types` is given and does not hold it.
   */
  put(source: Chunks, limits: PutLimits): Promise<StoredFile>;
  has(sha256: string): Promise<boolean>;
  /**
   * Hands `work` a path on this machine's disk, to be read only and only until `work` ends.
   * Throws Problem not-found, file-damaged where the content no longer has its digest, and the signal's reason where it
   * is aborted while the file is being opened.
   */
  withPath<T>(sha256: string, work: (path: string) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** The content; throws as `withPath` does, before the first byte. */
  read(sha256: string): Promise<Readable>;
  /** Removes a file, silently where there is none; whether anything else still names it is the caller's to know. */
  remove(sha256: string): Promise<void>;
  /** Every stored file, in no order that anybody may rely on. */
  digests(): AsyncIterable<string>;
  /**
   * Seals a file anew where an older key sealed it, or none. Returns whether it did; false where it is gone.
   * Throws file-damaged as `withPath` does: what can't be opened is left as it is.
   */
  reseal(sha256: string): Promise<boolean>;
}

/** `withPath` for several files at once; `work` is handed the path of each digest. */
export async function withPaths<T>(
  files: Pick<FileStore, 'withPath'>,
  sha256s: readonly string[],
  work: (paths: ReadonlyMap<string, string>) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const take = (at: number, paths: ReadonlyMap<string, string>): Promise<T> => {
    const sha256 = sha256s[at];
    if (sha256 === undefined) return work(paths);
    return files.withPath(sha256, (path) => take(at + 1, new Map([...paths, [sha256, path]])), signal);
  };
  return await take(0, new Map());
}

/** Where a file lies below its store's root, on disk and in a bucket alike, so that one can be copied to the other. */
export function keyOf(sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 digest');
  return `${sha256.slice(0, 2)}/${sha256}`;
}

export function fileMissing(sha256: string): Problem {
  return new Problem({
    status: 404,
    code: 'not-found',
    title: '没有找到',
    detail: `文件 ${sha256} 不在文件存储里，可能已按期清理。如仍需要，请重新上传，或请系统管理员从备份恢复。`,
  });
}

/** The store has something else than was put there. `found`: its digest, or null where it can't even be opened. */
export function fileDamaged(sha256: string, found: string | null): Problem {
  const how = found === null ? '被改动或不完整' : `摘要为 ${found}`;
  return new Problem({
    status: 500,
    code: 'file-damaged',
    title: '文件已损坏',
    detail: `文件 ${sha256} 从文件存储取出后内容不符（${how}），没有采用。请联系系统管理员从备份恢复这份文件。`,
  });
}
