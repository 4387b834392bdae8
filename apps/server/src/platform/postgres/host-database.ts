import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config.ts';
import { ConfigError } from '../config-error.ts';
import { writeDurably } from '../durable-file.ts';
import { APP_ROLE } from './database.ts';
import { type Embedded, isUsableDataDir, startEmbedded } from './embedded.ts';
import { createDatabase, migrate } from './migrate.ts';

/** Real data and the demonstration live in two databases: neither is ever taken for the other. */
const REAL = 'anju';
const DEMONSTRATION = 'anju_demo';
const UNFINISHED = 'demonstration-unfinished';
/** Where root's data goes when the project's own folder can't hold a database. */
const SYSTEM_DATA = '/var/lib/anju/data';

export interface HostDatabase {
  /** Owns the tables: migrations, backup and restore. */
  readonly owner: pg.ClientConfig;
  /** The unprivileged role that requests and jobs run as. */
  readonly app: pg.ClientConfig;
  readonly dataDir: string;
  readonly embedded: boolean;
  readonly demonstration: boolean;
  /** True for a demonstration database that has to be filled. */
  readonly toFill: boolean;
  /** To be called once the demonstration is complete. */
  filled(): void;
  stop(): Promise<void>;
}

/**
 * Opens the database that the configuration names, migrated. `serve` wants an embedded server for itself, `attach`
 * shares a running one. With `migrations`, no more than that many have run. A demonstration that was not filled to its end is begun anew.
 */
export async function openHostDatabase(
  config: Config,
  mode: 'serve' | 'attach',
  migrations?: number,
): Promise<HostDatabase> {
  const dataDir = usableDataDir(config);
  if (config.databaseUrl !== null) return await openExternal(config.databaseUrl, dataDir, migrations);
  const server = await startEmbedded({ dataDir, mode });
  try {
    return await openEmbedded(config, server, dataDir, migrations);
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function usableDataDir({ dataDir, dataDirIsDefault }: Config): string {
  return dataDirIsDefault && process.getuid?.() === 0 && !isUsableDataDir(dataDir) ? SYSTEM_DATA : dataDir;
}

async function openExternal(url: string, dataDir: string, migrations?: number): Promise<HostDatabase> {
  const owner = { connectionString: url };
  await migrate(owner, migrations).catch((error: unknown) => {
    throw mayNotMigrate(error) ? new ConfigError(GRANT_FIRST) : error;
  });
  return {
    owner,
    app: owner,
    dataDir,
    embedded: false,
    demonstration: false,
    toFill: false,
    filled: () => undefined,
    stop: () => Promise.resolve(),
  };
}

/** PostgreSQL's insufficient_privilege. */
const mayNotMigrate = (error: unknown) => error instanceof Error && 'code' in error && error.code === '42501';

const GRANT_FIRST = `DATABASE_URL 的用户权限不够，数据库没有建成。它须是这个库的所有者，并能建角色；不能建角色时，
请数据库管理员先执行：CREATE ROLE ${APP_ROLE} NOLOGIN; GRANT ${APP_ROLE} TO 该用户 WITH ADMIN OPTION;`;

async function openEmbedded(
  config: Config,
  server: Embedded,
  dataDir: string,
  migrations?: number,
): Promise<HostDatabase> {
  const marker = join(dataDir, UNFINISHED);
  const admin = server.connection('postgres');
  const real = !config.demo || (await hasDatabase(admin, REAL));
  const name = real ? REAL : DEMONSTRATION;
  if (!real && existsSync(marker)) await dropDatabase(admin, name);
  if (!real && !(await hasDatabase(admin, name))) writeFileSync(marker, '', { flush: true });
  await createDatabase(admin, name);
  const owner = server.connection(name);
  await migrate(owner, migrations);
  return {
    owner,
    app: { ...owner, user: APP_ROLE, password: await appPassword(owner, dataDir) },
    dataDir,
    embedded: true,
    demonstration: !real,
    toFill: !real && existsSync(marker),
    filled: () => rmSync(marker, { force: true }),
    stop: server.stop,
  };
}

/**
 * The role gets a log-in of its own, so that a statement that got past us can't change back to the owner.
 * Where another PostgreSQL is used, its administrator decides; there we connect as given and drop to the role.
 */
async function appPassword(owner: pg.ClientConfig, dataDir: string): Promise<string> {
  const file = join(dataDir, 'keys/postgres-app-password');
  if (!existsSync(file)) writeDurably(file, randomBytes(32).toString('base64url'), true);
  const password = readFileSync(file, 'utf8').trim();
  await allowLogin(owner, password);
  return password;
}

/** Lets the unprivileged role sign in with `password` (no quotes in it). */
export async function allowLogin(owner: pg.ClientConfig, password: string): Promise<void> {
  if (!/^[\w-]+$/.test(password)) throw new RangeError('a password of letters, digits, - and _');
  await query(owner, `ALTER ROLE ${APP_ROLE} LOGIN PASSWORD '${password}'`);
}

async function hasDatabase(admin: pg.ClientConfig, name: string): Promise<boolean> {
  return (await query(admin, `SELECT FROM pg_database WHERE datname = '${name}'`)) > 0;
}

async function dropDatabase(admin: pg.ClientConfig, name: string): Promise<void> {
  await query(admin, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function query(connection: pg.ClientConfig, statement: string): Promise<number> {
  const client = new pg.Client(connection);
  await client.connect();
  try {
    return (await client.query(statement)).rowCount ?? 0;
  } finally {
    await client.end();
  }
}
