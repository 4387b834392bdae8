import { ConfigError, readConfig } from '../platform/config.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { rotateFieldKey } from '../platform/secrets.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';
import { reseal } from './reseal.ts';

export const USAGE = `用法：anju keys rotate [--reporters] [--data 数据目录]
      anju keys reseal [--retire] [--data 数据目录]

  rotate   换一把新的密钥（证件号、电话、上传的文件）；加 --reporters 换举报人身份的密钥。
           以后写入的用新密钥，旧密钥留着读以前的数据；重启服务后生效。
  reseal   把旧密钥加密的字段和文件改用新密钥；服务运行时也可执行，中断后再执行即接着做。
           举报人身份不经双人同意不打开，不在换封之列。
           --retire 做完后停用并删除旧密钥，须先停止服务。
`;

/** `anju keys …`: a new key, and what the older ones sealed brought over to it. */
export async function runKeys(argv: readonly string[], io: CommandIo): Promise<number> {
  const [verb, ...rest] = argv;
  if (verb !== 'rotate' && verb !== 'reseal') {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  try {
    if (verb === 'rotate') await rotate(rest, io);
    else
      await reseal(
        rest.filter((word) => word !== '--retire'),
        io,
        rest.includes('--retire'),
      );
    return DONE;
  } catch (error) {
    io.stderr.write(`换密钥失败：${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? BAD_ARGUMENTS : FAILED;
  }
}

async function rotate(argv: readonly string[], io: CommandIo): Promise<void> {
  const others = argv.filter((word) => word !== '--reporters');
  const database = await openHostDatabase(readConfig(process.env, others), 'attach');
  try {
    const ring = argv.includes('--reporters') ? 'reporters' : 'fields';
    const id = rotateFieldKey(database.dataDir, ring);
    io.stdout.write(`已启用第 ${id} 号密钥，重启服务后生效。请马上另做一次备份：旧备份里没有新密钥。\n`);
  } finally {
    await database.stop();
  }
}
