import type { Tx } from '../../../platform/postgres/database.ts';
import { listReports, type ReportRow } from '../report-store.ts';
import { readVersion } from '../version-store.ts';

/** The counties that sent again, or whose form was returned, since the prefecture's report was put together of theirs. */
export async function movedParts(tx: Tx, row: ReportRow): Promise<readonly string[]> {
  const taken = row.typed.rollUp;
  if (taken === undefined) return [];
  const { campaign_id: campaignId, form, period } = row;
  const scope = row.county.slice(0, 4);
  const below = (await listReports(tx, { scope, campaignId, form, period })).filter(
    ({ county }) => county !== row.county,
  );
  const moved: string[] = [];
  for (const report of below) {
    const sent = report.state === 'submitted' || report.state === 'locked';
    const version = sent ? await readVersion(tx, report, 'last') : null;
    const before = taken.filter((part) => part.startsWith(`${report.county}:`));
    const now = version === null ? [] : [`${report.county}:${version.no}`];
    if (before.join() !== now.join()) moved.push(report.county_name);
  }
  return moved;
}
