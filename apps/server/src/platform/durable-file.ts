import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file of mode 600 so that after a power cut it is there whole or not at all.
 * With `keepExisting`, a file that is already there stays as it is (two processes starting at once).
 */
export function writeDurably(path: string, content: string | Buffer, keepExisting = false): void {
  const scratch = `${path}.${process.pid}.new`;
  const file = openSync(scratch, 'w', 0o600);
  try {
    writeSync(file, typeof content === 'string' ? Buffer.from(content) : content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  if (keepExisting) {
    try {
      linkSync(scratch, path);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    } finally {
      rmSync(scratch, { force: true });
    }
  } else renameSync(scratch, path);
  syncFolder(dirname(path));
}

/** Makes the names in a folder survive a power cut. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
