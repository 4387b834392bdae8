import { z } from 'zod';
import { openServer } from '../../open-server.ts';
import { readConfig } from '../config.ts';

/** A second server process for the test that kills it: works through the queue of a test's database. */
const { connection, dataDir } = z
  .object({
    connection: z.object({
      host: z.string(),
      port: z.number(),
      user: z.string(),
      password: z.string(),
      database: z.string(),
    }),
    dataDir: z.string(),
  })
  .parse(JSON.parse(process.env.ANJU_TEST_SERVER ?? '{}'));

await openServer({
  config: readConfig({ ANJU_DATA: dataDir, ANJU_LOG_LEVEL: 'silent' }, []),
  connection,
  applicationName: 'anju-test-killed',
  runJobs: true,
  poolSize: 4,
});
