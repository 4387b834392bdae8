import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BackupSeal, readPassphrase, sealBy, UNSEALED } from '../platform/backup/backup-seal.ts';
import { BackupError, type Manifest, readManifest } from '../platform/backup/manifest.ts';
import { readKeys, restoreBackup } from '../platform/backup/restore-backup.ts';
import { ConfigError, MIGRATIONS, readConfig } from '../platform/config.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { migrate } from '../platform/postgres/migrate.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';
import { takeOption } from './take-option.ts';

export const USAGE = `用法：anju restore --from 备份目录 [--passphrase-file 口令文件] [--data 新的数据目录]

  在空的数据目录（或 DATABASE_URL 指定的空数据库）中恢复；已有数据时拒绝，不会覆盖。
  附件在 S3 存储桶中（设置了 ANJU_S3_…）时，不恢复存储桶里的附件，须另行恢复存储桶。
`;

/** `anju restore`: a backup into an empty machine. An older backup is brought up to this version's tables. */
export async function runRestore(argv: readonly string[], io: CommandIo): Promise<number> {
  const { value: from, rest: others } = takeOption(argv, '--from');
  const { value: passphraseFile, rest } = takeOption(others, '--passphrase-file');
  if (from === null) {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  try {
    const folder = resolve(from);
    const manifest = await readManifest(folder);
    requireKnown(manifest.migrations);
    const seal = sealOf(manifest, passphraseFile);
    const keys = await readKeys(folder, seal);
    const config = { ...readConfig(process.env, rest), demo: manifest.demonstration };
    const database = await openHostDatabase(config, 'serve', manifest.migrations.length);
    try {
      if (database.demonstration !== manifest.demonstration && database.embedded)
        throw new BackupError('目标数据目录里已有正式库。请用 --data 指定一个新的空目录。');
      await restoreBackup({ ...database, from: folder, manifest, seal, keys });
      await migrate(database.owner);
      database.filled();
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      io.stdout.write(
        `已恢复到 ${database.dataDir}：${rows} 行，附件 ${manifest.files} 个。现在可以 anju start。\n`,
      );
      if (config.s3) io.stdout.write(bringBucket(config.s3.bucket, database.dataDir, manifest.files));
      return DONE;
    } finally {
      await database.stop();
    }
  } catch (error) {
    io.stderr.write(`恢复失败：${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? BAD_ARGUMENTS : FAILED;
  }
}

function sealOf({ salt }: Manifest, passphraseFile: string | null): BackupSeal {
  if (salt === null) return UNSEALED;
  if (passphraseFile === null)
    throw new BackupError('这份备份用口令加密。请用 --passphrase-file 指定口令文件。');
  return sealBy(readPassphrase(passphraseFile), Buffer.from(salt, 'base64'));
}

/** With a bucket the server looks for files there only. */
function bringBucket(bucket: string, dataDir: string, files: number): string {
  const own =
    files > 0 ? `本备份中的 ${files} 个附件已放在 ${join(dataDir, 'files')}，也要复制进该存储桶。` : '';
  return `注意：附件从 S3 存储桶 ${bucket} 读取，本命令不恢复存储桶。启动前请先从存储桶的备份恢复。${own}\n`;
}

/** A backup of a newer version has tables that this one doesn't know. */
function requireKnown(migrations: readonly string[]): void {
  const own = readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => name.replace(/\.sql$/, ''));
  if (migrations.some((name, i) => own[i] !== name))
    throw new BackupError('备份来自更新或不同的版本。请先把程序升级到与备份相同或更新的版本。');
}
