import { randomBytes } from 'node:crypto';
import {
  cpSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { syncFolder, writeDurably } from '../durable-file.ts';
import { enterScope, everyScope } from '../postgres/every-scope.ts';
import { MIGRATIONS_TABLE } from '../postgres/migrate.ts';
import { KEY_FILES } from '../secrets.ts';
import { type BackupSeal, sealBy, UNSEALED } from './backup-seal.ts';
import { BackupError, digestOf, MANIFEST_FILE, type Manifest, tableFile } from './manifest.ts';

export interface BackupInput {
  readonly owner: pg.ClientConfig;
  readonly dataDir: string;
  readonly demonstration: boolean;
  /** A folder that doesn't exist yet. */
  readonly out: string;
  readonly now: Date;
  /** Null leaves tables and keys in the clear. */
  readonly passphrase: string | null;
}

const ROWS_AT_ONCE = 2000;

/**
 * Copies database, files and keys into a folder while the server works on: the tables as of one moment, a line a
 * row in PostgreSQL's own text of a row (there is no pg_dump among the embedded binaries). The folder gets its
 * name only when it is whole. It holds the keys: without a passphrase, whoever has it can read everything. The
 * stored files are sealed as they lie, under those keys.
 */
export async function writeBackup(input: BackupInput): Promise<Manifest> {
  if (existsSync(input.out)) throw new BackupError(`目录 ${input.out} 已存在。请换一个新的目录名。`);
  const scratch = `${input.out}.unfinished`;
  rmSync(scratch, { recursive: true, force: true });
  mkdirSync(join(scratch, 'tables'), { recursive: true, mode: 0o700 });
  const salt = input.passphrase === null ? null : randomBytes(32);
  const seal = input.passphrase === null || salt === null ? UNSEALED : sealBy(input.passphrase, salt);
  const { migrations, tables } = await copyTables(input.owner, scratch, seal);
  // After the tables: a file is stored before the row that names it, so every named file is here by now.
  const files = copyFiles(input.dataDir, scratch);
  mkdirSync(join(scratch, 'keys'), { mode: 0o700 });
  for (const name of Object.values(KEY_FILES)) {
    const ring = join(input.dataDir, 'keys', name);
    // A data folder of an older version has no key of reporters before its first start.
    if (!existsSync(ring)) continue;
    await pipeline(
      Readable.from(seal.seal([readFileSync(ring)])),
      createWriteStream(join(scratch, 'keys', name), { mode: 0o600, flush: true }),
    );
  }
  const manifest: Manifest = {
    format: salt === null ? 1 : 2,
    salt: salt === null ? null : salt.toString('base64'),
    createdAt: input.now.toISOString(),
    demonstration: input.demonstration,
    migrations,
    tables,
    files,
  };
  writeDurably(join(scratch, MANIFEST_FILE), JSON.stringify(manifest, null, 2));
  renameSync(scratch, input.out);
  syncFolder(join(input.out, '..'));
  return manifest;
}

async function copyTables(
  owner: pg.ClientConfig,
  folder: string,
  seal: BackupSeal,
): Promise<Pick<Manifest, 'migrations' | 'tables'>> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO'");
    const migrations = await client.query<{ name: string }>(
      `SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`,
    );
    const tables: Manifest['tables'] = [];
    for (const name of await listTables(client)) {
      const path = tableFile(folder, name);
      const counted = { rows: 0 };
      const lines = Readable.from(rowLines(client, name, counted));
      await pipeline(
        lines,
        createGzip({ level: 3 }),
        seal.seal,
        createWriteStream(path, { mode: 0o600, flush: true }),
      );
      tables.push({ name, rows: counted.rows, sha256: await digestOf(path) });
    }
    return { migrations: migrations.rows.map(({ name }) => name), tables };
  } finally {
    await client.end();
  }
}

/** The tables of the schema but for the migrations' own, by name. */
export async function listTables(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class
     WHERE relkind IN ('r', 'p') AND NOT relispartition AND relnamespace = 'public'::regnamespace AND relname <> $1
     ORDER BY relname`,
    [MIGRATIONS_TABLE],
  );
  return rows.map(({ name }) => name);
}

async function* rowLines(
  client: pg.Client,
  table: string,
  counted: { rows: number },
): AsyncGenerator<string> {
  const name = client.escapeIdentifier(table);
  const { rows: guarded } = await client.query(
    'SELECT FROM pg_class WHERE oid = $1::regclass AND relrowsecurity',
    [name],
  );
  for (const scope of guarded.length > 0 ? await everyScope(client) : [null]) {
    await enterScope(client, scope);
    await client.query(`DECLARE rows NO SCROLL CURSOR FOR SELECT t::text AS line FROM ${name} t`);
    for (;;) {
      const { rows } = await client.query<{ line: string }>(`FETCH ${ROWS_AT_ONCE} FROM rows`);
      if (rows.length === 0) break;
      counted.rows += rows.length;
      yield rows.map(({ line }) => `${JSON.stringify(line)}\n`).join('');
    }
    await client.query('CLOSE rows');
  }
}

/** Copies the stored files, but not what is still coming in. Returns how many. */
function copyFiles(dataDir: string, folder: string): number {
  const root = join(dataDir, 'files');
  let count = 0;
  for (const shelf of existsSync(root) ? readdirSync(root) : []) {
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    cpSync(join(root, shelf), join(folder, 'files', shelf), { recursive: true });
    count += readdirSync(join(folder, 'files', shelf)).length;
  }
  return count;
}
