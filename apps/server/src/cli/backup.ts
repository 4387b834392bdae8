import { resolve } from 'node:path';
import { readPassphrase } from '../platform/backup/backup-seal.ts';
import { writeBackup } from '../platform/backup/write-backup.ts';
import { ConfigError, readConfig } from '../platform/config.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';
import { takeOption } from './take-option.ts';

export const USAGE = `用法：anju backup --out 新目录 [--passphrase-file 口令文件] [--data 数据目录]

  备份数据库、附件和密钥；服务运行时也可执行。
  --passphrase-file   用该文件里的口令加密备份。口令要与备份分开保管，丢失后备份无法恢复。
  不用口令时备份含明文密钥，拿到备份就能读到全部内容，请妥善保管。
  附件在 S3 存储桶中（设置了 ANJU_S3_…）时，备份不含存储桶里的附件，须另行备份存储桶。
`;

/** `anju backup`: a folder from which `anju restore` makes everything again. */
export async function runBackup(argv: readonly string[], io: CommandIo): Promise<number> {
  const { value: out, rest: others } = takeOption(argv, '--out');
  const { value: passphraseFile, rest } = takeOption(others, '--passphrase-file');
  if (out === null) {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  try {
    const passphrase = passphraseFile === null ? null : readPassphrase(passphraseFile);
    const config = readConfig(process.env, rest);
    const database = await openHostDatabase(config, 'attach');
    try {
      const manifest = await writeBackup({ ...database, out: resolve(out), now: new Date(), passphrase });
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      io.stdout.write(
        `已备份到 ${resolve(out)}：${manifest.tables.length} 张表 ${rows} 行，附件 ${manifest.files} 个。\n`,
      );
      if (passphrase === null) io.stdout.write(UNSEALED_BACKUP);
      if (config.s3) io.stdout.write(notInBackup(config.s3.bucket));
      return DONE;
    } finally {
      await database.stop();
    }
  } catch (error) {
    io.stderr.write(`备份失败：${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? BAD_ARGUMENTS : FAILED;
  }
}

const UNSEALED_BACKUP = '注意：备份没有用口令加密，其中有密钥。请妥善保管，或加 --passphrase-file。\n';

/** A file is stored before the row that names it: a copy of the bucket made after this one holds every named file. */
const notInBackup = (bucket: string) =>
  `注意：附件保存在 S3 存储桶 ${bucket} 中，不在本备份内。请现在用存储自带的工具另行备份该存储桶。\n`;
