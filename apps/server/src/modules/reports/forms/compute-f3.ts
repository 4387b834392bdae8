import { listExitsDuring } from '../../exits/index.ts';
import { countyNames } from '../../organisations/index.ts';
import { countF3 } from './count-f3.ts';
import type { ComputedForm, FormContext } from './form-scope.ts';
import { rowSources } from './listed-sources.ts';
import { sourceRef } from './source-ref.ts';

/** F3: families that still had to leave in the days counted, as the exit ledger stood at their end; of all time without `from`. */
export async function computeF3(
  context: Pick<FormContext, 'tx' | 'county' | 'to' | 'unit' | 'reportDate'> &
    Partial<Pick<FormContext, 'from'>>,
): Promise<ComputedForm> {
  const nameOf = await countyNames(context.tx, context.county);
  const exits = await listExitsDuring(context.tx, context.county, {
    from: context.from,
    until: context.to,
  });
  const rows = countF3(
    exits.map((exit) => ({
      id: exit.id,
      county: nameOf(exit.county),
      estate: exit.estate,
      nature: exit.nature,
      otherNatures: exit.other_natures,
      measures: exit.measures,
      plannedOn: exit.planned_on,
      exitedOn: exit.exited_on,
    })),
    context.to,
  );
  const refs = (ids: readonly string[]) => ids.map((id) => sourceRef('exit', id));
  return {
    data: {
      header: { unitName: context.unit, reportDate: context.reportDate },
      rows: rows.map(({ exitIds: _, exitedIds: __, ...row }) => ({ ...row })),
    },
    rowKeys: { rows: rows.map(({ project, nature }) => `${project}|${nature}`) },
    sources: rowSources(
      rows.map(({ exitIds, exitedIds, ...row }) => {
        const remaining = refs(exitIds.filter((id) => !exitedIds.includes(id)));
        return {
          row,
          refs: refs(exitIds),
          own: { exited: refs(exitedIds), measures: remaining, plannedDate: remaining },
        };
      }),
    ),
  };
}
