import type { Tx } from '../../platform/postgres/database.ts';
import type { AssembledReport } from './assembled-report.ts';
import { untrueCluesOf } from './compute-report.ts';
import type { FormSources } from './forms/form-scope.ts';
import type { SourceRef } from './forms/source-ref.ts';
import type { FrozenForm, FrozenShare } from './frozen-form.ts';
import type { ReportRow } from './report-store.ts';
import type { OwnShare } from './since-sent/own-share.ts';
import { readVersion } from './version-store.ts';

/** A report as it stands, with the records behind every value: what the leader signs is what is sent. */
export async function freezeReport(report: AssembledReport): Promise<FrozenForm> {
  return {
    data: report.data,
    rowKeys: report.rowKeys,
    sources: await freezeSources(report.sources),
    corrections: Object.fromEntries(
      report.corrections.map(({ key, value, computedNow, reason, byName, at }) => [
        key,
        { value, computed: computedNow, reason, byName, at },
      ]),
    ),
    faults: report.faults,
    told: report.told,
    own: report.own === null ? null : await freezeShare(report.own),
    handed: report.handed,
    printed: {
      options: report.options,
      basis: report.setting.basis,
      untrueClues: untrueCluesOf(report.setting),
    },
  };
}

async function freezeSources(all: FormSources): Promise<FrozenForm['sources']> {
  const sources: Record<string, readonly SourceRef[]> = {};
  for (const path of all.paths) sources[path] = await all.of(path);
  return sources;
}

const freezeShare = async ({ data, rowKeys, sources }: OwnShare): Promise<FrozenShare> => ({
  data,
  rowKeys,
  sources: await freezeSources(sources),
});

export const NO_FORM: FrozenForm = { data: {}, rowKeys: {}, sources: {}, corrections: {}, faults: [] };

/** A summary in words has no cells; what is frozen are the figures it was written from. */
export function freezeSummary(row: Pick<ReportRow, 'typed'>): FrozenForm {
  return { ...NO_FORM, data: row.typed.stage ?? {} };
}

/** What was approved or sent; null while the report is being filled. */
export async function frozenOf(tx: Tx, row: ReportRow): Promise<FrozenForm | null> {
  if (row.state === 'approved') return row.approved;
  if (row.state === 'submitted' || row.state === 'locked') return await readVersion(tx, row, 'last');
  return null;
}
