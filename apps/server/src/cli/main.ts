import type { CommandStreams } from './form.ts';

const BAD_ARGUMENTS = 2;

const USAGE = `用法：anju 命令 [参数]

  start            启动服务（首次启动会准备数据库和示例县）
  check            不经服务器，用花名册和部门数据直接比对，写出疑点
  demo             写出一个任意规模的示例县
  score            用已知答案核对比对结果的查全率和查准率
  form             六张报表：空白表、填表、读回、核对
  user             管理账号
  backup、restore  备份和恢复
  keys             更换字段密钥
  openapi          打印接口说明（OpenAPI）

各命令的参数：anju 命令 --help
`;

type Command = (argv: readonly string[], io: CommandStreams) => Promise<number> | number;

// Each command is loaded only when called: check and form start without the server's libraries.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./check.ts')).runCheck,
  demo: async () => (await import('./demo.ts')).runDemo,
  score: async () => (await import('./score.ts')).runScore,
  form: async () => (await import('./form.ts')).runForm,
  start: async () => (await import('./start.ts')).runStart,
  user: async () => (await import('./user.ts')).runUser,
  backup: async () => (await import('./backup.ts')).runBackup,
  restore: async () => (await import('./restore.ts')).runRestore,
  keys: async () => (await import('./keys.ts')).runKeys,
  openapi: async () => (await import('./openapi.ts')).runOpenapi,
};

/** `anju …`. Exit code 0 done, 2 bad arguments, 3 a file not understood, 1 a fault of the program. */
export async function main(argv: readonly string[], io: CommandStreams): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(USAGE);
    return name === undefined ? BAD_ARGUMENTS : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    io.stderr.write(`没有“${name}”这个命令。\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const command = await load();
  return await command(rest, io);
}
