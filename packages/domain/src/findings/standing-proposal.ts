import { FACTS_CHANGED } from './hearing.ts';

interface ProposalNote {
  readonly act: string;
}

/**
 * The changes of facts that came after the conclusion was proposed, the oldest first. Where there is one, the
 * conclusion is not agreed to: it was proposed on other facts, and two persons have to judge the same ones.
 * @param notes in the order of writing
 */
export function changesSinceProposal<N extends ProposalNote>(notes: readonly N[]): readonly N[] {
  const proposed = notes.findLastIndex(({ act }) => act === 'propose');
  return proposed < 0 ? [] : notes.slice(proposed).filter(({ act }) => act === FACTS_CHANGED.act);
}
