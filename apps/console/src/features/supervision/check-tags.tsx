import type { CheckItem, DrawnItem } from '../../api/contract.ts';
import { ToneTag } from '../../ui/tone-tag.tsx';

const STATE_TONES = { frozen: 'wait', drawn: 'good', void: 'plain' } as const;

export function CheckStateTag({ check }: { readonly check: Pick<CheckItem, 'state' | 'stateLabel'> }) {
  return <ToneTag tone={STATE_TONES[check.state]}>{check.stateLabel}</ToneTag>;
}

const VERDICT_TONES = {
  open: 'info',
  agrees: 'good',
  concealed: 'overdue',
  omitted: 'overdue',
  differs: 'overdue',
  incomparable: 'wait',
} as const;

export function VerdictTag({ item }: { readonly item: Pick<DrawnItem, 'verdict' | 'verdictLabel'> }) {
  return <ToneTag tone={VERDICT_TONES[item.verdict]}>{item.verdictLabel}</ToneTag>;
}
