import type { AssembledReport } from './assemble-report.ts';
import type { SourceRef } from './forms/source-ref.ts';
import type { FrozenForm } from './report-store.ts';

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

/** A summary in words has no cells; its submission is frozen all the same. */
export const NO_FORM: FrozenForm = { data: {}, rowKeys: {}, sources: {}, corrections: {}, faults: [] };
