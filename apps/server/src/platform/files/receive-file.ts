import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Chunks, PutLimits, StoredFile } from './file-store.ts';
import { type FileKeys, sealStream } from './seal-stream.ts';
import { SNIFF_BYTES, sniffType } from './sniff-type.ts';

const DAY_MS = 86_400_000;

/** Makes the folder that uploads arrive in; what an interrupted one left behind more than a day ago goes. */
export function openIncoming(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    // Another process that starts on the same folder may have been quicker.
    const found = statSync(path, { throwIfNoEntry: false });
    if (found && Date.now() - found.mtimeMs > DAY_MS) rmSync(path, { force: true });
  }
}

/** A file that came in: what it is, and its sealed bytes as they lie on the disk. */
export interface ReceivedFile {
  readonly stored: StoredFile;
  readonly sealed: { readonly size: number; readonly sha256: string };
}

export interface ReceiveInput {
  readonly source: Chunks;
  /** Must not exist; the caller's to remove. */
  readonly scratch: string;
  readonly limits: PutLimits;
  readonly keys: FileKeys;
}

/**
 * Streams a file into `scratch`, sealed on its way, and syncs it: in the clear it never touches the disk.
 * Throws Problem file-too-large or wrong-file-type.
 */
export async function receiveFile({ source, scratch, limits, keys }: ReceiveInput): Promise<ReceivedFile> {
  const file = await open(scratch, 'wx', 0o600);
  try {
    const tap = watch(source, limits.maxBytes);
    const hash = createHash('sha256');
    let size = 0;
    for await (const piece of sealStream(tap.pieces, keys)) {
      size += piece.length;
      hash.update(piece);
      await file.writeFile(piece);
    }
    const stored = tap.seen();
    if (limits.types && !limits.types.includes(stored.type)) throw wrongType();
    await file.sync();
    return { stored, sealed: { size, sha256: hash.digest('hex') } };
  } finally {
    await file.close();
  }
}

/** Hands a source on and remembers what it was. */
function watch(source: Chunks, maxBytes: number): { readonly pieces: Chunks; seen(): StoredFile } {
  const hash = createHash('sha256');
  let head = Buffer.alloc(0);
  let size = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of source) {
      size += piece.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      hash.update(piece);
      if (head.length < SNIFF_BYTES) head = Buffer.concat([head, piece]).subarray(0, SNIFF_BYTES);
      yield piece;
    }
  }
  return { pieces: pieces(), seen: () => ({ sha256: hash.digest('hex'), size, type: sniffType(head) }) };
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
