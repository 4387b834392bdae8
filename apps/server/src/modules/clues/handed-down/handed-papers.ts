import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { attachPapers, insertPaper, listPapersOf, type PaperRow, removePaper } from '../../papers/index.ts';
import { type ActContext, type RuleRefusal, rule } from '../act-on-clue.ts';
import { listCluePapers } from '../clue-papers.ts';
import { type Holder, insertNote } from '../parts-store.ts';
import { readBureau } from '../staff-store.ts';
import { listHanded, type StoredClue } from '../store.ts';

/** The papers of a clue that were chosen to go down with it. One that shows who reported never does. */
export async function choosePapers(
  tx: Tx,
  clue: StoredClue,
  ids: readonly string[],
): Promise<readonly PaperRow[] | RuleRefusal> {
  const papers = (await listCluePapers(tx, clue)).filter(({ id }) => ids.includes(id));
  if (papers.length < new Set(ids).size)
    return rule('no-such-paper', '有材料不在这条线索里。请刷新后重新选择。');
  return papers.some(({ shows_reporter }) => shows_reporter)
    ? rule('shows-reporter', '选中的材料含举报人信息，不能随转。请去掉后再转办。')
    : papers;
}

/** The county's clue gets them as papers of its own, read and logged there; those it has already only once. */
export async function sendPapers(
  { tx, deps, actor }: ActContext,
  papers: readonly PaperRow[],
  to: { readonly clue: Holder; readonly noteId: string },
): Promise<void> {
  const { county, region, id } = to.clue;
  const subject = { type: 'clue', id };
  const there = new Set((await listPapersOf(tx, subject)).map(({ file_sha256 }) => file_sha256));
  const sent: string[] = [];
  for (const { file_sha256: sha256, name, type, size } of papers) {
    if (there.has(sha256)) continue;
    const paper = { id: deps.ids(), sha256, name, type, size, by: actor.id, at: deps.clock.now() };
    await insertPaper(tx, { ...paper, county, region });
    sent.push(paper.id);
  }
  await attachPapers(tx, sent, { subject, noteId: to.noteId, region, county }, actor.id);
}

/** A paper that turns out to show who reported is taken out of the counties that it went to. */
export async function takePaperBack(
  tx: Tx,
  deps: Pick<Deps, 'clock' | 'ids'>,
  actor: Actor,
  of: { readonly clue: StoredClue; readonly paper: PaperRow },
): Promise<void> {
  const at = deps.clock.now();
  const byName = `${await readBureau(tx, actor.county)} ${actor.name}`;
  for (const below of await listHanded(tx, of.clue.merged_into ?? of.clue.id)) {
    const gone = await removePaper(tx, { type: 'clue', id: below.id }, of.paper.file_sha256);
    if (gone === null) continue;
    const by = { byId: actor.id, byName, at };
    await insertNote(tx, below, { id: deps.ids(), act: 'paper-back', text: '查明含举报人信息', ...by });
    await recordEvent(tx, {
      county: below.county,
      region: below.region,
      actor,
      act: 'paper.upload',
      subject: { type: 'paper', id: gone },
      payload: { did: 'take-back', clue: below.id },
      at,
    });
  }
}
