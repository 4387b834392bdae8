import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { syncFolder } from '../durable-file.ts';
import { Problem } from '../problem.ts';
import { type FileType, SNIFF_BYTES, sniffType } from './sniff-type.ts';

export interface StoredFile {
  /** Lower-case hex; the file's address. */
  readonly sha256: string;
  /** Bytes. */
  readonly size: number;
  readonly type: FileType;
}

/** Files by the digest of their content: the same file twice is one. */
export interface FileStore {
  /**
   * Streams a file in and makes it durable before it resolves.
   * Throws Problem file-too-large beyond `maxBytes`, and wrong-file-type where `types` is given and does not hold it.
   */
  put(source: AsyncIterable<Buffer | Uint8Array>, limits: PutLimits): Promise<StoredFile>;
  /** The path on disk, for readers that want one. Throws RangeError for what is no digest. */
  path(sha256: string): string;
  has(sha256: string): boolean;
  read(sha256: string): Readable;
  /** Removes a file; whether anything else still names it is the caller's to know. */
  remove(sha256: string): void;
}

export interface PutLimits {
  readonly maxBytes: number;
  readonly types?: readonly FileType[];
}

const DAY_MS = 86_400_000;

/** Opens the store below `<dataDir>/files`; what an interrupted upload left behind more than a day ago goes. */
export function openFileStore(dataDir: string): FileStore {
  const root = join(dataDir, 'files');
  const incoming = join(root, 'incoming');
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(incoming)) {
    const path = join(incoming, name);
    if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { force: true });
  }
  const path = (sha256: string): string => {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new RangeError('not a SHA-256 digest');
    return join(root, sha256.slice(0, 2), sha256);
  };
  return {
    path,
    has: (sha256) => existsSync(path(sha256)),
    read: (sha256) => createReadStream(path(sha256)),
    remove: (sha256) => rmSync(path(sha256), { force: true }),
    put: async (source, limits) => {
      const scratch = join(incoming, uuidv7());
      try {
        const stored = await receive(source, scratch, limits);
        const target = path(stored.sha256);
        mkdirSync(join(target, '..'), { recursive: true, mode: 0o700 });
        if (!existsSync(target)) renameSync(scratch, target);
        syncFolder(join(target, '..'));
        syncFolder(root);
        return stored;
      } finally {
        rmSync(scratch, { force: true });
      }
    },
  };
}

async function receive(
  source: AsyncIterable<Buffer | Uint8Array>,
  scratch: string,
  limits: PutLimits,
): Promise<StoredFile> {
  const file = await open(scratch, 'wx', 0o600);
  try {
    const received = await copy(source, file, limits);
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

async function copy(
  source: AsyncIterable<Buffer | Uint8Array>,
  file: FileHandle,
  { maxBytes, types }: PutLimits,
): Promise<StoredFile> {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of source) {
    size += chunk.length;
    if (size > maxBytes) throw tooLarge(maxBytes);
    hash.update(chunk);
    if (head.length < SNIFF_BYTES) head = Buffer.concat([head, chunk]).subarray(0, SNIFF_BYTES);
    await file.writeFile(chunk);
  }
  const type = sniffType(head);
  if (types && !types.includes(type)) throw wrongType();
  return { sha256: hash.digest('hex'), size, type };
}

function tooLarge(maxBytes: number): Problem {
  return new Problem({
    status: 413,
    code: 'file-too-large',
    title: '文件太大',
    detail: `文件超过 ${Math.floor(maxBytes / 1_048_576)} MB 的上限。请拆分后分批上传。`,
  });
}

function wrongType(): Problem {
  return new Problem({
    status: 415,
    code: 'wrong-file-type',
    title: '文件类型不对',
    detail: '按内容判断，这不是可以接收的文件类型。请确认选对了文件，不要只改后缀名。',
  });
}
