import type { AssembledReport } from './assemble-report.ts';
import type { SourceRef } from './forms/source-ref.ts';
import type { FrozenForm, ReportRow } from './report-store.ts';

/** A report as it stands, with the records behind every value: what the leader signs is what is sent. */
export async function freezeReport(report: AssembledReport): Promise<FrozenForm> {
  const sources: Record<string, readonly SourceRef[]> = {};
  for (const path of report.sources.paths) sources[path] = await report.sources.of(path);
  return {
    data: report.data,
    rowKeys: report.rowKeys,
    sources,
    corrections: Object.fromEntries(
      report.corrections.map(({ key, value, computedNow, reason, byName, at }) => [
        key,
        { value, computed: computedNow, reason, byName, at },
      ]),
    ),
    faults: report.faults,
  };
}

export const NO_FORM: FrozenForm = { data: {}, rowKeys: {}, sources: {}, corrections: {}, faults: [] };

/** A summary in words has no cells; what is frozen are the figures it was written from. */
export function freezeSummary(row: Pick<ReportRow, 'typed'>): FrozenForm {
  return { ...NO_FORM, data: row.typed.stage ?? {} };
}
