import type { RunItem } from '../../api/contract.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

const TONES: Readonly<Record<RunItem['state'], Tone>> = {
  queued: 'info',
  running: 'info',
  done: 'good',
  failed: 'overdue',
  cancelled: 'plain',
};

export function RunState({ run }: { readonly run: RunItem }) {
  return <ToneTag tone={TONES[run.state]}>{run.stateLabel}</ToneTag>;
}
