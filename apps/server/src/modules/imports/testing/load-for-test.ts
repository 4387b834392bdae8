import type { RosterHousehold } from '@anju/matching';
import { inScope } from '../../../platform/postgres/database.ts';
import type { TestApp } from '../../../platform/testing/index.ts';
import { loadRoster } from '../load-roster.ts';
import { placeFinder } from '../place-household.ts';
import { insertImport } from '../store.ts';

/** Loads families as an import would, without a file. Knows one community: 幸福路社区. */
export async function loadForTest(
  { db, deps }: Pick<TestApp, 'db' | 'deps'>,
  county: string,
  households: readonly RosterHousehold[],
): Promise<void> {
  const importId = deps.ids();
  const by = { id: deps.ids(), name: '测试导入' };
  await inScope(db, county, async (tx) => {
    await insertImport(tx, {
      county,
      id: importId,
      fileSha256: '0'.repeat(64),
      fileName: '花名册.xlsx',
      jobId: deps.ids(),
      by,
      at: deps.clock.now(),
    });
    await loadRoster(
      {
        tx,
        deps,
        actor: { ...by, roles: ['county-officer'] },
        county,
        importId,
        place: placeFinder([{ code: `${county}001001`, name: '幸福路社区' }]),
        signal: new AbortController().signal,
        onProgress: () => undefined,
      },
      households,
    );
  });
}
