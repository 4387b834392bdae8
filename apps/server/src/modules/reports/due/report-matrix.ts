import { isOfficialForm, type ReportForm, type ReportState } from '@anju/domain';
import { dayInBeijing } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { listReports, type ReportRow } from '../report-store.ts';

/** How a county stands with one report. */
export const STANDINGS = {
  pending: '未到期',
  late: '逾期未报',
  approved: '已审签未报',
  reported: '已上报',
  'reported-late': '迟报',
  returned: '已退回',
  'returned-late': '退回后逾期未报',
  locked: '已锁定',
} as const;

export type Standing = keyof typeof STANDINGS;

/** Past its day and not with the level above, be it never sent or sent back. */
export const isLate = (standing: Standing): boolean => standing === 'late' || standing === 'returned-late';

/** Beijing time is eight hours ahead; a report sent on its due day is in time until midnight there. */
const sentOn = (report: Pick<ReportRow, 'submitted_at' | 'received_on'>): string | null =>
  report.received_on ?? (report.submitted_at === null ? null : dayInBeijing(report.submitted_at));

export function standingOf(
  report: Pick<ReportRow, 'due_on' | 'submitted_at' | 'received_on'> & { readonly state: ReportState },
  today: string,
): Standing {
  switch (report.state) {
    case 'locked':
      return 'locked';
    case 'submitted':
      return (sentOn(report) ?? '') > report.due_on ? 'reported-late' : 'reported';
    case 'returned':
      return report.due_on < today ? 'returned-late' : 'returned';
    case 'approved':
      return report.due_on < today ? 'late' : 'approved';
    case 'draft':
      return report.due_on < today ? 'late' : 'pending';
  }
}

export interface MatrixColumn {
  readonly form: ReportForm;
  readonly period: string;
}

export interface MatrixRow {
  readonly county: string;
  readonly name: string;
  readonly cells: readonly (ReportRow | null)[];
}

/** Forms by their code, then the summaries by their days. */
const placeOf = ({ form, period }: MatrixColumn): string =>
  isOfficialForm(form) ? `0 ${form} ${period}` : `1 ${period} ${form}`;

/** Counties against what a campaign asks of them in a month; forms due once stand in every month. */
export async function reportMatrix(
  tx: Tx,
  scope: string,
  campaignId: string,
  month: string,
): Promise<{ readonly columns: readonly MatrixColumn[]; readonly rows: readonly MatrixRow[] }> {
  const all = await listReports(tx, { scope, campaignId });
  const once = (period: string) => /^\d{4}-\d{2}-\d{2}$/.test(period);
  const reports = all.filter(({ period }) => once(period) || period.startsWith(month));
  const columns = new Map<string, MatrixColumn>();
  for (const { form, period } of reports) columns.set(`${form} ${period}`, { form, period });
  const ordered = [...columns.values()].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const counties = new Map(all.map((report) => [report.county, report.county_name]));
  return {
    columns: ordered,
    rows: [...counties.entries()].sort().map(([county, name]) => ({
      county,
      name,
      cells: ordered.map(
        (column) =>
          reports.find(
            (report) =>
              report.county === county && report.form === column.form && report.period === column.period,
          ) ?? null,
      ),
    })),
  };
}
