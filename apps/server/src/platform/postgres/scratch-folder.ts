import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new folder below the system's temporary one that the database's user may pass through. */
export function scratchFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `anju-${purpose}-`));
  chmodSync(folder, 0o711);
  return folder;
}
