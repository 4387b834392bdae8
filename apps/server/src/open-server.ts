import type { FastifyBaseLogger } from 'fastify';
import type pg from 'pg';
import { pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { MODULES } from './modules/index.ts';
import { type Clock, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.ts';
import type { Deps } from './platform/deps.ts';
import { openFileStore } from './platform/files/open-file-store.ts';
import { type BuiltApp, buildApp } from './platform/http/app.ts';
import { type Runner, startRunner } from './platform/jobs/runner.ts';
import { openDatabase } from './platform/postgres/database.ts';
import { openSecrets } from './platform/secrets.ts';

export interface ServerOptions {
  readonly config: Config;
  /** The migrated database. */
  readonly connection: pg.ClientConfig;
  readonly applicationName: string;
  readonly clock?: Clock;
  readonly log?: FastifyBaseLogger;
  /** Work through the queue in this process. */
  readonly runJobs: boolean;
  readonly poolSize?: number;
}

export interface Server extends BuiltApp {
  readonly deps: Deps;
  /** Ends requests, jobs and connections in this order. */
  close(): Promise<void>;
}

/** Puts platform and modules together on a database. Listening is for the caller. */
export async function openServer(options: ServerOptions): Promise<Server> {
  const { config, connection, applicationName } = options;
  const log: FastifyBaseLogger = options.log ?? pino({ level: config.logLevel });
  const db = openDatabase({ connection, role: 'app', applicationName, max: options.poolSize ?? 20 });
  const clock = options.clock ?? systemClock;
  const secrets = openSecrets(config.dataDir);
  const deps: Deps = {
    db,
    clock,
    ids: uuidv7,
    config,
    secrets,
    reporterSecrets: openSecrets(config.dataDir, 'reporters'),
    files: openFileStore(config, { clock, log, keys: secrets.fileKeys }),
    log,
    actLabels: Object.assign({}, ...MODULES.map((module) => module.actLabels ?? {})),
  };
  const built = await buildApp(deps, MODULES);
  const definitions = MODULES.flatMap((module) => module.jobs?.(deps) ?? []);
  const runner: Runner | null = options.runJobs
    ? startRunner({ db, connection, definitions, clock: deps.clock, log, applicationName })
    : null;
  return {
    ...built,
    deps,
    close: async () => {
      await built.app.close();
      await runner?.stop();
      await db.destroy();
    },
  };
}
