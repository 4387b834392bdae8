import { ConfigError, readConfig } from '../platform/config.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { rotateFieldKey } from '../platform/secrets.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';

const USAGE = `用法：anju keys rotate [--reporters] [--data 数据目录]

  换一把新的字段密钥（证件号、电话）；加 --reporters 换举报人身份的密钥。以后写入的用新密钥，旧密钥留着读以前的数据；重启服务后生效。
`;

/** `anju keys rotate`: a new key for personal fields, or for reporters; what older keys sealed stays readable. */
export async function runKeys(argv: readonly string[], io: CommandIo): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb !== 'rotate') {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  const reporters = rest.includes('--reporters');
  const others = rest.filter((argument) => argument !== '--reporters');
  try {
    const database = await openHostDatabase(readConfig(process.env, others), 'attach');
    try {
      const id = rotateFieldKey(database.dataDir, reporters ? 'reporters' : 'fields');
      io.stdout.write(`已启用第 ${id} 号密钥，重启服务后生效。请马上另做一次备份：旧备份里没有新密钥。\n`);
      return DONE;
    } finally {
      await database.stop();
    }
  } catch (error) {
    io.stderr.write(`换密钥失败：${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? BAD_ARGUMENTS : FAILED;
  }
}
