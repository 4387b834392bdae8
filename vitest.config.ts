import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { PATIENCE_MS } from './e2e/patience.ts';

/** A suite on PostgreSQL waits for the disk half of its time. */
const WORKERS = availableParallelism();

const LONGEST = 'e2e/pages.test.ts';

/** The longest suite first: begun last, it runs alone. On a fresh machine the runner knows no durations. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => Number(isLongest(other)) - Number(isLongest(one)));
  }
}

const isLongest = ({ moduleId }: TestSpecification) => moduleId.endsWith(LONGEST);

/** Three projects: pure code and packages, the server on real PostgreSQL, whole journeys in a browser. */
export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
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
          maxWorkers: WORKERS,
          maxConcurrency: 2,
          // After the others: a page waits for the server, and the server for the processor.
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 180_000,
          // What an act changes on the page is there soon after the page says so, not at the same moment.
          expect: { poll: { timeout: PATIENCE_MS } },
        },
      },
    ],
  },
});
