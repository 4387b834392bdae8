import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

const TONE_BY_STATE: Readonly<Record<string, Tone>> = {
  registered: 'wait',
  rectifying: 'info',
  rectified: 'wait',
  closed: 'good',
  withdrawn: 'plain',
};

export function ProblemStateTag({
  problem,
}: {
  readonly problem: { readonly state: string; readonly stateLabel: string };
}) {
  return <ToneTag tone={TONE_BY_STATE[problem.state] ?? 'plain'}>{problem.stateLabel}</ToneTag>;
}

/** Tenths of a percent as people read them: 66.6%. */
export function rateText(tenths: number | null): string {
  return tenths === null ? '—' : `${(tenths / 10).toFixed(1)}%`;
}
