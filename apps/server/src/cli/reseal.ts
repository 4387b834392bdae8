import pg from 'pg';
import { pino } from 'pino';
import { systemClock } from '../platform/clock.ts';
import { type Config, readConfig } from '../platform/config.ts';
import { openFileStore } from '../platform/files/open-file-store.ts';
import { SERVING } from '../platform/postgres/embedded.ts';
import { type HostDatabase, openHostDatabase } from '../platform/postgres/host-database.ts';
import { resealFields } from '../platform/reseal/reseal-fields.ts';
import { openSecrets, retireFieldKeys, SecretsError } from '../platform/secrets.ts';
import type { CommandIo } from './command-io.ts';

/** A line of progress after so many files. */
const FILES_A_LINE = 100;

/**
 * `anju keys reseal`: everything that an older key sealed is sealed under the current one, fields first, then files.
 * It may be stopped and begun again. With `retire`, the older keys are then thrown away, once no server can still
 * be using them. Throws SecretsError, in Chinese.
 */
export async function reseal(argv: readonly string[], io: CommandIo, retire: boolean): Promise<void> {
  const config = readConfig(process.env, argv);
  const database = await openHostDatabase(config, 'attach');
  try {
    if (retire) await requireNoServer(database.owner);
    await resealAll({ ...config, dataDir: database.dataDir }, database, io);
    if (!retire) return;
    await requireNoServer(database.owner);
    const ids = retireFieldKeys(database.dataDir);
    io.stdout.write(
      ids.length === 0
        ? '没有可停用的旧密钥。\n'
        : `已停用第 ${ids.join('、')} 号密钥。请马上另做一次备份；以前的备份仍用它自己带的密钥恢复。\n`,
    );
  } finally {
    await database.stop();
  }
}

async function resealAll(config: Config, database: HostDatabase, io: CommandIo): Promise<void> {
  const secrets = openSecrets(config.dataDir);
  let fields = 0;
  const columns = new Map<string, number>();
  for await (const { table, column, seen, resealed } of resealFields(database.owner, secrets)) {
    columns.set(`${table}.${column}`, resealed);
    io.stderr.write(`${table}.${column}：已查 ${seen} 项，换封 ${resealed} 项\n`);
  }
  for (const count of columns.values()) fields += count;
  const files = await resealFiles(config, io);
  io.stdout.write(`已换用第 ${secrets.fileKeys.current} 号密钥：字段 ${fields} 项，文件 ${files} 个。\n`);
}

async function resealFiles(config: Config, io: CommandIo): Promise<number> {
  const log = pino({ level: 'silent' });
  const store = openFileStore(config, {
    clock: systemClock,
    log,
    keys: openSecrets(config.dataDir).fileKeys,
  });
  let [seen, resealed] = [0, 0];
  for await (const sha256 of store.digests()) {
    seen += 1;
    if (await store.reseal(sha256)) resealed += 1;
    if (seen % FILES_A_LINE === 0) io.stderr.write(`文件：已查 ${seen} 个，换封 ${resealed} 个\n`);
  }
  return resealed;
}

/** A server reads the keys when it starts: one that runs may still seal under the key that is about to go. */
async function requireNoServer(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND starts_with(application_name, $1) LIMIT 1`,
      [SERVING],
    );
    if (rowCount)
      throw new SecretsError(
        '服务还在运行，可能仍在用旧密钥。请先停止所有服务，再停用旧密钥；没有停用任何密钥。',
      );
  } finally {
    await client.end();
  }
}
