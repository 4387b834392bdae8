import { FINDING_CHANGES, isClosedByRun, isFindingState } from '@anju/domain';
import type { FindingItem } from '../../api/contract.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

const TONE_BY_STATE: Readonly<Record<string, Tone>> = {
  open: 'wait',
  assigned: 'info',
  answered: 'info',
  proposed: 'wait',
  confirmed: 'overdue',
  explained: 'good',
  'wrong-person': 'good',
  'stale-data': 'good',
};

/** What the newest run did, where it ended an inquiry that has no conclusion; else null. */
export function closedByRun({
  state,
  change,
}: {
  readonly state: string;
  readonly change: string;
}): 'cleared' | 'exited' | null {
  if (!isFindingState(state) || (change !== 'cleared' && change !== 'exited')) return null;
  return isClosedByRun({ state, change }) ? change : null;
}

export function FindingStateTag({
  finding,
}: {
  readonly finding: { readonly state: string; readonly change: string; readonly stateLabel: string };
}) {
  const closed = closedByRun(finding);
  if (closed !== null) return <ToneTag tone="plain">{FINDING_CHANGES[closed]}</ToneTag>;
  return <ToneTag tone={TONE_BY_STATE[finding.state] ?? 'plain'}>{finding.stateLabel}</ToneTag>;
}

/** 不可比 is said; a finding that stands against a limit needs no word for that. */
export function StatusTag({ finding }: { readonly finding: FindingItem }) {
  return finding.status === 'incomparable' ? <ToneTag tone="wait">{finding.statusLabel}</ToneTag> : null;
}

export function ConfidenceTag({ finding }: { readonly finding: FindingItem }) {
  if (finding.status === 'incomparable') return null;
  return (
    <ToneTag tone={finding.confidence === 'exact' ? 'plain' : 'wait'}>{finding.confidenceLabel}</ToneTag>
  );
}
