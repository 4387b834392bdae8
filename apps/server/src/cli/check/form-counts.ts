import { type ExitNature, exitNatureOf, type Household, type Outcome } from '@anju/domain';
import { F3, type F3Data } from '@anju/official-forms';

// The form may not be altered, so that the suspicion is named where the form has room for it. With a remainder neither
// cell may be blank, and nobody has set a date yet.
const MEASURES = '比对疑点，待入户核实后处置';
const PLANNED = '待核实';

/**
 * Counts families for form F3: one row for each project and exit nature, a family under the first nature that a
 * failed rule suggests. They are suspicions: none has been told to leave, so 已清退 is 0.
 */
export class FormCounts {
  readonly #rows = new Map<string, { project: string; nature: ExitNature; families: number }>();

  add(household: Household, outcomes: readonly Outcome[]): void {
    for (const outcome of outcomes) {
      const nature = outcome.status === 'fail' ? exitNatureOf(outcome.rule) : null;
      if (nature === null) continue;
      const project = household.tenancy.estate ?? '（未登记小区）';
      const key = `${project}\u0000${nature}`;
      const row = this.#rows.get(key);
      if (row === undefined) this.#rows.set(key, { project, nature, families: 1 });
      else row.families += 1;
      return;
    }
  }

  data(header: { readonly unitName: string; readonly county: string; readonly reportDate: string }): F3Data {
    const rows = [...this.#rows.values()].sort((a, b) =>
      a.project === b.project ? (a.nature < b.nature ? -1 : 1) : a.project < b.project ? -1 : 1,
    );
    return {
      header: { unitName: header.unitName, reportDate: header.reportDate },
      rows: rows.map(({ project, nature, families }) => ({
        county: header.county,
        project,
        nature,
        shouldExit: families,
        exited: 0,
        measures: MEASURES,
        plannedDate: PLANNED,
      })),
    };
  }

  write(header: Parameters<FormCounts['data']>[0]): Promise<Uint8Array> {
    return F3.write(this.data(header));
  }
}
