import type { Tx } from '../../platform/postgres/database.ts';
import type { AssembledReport } from './assemble-report.ts';
import { countBarred } from './forms/clue-rows-store.ts';
import { readSourceRef } from './forms/source-ref.ts';

/** How many clues on this form its reader must not see: named in them, or related to somebody who is. */
export async function barredClues(tx: Tx, report: AssembledReport, userId: string): Promise<number> {
  if (report.code !== 'F5') return 0;
  const ids = new Set<string>();
  for (const path of report.sources.paths) {
    if (!path.endsWith('.summary')) continue;
    for (const ref of await report.sources.of(path)) {
      const { kind, id } = readSourceRef(ref);
      if (kind === 'clue') ids.add(id);
    }
  }
  return ids.size === 0 ? 0 : await countBarred(tx, [...ids], userId);
}
