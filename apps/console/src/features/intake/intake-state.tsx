import type { IntakeState } from '../../api/contract.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

const STATES: Readonly<Record<IntakeState, readonly [string, Tone]>> = {
  reading: ['读取中', 'info'],
  'needs-mapping': ['待指认列', 'wait'],
  preview: ['待确认', 'wait'],
  loading: ['载入中', 'info'],
  done: ['已载入', 'good'],
  cancelled: ['已取消', 'plain'],
  failed: ['未成功', 'overdue'],
};

export const STATE_OPTIONS = Object.entries(STATES).map(([value, [label]]) => ({ value, label }));

export const isMoving = (state: IntakeState): boolean => state === 'reading' || state === 'loading';

export function IntakeStateTag({ state }: { readonly state: IntakeState }) {
  const [label, tone] = STATES[state];
  return <ToneTag tone={tone}>{label}</ToneTag>;
}
