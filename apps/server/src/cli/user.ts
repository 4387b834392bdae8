import { ROLES } from '@anju/domain';
import { listUsers, NO_COUNTY, resetByCommand } from '../modules/access/index.ts';
import { openServer } from '../open-server.ts';
import { type Config, ConfigError, readConfig } from '../platform/config.ts';
import type { Deps } from '../platform/deps.ts';
import { listCounties } from '../platform/jobs/job-store.ts';
import { inScope } from '../platform/postgres/database.ts';
import { openHostDatabase } from '../platform/postgres/host-database.ts';
import { BAD_ARGUMENTS, type CommandIo, DONE, FAILED } from './command-io.ts';

export const USAGE = `用法：
  anju user list                  列出全部用户、角色和状态
  anju user reset 用户名          重置密码并解锁，打印一次性密码
  数据不在默认位置时加 --data 目录；服务运行时也可执行
`;

/** `anju user …`, for whoever holds the machine; works beside a running server. */
export async function runUser(argv: readonly string[], io: CommandIo): Promise<number> {
  const [verb, ...rest] = argv;
  const username = verb === 'reset' ? rest.shift() : undefined;
  if (
    (verb !== 'list' && verb !== 'reset') ||
    (verb === 'reset' && (!username || username.startsWith('-')))
  ) {
    io.stderr.write(USAGE);
    return BAD_ARGUMENTS;
  }
  try {
    return await withDeps(readConfig(process.env, rest), (deps) =>
      username === undefined ? list(deps, io) : reset(deps, username, io),
    );
  } catch (error) {
    io.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof ConfigError ? BAD_ARGUMENTS : FAILED;
  }
}

async function withDeps<T>(config: Config, work: (deps: Deps) => Promise<T>): Promise<T> {
  const database = await openHostDatabase(config, 'attach');
  try {
    const server = await openServer({
      config: { ...config, dataDir: database.dataDir },
      connection: database.app,
      applicationName: 'anju-command',
      runJobs: false,
      poolSize: 2,
    });
    try {
      return await work(server.deps);
    } finally {
      await server.close();
    }
  } finally {
    await database.stop();
  }
}

async function list(deps: Deps, io: CommandIo): Promise<number> {
  for (const county of [NO_COUNTY, ...(await listCounties(deps.db))]) {
    const users = await inScope(deps.db, county, (tx) =>
      listUsers(tx, { now: deps.clock.now() }, { after: null, limit: 1000 }),
    );
    for (const user of users) {
      const roles = user.roles.map((role) => ROLES[role]).join('、') || '（未授角色）';
      const locked = user.lockedUntil !== null && user.lockedUntil > deps.clock.now();
      const state = user.active ? (locked ? '已锁定' : '在用') : '停用';
      io.stdout.write(`${county}  ${user.username.padEnd(20)} ${user.name}  ${roles}  ${state}\n`);
    }
  }
  return DONE;
}

async function reset(deps: Deps, username: string, io: CommandIo): Promise<number> {
  const password = await resetByCommand(deps, username);
  if (password === null) {
    io.stderr.write(`没有用户 ${username}。用 anju user list 查看全部用户名。\n`);
    return FAILED;
  }
  io.stdout.write(
    `用户 ${username} 的一次性密码：${password}\n7 天内有效，登录后须修改；动态口令需重新绑定。\n`,
  );
  return DONE;
}
