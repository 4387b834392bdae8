import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** A suite on PostgreSQL waits for the disk half of its time. */
const WORKERS = availableParallelism();

/** Three projects: pure code and packages, the server on real PostgreSQL, whole journeys in a browser. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'packages/**/*.test.ts',
            'apps/server/src/cli/**/*.test.ts',
            'apps/console/src/**/*.test.ts',
            'bench/**/*.test.ts',
            '*.test.ts',
          ],
          testTimeout: 60_000,
          maxWorkers: WORKERS,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['apps/server/src/{platform,modules}/**/*.test.ts'],
          globalSetup: ['apps/server/src/platform/testing/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: WORKERS,
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'browser',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/global-setup.ts'],
          // By itself: a page that waits for its turn among other suites would be judged slow.
          fileParallelism: false,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
