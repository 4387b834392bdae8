import { DueDate } from '../../ui/due-date.tsx';
import { whyMoved } from '../../ui/moved-day.ts';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';
import { UnsureYears } from '../../ui/unsure-years.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  pending: 'plain',
  late: 'overdue',
  approved: 'info',
  reported: 'good',
  'reported-late': 'wait',
  returned: 'wait',
  'returned-late': 'overdue',
  locked: 'good',
};

interface Standing {
  readonly standing: string;
  readonly standingLabel: string;
}

/** How a county stands with a report, in one word. */
export function StandingTag({ report }: { readonly report: Standing }) {
  return <ToneTag tone={TONES[report.standing] ?? 'plain'}>{report.standingLabel}</ToneTag>;
}

interface Due {
  readonly period: string;
  readonly dueOn: string;
  readonly late: boolean;
  readonly unsureYears: readonly number[];
}

/** The due day; where the year's notice is not known, that a person must check it. */
export function ReportDue({ report }: { readonly report: Due }) {
  // What is due once is named after the day of its plan.
  const why = /^\d{4}-\d{2}-\d{2}$/.test(report.period) ? whyMoved(report.period, report.dueOn) : '';
  return (
    <span className="two-lines">
      <DueDate on={report.dueOn} overdue={report.late} />
      {why !== '' && <span className="muted">{why}</span>}
      <UnsureYears years={report.unsureYears} />
    </span>
  );
}
