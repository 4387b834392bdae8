import { calendarDate, daysBetween } from '@anju/domain';
import type { Campaign } from '../../api/contract.ts';

type Phase = Campaign['content']['phases'][number];

function stateOf(phase: Phase, today: string): 'done' | 'now' | 'ahead' {
  if (phase.endsOn < today) return 'done';
  return phase.startsOn <= today ? 'now' : 'ahead';
}

const WORDS = { done: '已过', now: '进行中', ahead: '未到' } as const;

/** Percent of the campaign's days before `day`. */
function percent(campaign: Campaign, day: string): number {
  const all = Math.max(1, daysBetween(calendarDate(campaign.startsOn), calendarDate(campaign.endsOn)));
  const before = daysBetween(calendarDate(campaign.startsOn), calendarDate(day));
  return Math.min(100, Math.max(0, (before / all) * 100));
}

/** The phases one under another on one line of time: they may overlap. */
export function PhaseLine({ campaign, today }: { readonly campaign: Campaign; readonly today: string }) {
  const { phases } = campaign.content;
  if (phases.length === 0) return <p className="muted">方案没有分阶段。</p>;
  return (
    <ol className="phase-line">
      {phases.map((phase) => {
        const state = stateOf(phase, today);
        const left = percent(campaign, phase.startsOn);
        const width = Math.max(1.5, percent(campaign, phase.endsOn) - left);
        return (
          <li key={phase.title + phase.startsOn} className={`phase is-${state}`}>
            <span className="phase-name">
              {phase.title} <span className="muted">{WORDS[state]}</span>
            </span>
            <span className="phase-track" aria-hidden>
              <span className="phase-bar" style={{ left: `${left}%`, width: `${width}%` }} />
              {campaign.startsOn <= today && today <= campaign.endsOn && (
                <span className="phase-today" style={{ left: `${percent(campaign, today)}%` }} />
              )}
            </span>
            <span className="muted number phase-days">
              {phase.startsOn} 至 {phase.endsOn}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
