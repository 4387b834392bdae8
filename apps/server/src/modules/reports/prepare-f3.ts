import type { F3Data, Fault } from '@anju/official-forms';
import { F3 } from '@anju/official-forms';
import type { Tx } from '../../platform/postgres/database.ts';
import { listExitsUntil } from '../exits/index.ts';
import { countyNames } from '../organisations/index.ts';
import { type CountedF3Row, countF3 } from './count-f3.ts';
import { readReportingUnit } from './store.ts';

export interface PreparedF3 {
  readonly data: F3Data;
  readonly rows: readonly CountedF3Row[];
  readonly faults: readonly Fault[];
}

/** Form F3 of a county, or of a prefecture's counties one below the other, as the exit ledger stands, with what the form's own checks say. */
export async function prepareF3(
  tx: Tx,
  actor: { readonly county: string; readonly scope: string },
  period: { readonly until: string; readonly reportDate: string },
): Promise<PreparedF3> {
  const unitName = await readReportingUnit(tx, actor.county);
  const nameOf = await countyNames(tx, actor.scope);
  const exits = await listExitsUntil(tx, actor.scope, period.until);
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
    period.until,
  );
  const data: F3Data = {
    header: { unitName, reportDate: period.reportDate },
    rows: rows.map(({ exitIds: _, ...row }) => row),
  };
  return { data, rows, faults: F3.check(data) };
}
