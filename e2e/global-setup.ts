import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';
import { prepareBrowser } from './browser.ts';
import { type Printed, type RunningServer, startServer } from './server.ts';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    demonstrations: readonly Printed[];
  }
}

/**
 * A demonstration for each worker, as `npm start` makes it: no suite sees what another one does at the same time. It is
 * made once; each worker has a copy.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepareBrowser();
  const scratch = scratchFolder('e2e');
  const made = join(scratch, 'made');
  const servers: RunningServer[] = [];
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await (await startServer(made)).stop();
    for (let worker = 1; worker <= project.config.maxWorkers; worker += 1) {
      const copy = join(scratch, `worker-${worker}`);
      // The database's files belong to the user it runs as.
      await run('cp', ['-a', made, copy]);
      servers.push(await startServer(copy));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide(
    'demonstrations',
    servers.map(({ address, accounts, password }) => ({ address, accounts, password })),
  );
  return stop;
}
