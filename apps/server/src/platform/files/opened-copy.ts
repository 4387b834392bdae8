import { createHash } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { uuidv7 } from 'uuidv7';
import { fileDamaged } from './file-store.ts';
import { processScratch } from './process-scratch.ts';
import { type FileKeys, openStream, SealError } from './seal-stream.ts';

/** A stored file as it lies on this machine's disk, and what opens it. */
export interface SealedFile {
  readonly sha256: string;
  readonly path: string;
  readonly keys: FileKeys;
  readonly dataDir: string;
}

/**
 * Opens a stored file into the scratch folder for as long as `work` reads it. Throws Problem file-damaged, before
 * `work` begins, where it was changed, cut off, or is not what its digest says.
 */
export async function withOpened<T>(file: SealedFile, work: (path: string) => Promise<T>): Promise<T> {
  const path = await openCopy(file);
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

async function openCopy({ sha256, path, keys, dataDir }: SealedFile): Promise<string> {
  const target = join(processScratch(dataDir), uuidv7());
  const copy = await open(target, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    for await (const piece of openStream(createReadStream(path, { highWaterMark: 262_144 }), keys)) {
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
