import { type ClueLists, problemDisposal } from '@anju/domain';
import type { Fault } from '@anju/official-forms';
import { type F5Entry, listF5Entries } from './clue-rows-store.ts';
import type { ComputedForm, FormContext } from './form-scope.ts';
import { rowSources } from './listed-sources.ts';
import { ruralHeader, ruralSignature } from './rural-parts.ts';
import { sourceRef } from './source-ref.ts';

const rowOf = (entry: F5Entry) => ({
  source: entry.source,
  place: entry.place,
  persons: entry.persons.map(({ name, post, level }) => ({ name, post, level })),
  summary: entry.summary,
  amountFen: entry.amount_fen ?? 0,
  disposal: entry.disposal,
  rectification: entry.rectification,
  recoveredFen: entry.recovered_fen ?? 0,
  accountable: entry.persons_held,
});

/** 处置情况 that nobody moved on when the matter was settled. */
function behind({ settled, disposal }: F5Entry, at: number, lists: ClueLists): readonly Fault[] {
  if (!settled || disposal !== problemDisposal(lists, false)) return [];
  return [
    {
      code: 'disposal-behind',
      path: `rows.${at}.disposal`,
      message: `第 ${at + 1} 条已经办结，处置情况还是“${disposal}”。请在线索里改处置情况，或写明原因。`,
    },
  ];
}

/**
 * F5: one row for each entry found in the period, as it stood at the period's end; with `only`, the rows of these
 * entries and no others.
 */
export async function computeF5(context: FormContext, only?: readonly string[]): Promise<ComputedForm> {
  const entries = only?.length === 0 ? [] : await listF5Entries(context, only);
  const rows = entries.map((entry) => ({ entry, row: rowOf(entry) }));
  return {
    data: {
      header: ruralHeader(context),
      rows: rows.map(({ row }) => row),
      signature: ruralSignature(context.typed),
    },
    rowKeys: { rows: entries.map(({ id }) => id) },
    faults: entries.flatMap((entry, at) => behind(entry, at, context.campaign.content.lists)),
    sources: rowSources(
      rows.map(({ entry, row }) => {
        const refs = [sourceRef(entry.kind, entry.id)];
        const rectified =
          entry.problem_id === null || entry.kind === 'problem'
            ? refs
            : [sourceRef('problem', entry.problem_id)];
        return {
          row,
          refs,
          own: {
            rectification: rectified,
            recoveredFen: rectified,
            accountable: entry.accountability.map((id) => sourceRef('accountability', id)),
          },
        };
      }),
    ),
  };
}
