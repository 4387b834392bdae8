import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { writeDurably } from '../durable-file.ts';
import { findBinaries } from './binaries.ts';
import { isAlive, runningPostmaster, stopPostmaster } from './postmaster.ts';
import { canReach, type ServerUser, serverUser } from './server-user.ts';

export const OWNER = 'anju_owner';
/** Connections of a serving process begin with this, followed by its process id. */
export const SERVING = 'anju-serving:';

export class EmbeddedError extends Error {
  override readonly name = 'EmbeddedError';
}

export interface EmbeddedOptions {
  /** Absolute; the cluster, its keys and its log go below it. */
  readonly dataDir: string;
  /** `serve` wants the server for itself; `attach` uses a running one and leaves it running. */
  readonly mode: 'serve' | 'attach';
  /** For tests only: trade durability for speed. */
  readonly fast?: boolean;
}

export interface Embedded {
  /** True when the cluster was made just now. */
  readonly fresh: boolean;
  readonly pid: number;
  /** Connection settings of the owner, for the named database. */
  connection(database: string): pg.ClientConfig & { password: string; host: string; port: number };
  stop(): Promise<void>;
}

/**
 * Starts PostgreSQL on the cluster below `dataDir`, making the cluster first where there is none.
 * A server that outlived its process is stopped and started anew; one in use by a living process is refused.
 * Throws EmbeddedError or BinariesError, in Chinese, with the folder and the remedy.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const user = serverUser();
  const binaries = findBinaries(user);
  const cluster = join(options.dataDir, 'postgres');
  prepareFolders(options.dataDir, user);
  const fresh = !existsSync(join(cluster, 'PG_VERSION'));
  const password = readPassword(options.dataDir, fresh);
  if (fresh) await initialise({ binaries, cluster, password, user, fast: options.fast ?? false });

  const running = runningPostmaster(cluster);
  if (running) {
    const connection = connectionTo(running.port, password);
    if (options.mode === 'attach')
      return { fresh, pid: running.pid, connection, stop: () => Promise.resolve() };
    await refuseWhenInUse(connection('postgres'), options.dataDir);
    await stopPostmaster(running.pid);
  }
  const { child, port } = await launch({ ...options, binaries, cluster, user, password });
  const pid = child.pid ?? 0;
  return { fresh, pid, connection: connectionTo(port, password), stop: () => stopPostmaster(pid) };
}

function connectionTo(port: number, password: string): Embedded['connection'] {
  return (database) => ({ host: '127.0.0.1', port, user: OWNER, password, database });
}

/** The database's user must pass through the data folder; the keys and files in it stay ours alone. */
function prepareFolders(dataDir: string, user: ServerUser | null): void {
  const fault = (cause: unknown) =>
    new EmbeddedError(
      `数据目录 ${dataDir} 不能使用：${user ? `数据库以用户 ${user.name} 运行，它进不了这个目录` : '没有写入权限'}。请用 --data 指定别的目录，例如 /var/lib/anju。`,
      { cause },
    );
  try {
    mkdirSync(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
    mkdirSync(join(dataDir, 'keys'), { recursive: true, mode: 0o700 });
    if (!user) return;
    const work = join(dataDir, 'postgres-work');
    mkdirSync(work, { recursive: true, mode: 0o700 });
    chownSync(work, user.uid, user.gid);
    if (!canReach(work, user)) throw new Error('not reachable');
  } catch (cause) {
    throw fault(cause);
  }
}

/** True when root's database could live below `dataDir`. */
export function isUsableDataDir(dataDir: string): boolean {
  try {
    prepareFolders(dataDir, serverUser());
    return true;
  } catch {
    return false;
  }
}

/** The owner's password, made once, beside the other keys and not in the database. */
function readPassword(dataDir: string, fresh: boolean): string {
  const file = join(dataDir, 'keys/postgres-password');
  if (!existsSync(file)) {
    if (!fresh)
      throw new EmbeddedError(`缺少数据库密钥 ${file}，打不开已有的数据库。请从备份恢复 keys 目录。`);
    writeDurably(file, randomBytes(32).toString('base64url'), true);
  }
  return readFileSync(file, 'utf8').trim();
}

interface InitInput {
  readonly binaries: string;
  readonly cluster: string;
  readonly password: string;
  readonly user: ServerUser | null;
  readonly fast?: boolean;
}

/** initdb into a folder beside, renamed when whole: a machine switched off half-way begins again. */
async function initialise({ binaries, cluster, password, user, fast }: InitInput): Promise<void> {
  const work = user ? join(cluster, '../postgres-work') : join(cluster, '..');
  // Of this process alone: a command may begin while the server is being started.
  const scratch = join(work, `initialising-${process.pid}`);
  const passwordFile = `${scratch}-password`;
  removeLeftovers(work);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  const args = [
    ...(fast ? ['--no-sync'] : []),
    '-D',
    scratch,
    '-U',
    OWNER,
    `--pwfile=${passwordFile}`,
    '-A',
    'scram-sha-256',
  ];
  try {
    await run(
      join(binaries, 'bin/initdb'),
      [...args, '-E', 'UTF8', '--locale=C', '--no-instructions'],
      user,
      work,
    );
    if (existsSync(join(cluster, 'PG_VERSION'))) return;
    renameSync(scratch, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Half-made clusters of processes that are gone. */
function removeLeftovers(work: string): void {
  for (const name of readdirSync(work)) {
    const pid = /^initialising-(\d+)/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid)))
      rmSync(join(work, name), { recursive: true, force: true });
  }
}

async function run(
  command: string,
  args: readonly string[],
  user: ServerUser | null,
  cwd: string,
): Promise<void> {
  const child = spawn(command, args, {
    ...identity(user),
    cwd,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    said += String(chunk);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new EmbeddedError(`数据库初始化失败（${command}）：${said.slice(-2000)}`);
}

const identity = (user: ServerUser | null) => (user ? { uid: user.uid, gid: user.gid } : {});
const environment = () => ({ LC_ALL: 'C', PATH: process.env.PATH ?? '/usr/bin:/bin', TZ: 'UTC' });

interface LaunchInput extends EmbeddedOptions, InitInput {}

async function launch(input: LaunchInput): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const logFile = join(input.dataDir, 'postgres.log');
    if (existsSync(logFile) && statSync(logFile).size > 20_000_000) renameSync(logFile, `${logFile}.1`);
    const log = openSync(logFile, 'a', 0o600);
    const child = spawn(
      join(input.binaries, 'bin/postgres'),
      ['-D', input.cluster, ...settings(port, input.fast)],
      {
        ...identity(input.user),
        cwd: input.cluster,
        env: environment(),
        // Its own process group: Ctrl+C in the terminal reaches us, and we stop it after our own work.
        detached: true,
        stdio: ['ignore', log, log],
      },
    );
    let ended = false;
    child.on('exit', () => {
      ended = true;
    });
    child.on('error', () => {
      ended = true;
    });
    if (await ready(connectionTo(port, input.password)('postgres'), () => ended)) return { child, port };
    if (attempt === 3) {
      const said = readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n');
      throw new EmbeddedError(`内置数据库无法启动，日志 ${logFile} 的结尾：\n${said}`);
    }
  }
}

function settings(port: number, fast = false): string[] {
  const values: Record<string, string> = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    // A path below the data folder may be longer than a socket's name can be; loopback with a password serves.
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '256MB',
    // A statement of a process that died ends within a second, and its locks with it.
    client_connection_check_interval: '1s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and their values may hold personal data: errors are logged without them.
    log_min_error_statement: 'panic',
    log_parameter_max_length_on_error: '0',
    ...(fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new EmbeddedError('没有可用的本机端口。');
  return address.port;
}

/** Waits until the server answers. Replaying the log after a power cut may take minutes; ending is a failure. */
async function ready(connection: pg.ClientConfig, hasEnded: () => boolean): Promise<boolean> {
  while (!hasEnded()) {
    const client = new pg.Client(connection);
    try {
      await client.connect();
      await client.end();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return false;
}

async function refuseWhenInUse(connection: pg.ClientConfig, dataDir: string): Promise<void> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
  } catch {
    return;
  }
  try {
    const { rows } = await client.query<{ application_name: string }>(
      'SELECT DISTINCT application_name FROM pg_stat_activity WHERE starts_with(application_name, $1)',
      [SERVING],
    );
    const owner = rows
      .map((row) => Number(row.application_name.slice(SERVING.length)))
      .find((pid) => isAlive(pid));
    if (owner !== undefined && owner !== process.pid)
      throw new EmbeddedError(
        `数据目录 ${dataDir} 正由另一个进程（进程号 ${owner}）使用。请先停止它，或用 --data 指定别的目录。`,
      );
  } finally {
    await client.end();
  }
}
