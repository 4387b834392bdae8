import type { Tx } from '../../platform/postgres/database.ts';
import { listPapersOf, type PaperRow } from '../papers/index.ts';
import { listMerged } from './store.ts';

/** The papers of a clue, and after them those of the clues that were merged into it. */
export async function listCluePapers(
  tx: Tx,
  clue: { readonly county: string; readonly id: string },
): Promise<readonly PaperRow[]> {
  const papers: PaperRow[] = [];
  for (const { id } of [clue, ...(await listMerged(tx, clue))])
    papers.push(...(await listPapersOf(tx, { type: 'clue', id })));
  return papers;
}

/** What a paper is called on screen: the name of a file may name the reporter too. */
export const paperName = ({ name, shows_reporter }: PaperRow): string =>
  shows_reporter ? NAME_OF_KEPT : name;

export const NAME_OF_KEPT = '含举报人信息的材料';
