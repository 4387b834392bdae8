import { writeSync } from 'node:fs';
import { z } from 'zod';
import { MODULES } from '../../modules/index.ts';
import { openServer } from '../../open-server.ts';
import { readConfig } from '../config.ts';
import type { JobDefinition, JobProgress } from '../jobs/definition.ts';
import { startRunner } from '../jobs/runner.ts';

/** A second server process for the test that kills it: works through the queue of a test's database. */
const { connection, dataDir, stopsIn } = z
  .object({
    connection: z.object({
      host: z.string(),
      port: z.number(),
      user: z.string(),
      password: z.string(),
      database: z.string(),
    }),
    dataDir: z.string(),
    stopsIn: z.string().nullable(),
  })
  .parse(JSON.parse(process.env.ANJU_TEST_SERVER ?? '{}'));

const applicationName = 'anju-test-killed';
const { deps } = await openServer({
  config: readConfig({ ANJU_DATA: dataDir, ANJU_LOG_LEVEL: 'silent' }, []),
  connection,
  applicationName,
  runJobs: false,
  poolSize: 4,
});
const { db, clock, log } = deps;
const definitions = MODULES.flatMap((module) => module.jobs?.(deps) ?? []).map(standingStill);
startRunner({ db, connection, definitions, clock, log, applicationName });

/** Every job stands still in the midst of the step it is told to: says so, and goes no further. */
function standingStill({ kind, handler }: JobDefinition): JobDefinition {
  const isThere = ({ steps }: JobProgress) =>
    steps.some(({ label, state }) => label === stopsIn && state === 'running');
  return {
    kind,
    handler: (context) =>
      handler({
        ...context,
        report: (progress) => {
          context.report(progress);
          if (!isThere(progress)) return;
          writeSync(1, 'standing still');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        },
      }),
  };
}
