import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../platform/config.ts';

/** Where readers keep what they need for a while; below the data folder, because /tmp may be small. */
export async function scratchFolder(config: Pick<Config, 'dataDir'>): Promise<string> {
  const folder = join(config.dataDir, 'scratch');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
