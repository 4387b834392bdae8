import { execFile } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { scratchFolder } from '../apps/server/src/platform/postgres/scratch-folder.ts';
import { prepareBrowser } from './browser.ts';
import { type Printed, type RunningServer, startServer } from './server.ts';

const run = promisify(execFile);

declare module 'vitest' {
  interface ProvidedContext {
    demonstrations: {
      /** The folder in which a suite marks the one that it uses. */
      readonly claims: string;
      readonly servers: readonly Printed[];
    };
  }
}

/**
 * As many demonstrations as there are suites at once, as `npm start` makes them: no suite sees what another one does at
 * the same time. It is made once and copied.
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
    for (let suites = 1; suites <= project.config.maxWorkers; suites += 1) {
      const copy = join(scratch, `copy-${suites}`);
      // The database's files belong to the user it runs as.
      await run('cp', ['-a', made, copy]);
      servers.push(await startServer(copy));
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const claims = join(scratch, 'claims');
  mkdirSync(claims);
  project.provide('demonstrations', {
    claims,
    servers: servers.map(({ address, accounts, password }) => ({ address, accounts, password })),
  });
  return stop;
}
