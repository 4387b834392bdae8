import { createHash } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

export const MANIFEST_FILE = 'manifest.json';

/** What a backup folder says of itself; written last, so that a folder without it is no backup. */
export const Manifest = z.object({
  /** 2 since a backup may be sealed: an older program must not take it for a damaged one. */
  format: z.union([z.literal(1), z.literal(2)]),
  createdAt: z.string(),
  /** Of the passphrase that tables and keys are sealed by; null where they are not. */
  salt: z.base64().nullable().default(null),
  demonstration: z.boolean(),
  /** Names of the migrations the tables stand at, in order. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: z.string() })),
  files: z.number().int(),
});
export type Manifest = z.infer<typeof Manifest>;

export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export const tableFile = (folder: string, table: string) => join(folder, 'tables', `${table}.jsonl.gz`);

/** Reads a backup's manifest and checks every table's file against it. Throws BackupError, in Chinese. */
export async function readManifest(folder: string): Promise<Manifest> {
  let manifest: Manifest;
  try {
    manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, MANIFEST_FILE), 'utf8')));
  } catch {
    throw new BackupError(`${folder} 不是完整的备份（缺少或读不懂 ${MANIFEST_FILE}）。请检查目录。`);
  }
  for (const { name, sha256 } of manifest.tables) {
    const found = await digestOf(tableFile(folder, name)).catch(() => null);
    if (found !== sha256) throw new BackupError(`备份中的表 ${name} 缺失或已损坏，不能恢复。请换一份备份。`);
  }
  return manifest;
}

export async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex');
}
