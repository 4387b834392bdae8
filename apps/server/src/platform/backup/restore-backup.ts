import { cpSync, createReadStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { z } from 'zod';
import { writeDurably } from '../durable-file.ts';
import type { Chunks } from '../files/file-store.ts';
import { KEY_FILES } from '../secrets.ts';
import type { BackupSeal } from './backup-seal.ts';
import { BackupError, type Manifest, tableFile } from './manifest.ts';
import { listTables } from './write-backup.ts';

export interface RestoreInput {
  readonly owner: pg.ClientConfig;
  readonly dataDir: string;
  readonly from: string;
  readonly manifest: Manifest;
  readonly seal: BackupSeal;
  /** The key rings by the names of their files, from `readKeys`. */
  readonly keys: KeyRings;
}

const ROWS_AT_ONCE = 1000;
const Line = z.string();

/**
 * Puts a backup into an empty database that stands at the backup's migrations, all in one transaction, with its
 * files and keys. Throws BackupError where there is anything already: nothing is ever overwritten.
 */
export async function restoreBackup({
  owner,
  dataDir,
  from,
  manifest,
  seal,
  keys,
}: RestoreInput): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'");
    // The tables hold even their owner to a scope; in this transaction, which nobody sees, rows of all of them come.
    await forceRowSecurity(client, false);
    await client.query('SET LOCAL row_security = off');
    await requireEmpty(client);
    await enableTriggers(client, false);
    const kept = new Map(manifest.tables.map((table) => [table.name, table]));
    for (const name of await tablesByDependence(client)) {
      const table = kept.get(name);
      if (!table) continue;
      const rows = await loadTable(client, name, seal.open(createReadStream(tableFile(from, name))));
      if (rows !== table.rows)
        throw new BackupError(`表 ${name} 应有 ${table.rows} 行，只恢复了 ${rows} 行。已撤销。`);
    }
    await enableTriggers(client, true);
    await forceRowSecurity(client, true);
    // Keys and files first, the commit last: what is committed can be read.
    copyBeside(from, dataDir, keys);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

/** What a trigger derives is in the backup as it was, and is not derived again. */
async function enableTriggers(client: pg.Client, enable: boolean): Promise<void> {
  for (const name of await listTables(client))
    await client.query(
      `ALTER TABLE ${client.escapeIdentifier(name)} ${enable ? 'ENABLE' : 'DISABLE'} TRIGGER USER`,
    );
}

async function forceRowSecurity(client: pg.Client, force: boolean): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace`,
  );
  for (const { name } of rows)
    await client.query(
      `ALTER TABLE ${client.escapeIdentifier(name)} ${force ? '' : 'NO '}FORCE ROW LEVEL SECURITY`,
    );
}

async function requireEmpty(client: pg.Client): Promise<void> {
  for (const name of await listTables(client)) {
    const { rowCount } = await client.query(`SELECT FROM ${client.escapeIdentifier(name)} LIMIT 1`);
    if (rowCount)
      throw new BackupError('目标数据库里已有数据，恢复不会覆盖任何内容。请用 --data 指定一个新的空目录。');
  }
}

/** The tables in an order in which every foreign key finds its row. */
async function tablesByDependence(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ child: string; parent: string }>(
    `SELECT c.relname AS child, p.relname AS parent FROM pg_constraint k
     JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
     WHERE k.contype = 'f' AND k.conrelid <> k.confrelid`,
  );
  const ordered: string[] = [];
  const visit = (name: string, path: readonly string[]) => {
    if (ordered.includes(name) || path.includes(name)) return;
    for (const { child, parent } of rows) if (child === name) visit(parent, [...path, name]);
    ordered.push(name);
  };
  for (const name of await listTables(client)) visit(name, []);
  return ordered;
}

async function loadTable(client: pg.Client, table: string, content: Chunks): Promise<number> {
  const name = client.escapeIdentifier(table);
  const statement = `INSERT INTO ${name} SELECT (r.one).* FROM (SELECT unnest($1::text[])::${name} AS one OFFSET 0) r`;
  let lines: string[] = [];
  let count = 0;
  const load = async () => {
    if (lines.length > 0) count += (await client.query(statement, [lines])).rowCount ?? 0;
    lines = [];
  };
  await pipeline(Readable.from(content), createGunzip(), async (text) => {
    for await (const line of createInterface({ input: Readable.from(text) })) {
      lines.push(Line.parse(JSON.parse(line)));
      if (lines.length === ROWS_AT_ONCE) await load();
    }
  });
  await load();
  return count;
}

/** Key rings by the names of their files. */
export type KeyRings = ReadonlyMap<string, Buffer>;

/**
 * The backup's key rings. Throws BackupError where the fields' ring is missing, or the passphrase is another; a backup
 * of an older version has no ring of reporters.
 */
export async function readKeys(from: string, seal: BackupSeal): Promise<KeyRings> {
  const rings = new Map<string, Buffer>();
  for (const name of Object.values(KEY_FILES)) {
    const path = join(from, 'keys', name);
    if (!existsSync(path)) continue;
    const pieces: Uint8Array[] = [];
    for await (const piece of seal.open(createReadStream(path))) pieces.push(piece);
    rings.set(name, Buffer.concat(pieces));
  }
  if (!rings.has(KEY_FILES.fields))
    throw new BackupError('备份里缺少密钥 keys/fields.json，加密的内容将无法读取。请换一份备份。');
  return rings;
}

function copyBeside(from: string, dataDir: string, keys: KeyRings): void {
  mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
  for (const [name, ring] of keys) writeDurably(join(dataDir, 'keys', name), ring);
  if (existsSync(join(from, 'files')))
    cpSync(join(from, 'files'), join(dataDir, 'files'), { recursive: true });
}
