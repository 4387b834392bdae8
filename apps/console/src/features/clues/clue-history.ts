import type { Clue, TimelineItem } from '../../api/contract.ts';

/** Notes of a clue, newest first; those of a merged clue say whose they are. */
export function historyOf(clue: Clue, notes = clue.notes): readonly TimelineItem[] {
  return notes
    .map((note) => ({
      id: note.id,
      at: note.at,
      actorName: note.byName,
      actLabel: note.of === null ? note.actLabel : `${note.actLabel}（${note.of}）`,
      text: note.text,
    }))
    .toReversed();
}
