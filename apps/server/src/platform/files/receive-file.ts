import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Chunks, PutLimits, StoredFile } from './file-store.ts';
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

/**
 * Streams a file into `scratch`, which must not exist, and syncs it.
 * Throws Problem file-too-large or wrong-file-type; `scratch` is the caller's to remove.
 */
export async function receiveFile(source: Chunks, scratch: string, limits: PutLimits): Promise<StoredFile> {
  const file = await open(scratch, 'wx', 0o600);
  try {
    const received = await copy(source, file, limits);
    await file.sync();
    return received;
  } finally {
    await file.close();
  }
}

async function copy(source: Chunks, file: FileHandle, { maxBytes, types }: PutLimits): Promise<StoredFile> {
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
