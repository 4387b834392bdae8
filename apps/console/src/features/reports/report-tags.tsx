import { DueDate } from '../../ui/due-date.tsx';
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
  readonly dueOn: string;
  readonly late: boolean;
  readonly unsureYears: readonly number[];
}

/** The due day; where the year's notice is not known, that a person must check it. */
export function ReportDue({ report }: { readonly report: Due }) {
  return (
    <span className="two-lines">
      <DueDate on={report.dueOn} overdue={report.late} />
      <UnsureYears years={report.unsureYears} />
    </span>
  );
}
