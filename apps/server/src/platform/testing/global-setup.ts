import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../postgres/embedded.ts';
import { allowLogin } from '../postgres/host-database.ts';
import { createDatabase, migrate } from '../postgres/migrate.ts';
import { scratchFolder } from '../postgres/scratch-folder.ts';

/** How a suite reaches the run's database server. */
export interface TestCluster {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Of the unprivileged role. */
  readonly appPassword: string;
  /** A migrated database to make copies of. */
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: TestCluster;
  }
}

const TEMPLATE = 'anju_template';

/** One PostgreSQL for the whole run; each suite copies the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const scratch = scratchFolder('test');
  const server = await startEmbedded({ dataDir: join(scratch, 'data'), mode: 'serve', fast: true });
  const teardown = async () => {
    await server.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  try {
    await createDatabase(server.connection('postgres'), TEMPLATE);
    await migrate(server.connection(TEMPLATE));
    const appPassword = randomBytes(16).toString('hex');
    await allowLogin(server.connection(TEMPLATE), appPassword);
    const { host, port, user, password } = server.connection(TEMPLATE);
    project.provide('cluster', { host, port, user: String(user), password, appPassword, template: TEMPLATE });
  } catch (error) {
    await teardown();
    throw error;
  }
  return teardown;
}
