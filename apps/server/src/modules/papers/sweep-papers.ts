import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { eachCounty } from '../../platform/jobs/job-store.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { finishFile } from '../intake/index.ts';
import { removeLoosePapers } from './store.ts';

const DAY_MS = 86_400_000;
/** A paper that nobody attached to a case for so long was uploaded by mistake: it holds a family's data for nothing. */
const LOOSE_DAYS = 7;

/** Removes papers that belong to no case, and their files. Returns how many papers went. */
export async function sweepPapers(deps: Pick<Deps, 'db' | 'files' | 'clock'>): Promise<number> {
  const at = deps.clock.now();
  const before = new Date(at.getTime() - LOOSE_DAYS * DAY_MS);
  let removed = 0;
  await eachCounty(deps.db, async (county) => {
    const papers = await inScope(deps.db, county, async (tx) => {
      const gone = await removeLoosePapers(tx, county, before);
      for (const paper of gone)
        await recordEvent(tx, {
          county,
          actor: 'system',
          act: 'paper.sweep',
          subject: { type: 'paper', id: paper.id },
          payload: { sha256: paper.file_sha256, after: LOOSE_DAYS },
          at,
        });
      return gone;
    });
    for (const { file_sha256 } of papers) await finishFile(deps, file_sha256);
    removed += papers.length;
  });
  return removed;
}
