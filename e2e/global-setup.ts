import type { TestProject } from 'vitest/node';
import { type Printed, startServer } from './server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    demonstration: Printed;
  }
}

/** One demonstration for the whole run, as `npm start` makes it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, accounts, password, stop } = await startServer();
  project.provide('demonstration', { address, accounts, password });
  return stop;
}
