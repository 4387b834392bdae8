import type { Deps } from '../../platform/deps.ts';
import { listCounties } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { isFileInUse } from './intake-store.ts';

/**
 * Removes a delivered file that nothing needs any more. The same content is one file for all counties of an
 * installation, so every county is asked. Returns whether it was removed.
 */
export async function finishFile(deps: Pick<Deps, 'db' | 'files'>, sha256: string): Promise<boolean> {
  for (const county of await listCounties(deps.db)) {
    if (await inScope(deps.db, county, (tx) => isFileInUse(tx, county, sha256))) return false;
  }
  await deps.files.remove(sha256);
  return true;
}
