import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import type { TestApp } from './create-test-app.ts';

/** Another server process on a test's database, that works through its queue until it is killed. */
export function startServerProcess(test: Pick<TestApp, 'database' | 'deps'>): ChildProcess {
  const { connection } = test.database;
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'job-server.ts')], {
    env: {
      ...process.env,
      ANJU_TEST_SERVER: JSON.stringify({ connection, dataDir: test.deps.config.dataDir }),
    },
    stdio: 'ignore',
  });
}

/** As the power cut does it: no handler runs. */
export async function killAtOnce(server: ChildProcess): Promise<void> {
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

/** Asks again and again until `done`; the test's own time limit ends it. */
export async function until(done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) await new Promise((resolve) => setTimeout(resolve, 20));
}

export interface HeldTable {
  /** Resolves when somebody waits to write the table: their transaction is begun and can't end. */
  waitedFor(): Promise<void>;
  release(): Promise<void>;
}

/** Lets nobody write a table, so that work is sure to be unfinished when its process is killed; reads go on. */
export async function holdTable({ database }: Pick<TestApp, 'database'>, table: string): Promise<HeldTable> {
  const holder = new pg.Client(database.connection);
  await holder.connect();
  await holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  const waiting = 'SELECT FROM pg_locks WHERE relation = $1::regclass AND NOT granted';
  return {
    waitedFor: () => until(async () => (await holder.query(waiting, [table])).rowCount !== 0),
    release: () => holder.end(),
  };
}
