import type { ClueItem } from '../../api/contract.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

const TONES: Readonly<Record<ClueItem['state'], Tone>> = {
  received: 'wait',
  accepted: 'wait',
  inquiring: 'info',
  transferred: 'info',
  reported: 'wait',
  concluded: 'wait',
  closed: 'good',
  merged: 'plain',
  refused: 'plain',
  recalled: 'plain',
};

export function ClueStateTag({ clue }: { readonly clue: Pick<ClueItem, 'state' | 'stateLabel'> }) {
  return <ToneTag tone={TONES[clue.state]}>{clue.stateLabel}</ToneTag>;
}

/** Whom a clue names, in one line. */
export function personsLine(persons: ClueItem['persons']): string {
  return persons.map(({ name, post }) => [name, post].filter(Boolean).join(' ')).join('、');
}
