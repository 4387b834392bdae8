import { type CalendarDate, signableFrom } from '@anju/domain';
import type { AssembledReport } from '../assembled-report.ts';

export interface RunningPeriod {
  /** Last day that the form counts. */
  readonly to: CalendarDate;
  /** First day that it may be signed. */
  readonly from: CalendarDate;
}

/** The period of a form while it still runs; null once the form may be signed, and where its campaign has ended. */
export function runningPeriod(
  report: Pick<AssembledReport, 'setting' | 'period' | 'campaign'> | null,
  today: CalendarDate,
): RunningPeriod | null {
  if (report === null || report.campaign.state === 'ended') return null;
  const from = signableFrom(report.setting, report.period);
  return from === null || today >= from ? null : { to: report.period.to, from };
}
