import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import pg from 'pg';
import type { TestApp } from './create-test-app.ts';

/**
 * Another server process on a test's database, that works through its queue until it is killed.
 * @param stopsIn the label of a job's step, in the midst of which it stands still and says so on its output
 */
export function startServerProcess(
  test: Pick<TestApp, 'database' | 'deps'>,
  stopsIn: string | null = null,
): ChildProcess {
  const { connection } = test.database;
  return spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'job-server.ts')], {
    env: {
      ...process.env,
      ANJU_TEST_SERVER: JSON.stringify({ connection, dataDir: test.deps.config.dataDir, stopsIn }),
    },
    stdio: ['ignore', stopsIn === null ? 'ignore' : 'pipe', 'ignore'],
  });
}

/** Resolves when the process stands still in the step it was told. */
export async function standsStill({ stdout }: ChildProcess): Promise<void> {
  if (stdout === null) throw new Error('the process was not told where to stand still');
  await once(stdout, 'data');
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
  /** Resolves when so many (one) wait to write the table, or for one who does: they are begun and can't end. */
  waitedFor(writers?: number): Promise<void>;
  release(): Promise<void>;
}

/** Lets nobody write a table, so that work is sure to be unfinished when its process is killed; reads go on. */
export async function holdTable({ database }: Pick<TestApp, 'database'>, table: string): Promise<HeldTable> {
  const holder = new pg.Client(database.connection);
  await holder.connect();
  await holder.query(`BEGIN; LOCK TABLE ${table} IN SHARE MODE`);
  const waiting = async () => {
    // Within a transaction the statistics stay as they were first read.
    await holder.query('SELECT pg_stat_clear_snapshot()');
    const found = await holder.query(
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
    );
    return found.rowCount ?? 0;
  };
  return {
    waitedFor: (writers = 1) => until(async () => (await waiting()) >= writers),
    release: () => holder.end(),
  };
}
