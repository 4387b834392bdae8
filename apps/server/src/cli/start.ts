import { ROLES } from '@anju/domain';
import {
  DEMONSTRATION_ACCOUNTS,
  DEMONSTRATION_PASSWORD,
  FIRST_USERNAME,
  makeFirstAdministrator,
} from '../modules/access/index.ts';
import { DEMONSTRATION_NEIGHBOUR, DEMONSTRATION_PREFECTURE } from '../modules/organisations/index.ts';
import { openServer, type Server } from '../open-server.ts';
import { type ShiftedClock, shiftedClock } from '../platform/clock.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import { BinariesError } from '../platform/postgres/binaries.ts';
import { EmbeddedError, SERVING } from '../platform/postgres/embedded.ts';
import { type HostDatabase, openHostDatabase } from '../platform/postgres/host-database.ts';
import { buildConsole, isConsoleStale } from './build-console.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';
import { fillDemonstration } from './fill-demonstration.ts';

export const USAGE = `用法：anju start [--empty] [--data 目录] [--port 端口] [--host 地址]

  --empty   不建示例县，从空白的正式数据库开始
  --data    数据目录（数据库、密钥、附件），默认为项目下的 data
  --port    端口，默认 8080
  --host    监听地址，默认 127.0.0.1（仅本机）；供局域网使用时写 0.0.0.0
  环境变量 DATABASE_URL 可指定已有的 PostgreSQL，代替内置数据库
`;

/**
 * `anju start`: database, migrations, console, demonstration, listening; until SIGTERM or SIGINT.
 * Exit code 0 after an orderly stop, 1 when it can't start, 2 for bad arguments.
 */
export async function runStart(argv: readonly string[], io: CommandIo): Promise<number> {
  try {
    const stopped = stopSignal();
    await serve(readConfig(process.env, argv), io, stopped);
    return DONE;
  } catch (error) {
    if (error instanceof ConfigError) {
      io.stderr.write(`${error.message}\n\n${USAGE}`);
      return BAD_ARGUMENTS;
    }
    io.stderr.write(`启动失败：${explain(error)}\n`);
    return FAILED;
  }
}

async function serve(config: Config, io: CommandIo, stopped: Promise<void>): Promise<void> {
  if (isConsoleStale()) {
    io.stdout.write('正在构建页面（首次启动约需十几秒）…\n');
    await buildConsole();
  }
  io.stdout.write('正在启动数据库…\n');
  const database = await openHostDatabase(config, 'serve');
  try {
    const clock = shiftedClock();
    const server = await openServer({
      clock,
      config: { ...config, dataDir: database.dataDir },
      connection: database.app,
      applicationName: `${SERVING}${process.pid}`,
      runJobs: true,
    });
    try {
      await prepare(server, clock, database, io);
      const address = await server.app.listen({ host: config.host, port: config.port });
      announce(address, database, io);
      await stopped;
      io.stdout.write('正在停止…\n');
    } finally {
      await server.close();
    }
  } finally {
    await database.stop();
  }
}

/** A demonstration is filled; a real database that is new gets its one administrator. */
async function prepare(
  server: Server,
  clock: ShiftedClock,
  database: HostDatabase,
  io: CommandIo,
): Promise<void> {
  if (database.toFill) {
    const began = Date.now();
    io.stdout.write('正在生成示例县');
    await fillDemonstration(server.deps, clock, () => io.stdout.write('·'));
    database.filled();
    io.stdout.write(` 完成，用时 ${Math.round((Date.now() - began) / 1000)} 秒\n`);
    return;
  }
  const password = await makeFirstAdministrator(server.deps);
  if (password === null) return;
  io.stdout.write(
    `\n这是新的正式数据库，已建立一个管理员：\n\n    用户名      ${FIRST_USERNAME}\n    一次性密码  ${password}\n\n` +
      '密码只显示这一次，7 天内有效。登录后修改密码、绑定动态口令，再填写首次设置页。\n' +
      `忘记时执行：anju user reset ${FIRST_USERNAME}\n`,
  );
}

/** Where the accounts are that are not the first county's own. */
const PLACES: Readonly<Record<string, string>> = {
  [DEMONSTRATION_PREFECTURE]: '地州',
  [DEMONSTRATION_NEIGHBOUR]: '阜康市',
};

const placeText = (place: string | undefined): string => (place === undefined ? '' : `（${place}）`);

function announce(address: string, database: HostDatabase, io: CommandIo): void {
  io.stdout.write(`\n安居已启动：${address}\n数据目录：${database.dataDir}\n`);
  if (database.demonstration) {
    const rows = DEMONSTRATION_ACCOUNTS.map(
      ({ username, role, organisation, department }) =>
        `    ${username.padEnd(10)} ${ROLES[role]}${placeText(department ?? PLACES[organisation])}`,
    );
    io.stdout.write(
      `\n示例账号（仅示例库有），密码都是 ${DEMONSTRATION_PASSWORD}\n${rows.join('\n')}\n` +
        '    shequ2 至 shequ12  其余各社区的工作人员\n\n' +
        '正式使用：npm start -- --empty\n',
    );
  }
  io.stdout.write('按 Ctrl+C 停止。\n');
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', () => resolve());
    process.once('SIGINT', () => resolve());
  });
}

function explain(error: unknown): string {
  if (error instanceof EmbeddedError || error instanceof BinariesError) return error.message;
  if (!(error instanceof Error)) return String(error);
  if ('code' in error && error.code === 'EADDRINUSE')
    return '端口已被占用。请先停止占用它的程序，或用 --port 指定别的端口。';
  if ('code' in error && (error.code === 'EACCES' || error.code === 'EADDRNOTAVAIL'))
    return `不能在这个地址或端口上监听（${error.code}）。请换 --host 或 --port。`;
  return error.stack ?? error.message;
}
