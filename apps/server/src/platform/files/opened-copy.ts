import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { fileDamaged } from './file-store.ts';
import { processScratch } from './process-scratch.ts';
import { type FileKeys, openStream, SEAL_HEAD_BYTES, SealError, sealedUnder } from './seal-stream.ts';

/** A stored file as it lies on this machine's disk, and what opens it. */
export interface SealedFile {
  readonly sha256: string;
  readonly path: string;
  readonly keys: FileKeys;
  readonly dataDir: string;
}

/**
 * Opens a stored file into the scratch folder for as long as `work` reads it. Throws Problem file-damaged, before
 * `work` begins, where it was changed, cut off, or is not what its digest says; the signal's reason where it is aborted
 * by then.
 */
export async function withOpened<T>(
  file: SealedFile,
  work: (path: string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const path = await openCopy(file, signal);
  try {
    return await work(path);
  } finally {
    rmSync(path, { force: true });
  }
}

/** The content of a stored file, once all of it was checked. Throws as `withOpened` does. */
export async function readOpened(file: SealedFile): Promise<Readable> {
  const path = await openCopy(file);
  return createReadStream(path).on('close', () => rmSync(path, { force: true }));
}

/** Whether a stored file is sealed under the current key. */
export async function isCurrent({ path, keys }: Pick<SealedFile, 'path' | 'keys'>): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(SEAL_HEAD_BYTES), 0, SEAL_HEAD_BYTES, 0);
    return sealedUnder(buffer.subarray(0, bytesRead)) === keys.current;
  } finally {
    await file.close();
  }
}

async function openCopy({ sha256, path, keys, dataDir }: SealedFile, signal?: AbortSignal): Promise<string> {
  const target = join(processScratch(dataDir), uuidv7());
  const copy = await open(target, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    for await (const piece of openStream(createReadStream(path, { highWaterMark: 262_144 }), keys)) {
      signal?.throwIfAborted();
      hash.update(piece);
      await copy.writeFile(piece);
    }
    const found = hash.digest('hex');
    if (found !== sha256) throw fileDamaged(sha256, found);
    return target;
  } catch (error) {
    rmSync(target, { force: true });
    throw error instanceof SealError ? fileDamaged(sha256, null) : error;
  } finally {
    await copy.close();
  }
}
