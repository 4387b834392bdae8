import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
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
