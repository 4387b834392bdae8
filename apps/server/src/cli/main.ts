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

interface Command {
  /** The arguments are those after the command's name. */
  readonly run: (argv: readonly string[], io: CommandStreams) => Promise<number> | number;
  readonly usage: string;
}

// Each command is loaded only when called: check and form start without the server's libraries.
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => {
    const { runCheck: run, USAGE: usage } = await import('./check.ts');
    return { run, usage };
  },
  demo: async () => {
    const { runDemo: run, USAGE: usage } = await import('./demo.ts');
    return { run, usage };
  },
  score: async () => {
    const { runScore: run, USAGE: usage } = await import('./score.ts');
    return { run, usage };
  },
  form: async () => {
    const { runForm: run, USAGE: usage } = await import('./form.ts');
    return { run, usage };
  },
  start: async () => {
    const { runStart: run, USAGE: usage } = await import('./start.ts');
    return { run, usage };
  },
  user: async () => {
    const { runUser: run, USAGE: usage } = await import('./user.ts');
    return { run, usage };
  },
  backup: async () => {
    const { runBackup: run, USAGE: usage } = await import('./backup.ts');
    return { run, usage };
  },
  restore: async () => {
    const { runRestore: run, USAGE: usage } = await import('./restore.ts');
    return { run, usage };
  },
  keys: async () => {
    const { runKeys: run, USAGE: usage } = await import('./keys.ts');
    return { run, usage };
  },
  openapi: async () => {
    const { runOpenapi: run, USAGE: usage } = await import('./openapi.ts');
    return { run, usage };
  },
};

/** `anju …`. Exit code 0 done, 2 bad arguments, 3 a file not understood, 1 a fault of the program. */
export async function main(argv: readonly string[], io: CommandStreams): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || asksForHelp(name)) {
    io.stdout.write(USAGE);
    return name === undefined ? BAD_ARGUMENTS : 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (load === undefined) {
    io.stderr.write(`没有“${name}”这个命令。\n${USAGE}`);
    return BAD_ARGUMENTS;
  }
  const command = await load();
  if (rest.some(asksForHelp)) {
    io.stdout.write(command.usage);
    return 0;
  }
  return await command.run(rest, io);
}

const asksForHelp = (word: string): boolean => word === 'help' || word === '--help' || word === '-h';
