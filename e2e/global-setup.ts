import type { TestProject } from 'vitest/node';
import { prepareBrowser } from './browser.ts';
import { type Printed, startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demonstrations: readonly Printed[];
  }
}

/** A demonstration for each worker, as `npm start` makes it: no suite sees what another one does at the same time. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await prepareBrowser();
  const { maxWorkers } = project.config;
  const started = await Promise.allSettled(Array.from({ length: maxWorkers }, () => startServer()));
  const servers = started.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const stop = async () => {
    await Promise.all(servers.map((server) => server.stop()));
  };
  const failed = started.find((one) => one.status === 'rejected');
  if (failed) {
    await stop();
    throw failed.reason;
  }
  project.provide(
    'demonstrations',
    servers.map(({ address, accounts, password }) => ({ address, accounts, password })),
  );
  return stop;
}
