import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { listCounties } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { cancelIntake, finishFile } from '../intake/index.ts';
import { abandonedImports, endedImports } from './store.ts';

const DAY_MS = 86_400_000;
/** A preview that nobody confirmed for so long is cancelled: its file holds every ID number of the county. */
const ABANDONED_DAYS = 7;
/** How far back ended imports are looked at for files that a crash left behind. */
const LOOK_BACK_DAYS = 30;

/** Removes the files of rosters that were loaded, cancelled, refused or forgotten. Returns how many were removed. */
export async function sweepRosters(deps: Pick<Deps, 'db' | 'files' | 'clock'>): Promise<number> {
  const at = deps.clock.now();
  const before = (days: number) => new Date(at.getTime() - days * DAY_MS);
  let removed = 0;
  for (const county of await listCounties(deps.db)) {
    const ended = await inScope(deps.db, county, async (tx) => {
      for (const id of await abandonedImports(tx, county, before(ABANDONED_DAYS))) {
        await cancelIntake(tx, deps, 'imports', { county, id });
        await recordEvent(tx, {
          county,
          actor: 'system',
          act: 'import.manage',
          subject: { type: 'import', id },
          payload: { did: 'cancel', after: ABANDONED_DAYS },
          at,
        });
      }
      return endedImports(tx, county, before(LOOK_BACK_DAYS));
    });
    for (const sha256 of ended) {
      if ((await deps.files.has(sha256)) && (await finishFile(deps, sha256))) removed += 1;
    }
  }
  return removed;
}
