import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { syncFolder } from '../durable-file.ts';
import { type FileStore, fileMissing, keyOf } from './file-store.ts';
import { isCurrent, readOpened, type SealedFile, withOpened } from './opened-copy.ts';
import { openIncoming, receiveFile } from './receive-file.ts';
import type { FileKeys } from './seal-stream.ts';

/** Opens the store on this machine's disk, below `<dataDir>/files`. */
export function openLocalStore(dataDir: string, keys: FileKeys): FileStore {
  const root = join(dataDir, 'files');
  const incoming = join(root, 'incoming');
  openIncoming(incoming);
  const pathOf = (sha256: string) => join(root, keyOf(sha256));
  const existing = (sha256: string): SealedFile => {
    const path = pathOf(sha256);
    if (!existsSync(path)) throw fileMissing(sha256);
    return { sha256, path, keys, dataDir };
  };
  return {
    has: async (sha256) => existsSync(pathOf(sha256)),
    withPath: async (sha256, work, signal) => await withOpened(existing(sha256), work, signal),
    read: async (sha256) => await readOpened(existing(sha256)),
    remove: async (sha256) => rmSync(pathOf(sha256), { force: true }),
    digests: async function* () {
      for (const shelf of readdirSync(root))
        if (/^[0-9a-f]{2}$/.test(shelf)) yield* readdirSync(join(root, shelf));
    },
    reseal: async (sha256) => {
      if (!existsSync(pathOf(sha256)) || (await isCurrent({ path: pathOf(sha256), keys }))) return false;
      const scratch = join(incoming, uuidv7());
      try {
        await withOpened(existing(sha256), (path) =>
          receiveFile({ source: createReadStream(path), scratch, limits: { maxBytes: Infinity }, keys }),
        );
        // Purged meanwhile: it must not come back.
        if (!existsSync(pathOf(sha256))) return false;
        renameSync(scratch, pathOf(sha256));
        syncFolder(dirname(pathOf(sha256)));
        return true;
      } finally {
        rmSync(scratch, { force: true });
      }
    },
    put: async (source, limits) => {
      const scratch = join(incoming, uuidv7());
      try {
        const { stored } = await receiveFile({ source, scratch, limits, keys });
        const folder = dirname(pathOf(stored.sha256));
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        if (!existsSync(pathOf(stored.sha256))) renameSync(scratch, pathOf(stored.sha256));
        syncFolder(folder);
        syncFolder(root);
        return stored;
      } finally {
        rmSync(scratch, { force: true });
      }
    },
  };
}
