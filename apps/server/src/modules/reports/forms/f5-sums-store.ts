import type { F5Sums } from '@anju/official-forms';
import { sql } from 'kysely';
import { f5Tables, shownDisposal } from './clue-rows-store.ts';
import { decided } from './figures-store.ts';
import type { CountingScope, FormContext } from './form-scope.ts';

/** The sums of an F5's rows; none of its records is blank. */
export type RowSums = {
  readonly [K in Exclude<keyof F5Sums, 'district' | 'month'>]: NonNullable<F5Sums[K]>;
};

export interface CountedF5 extends RowSums {
  /** Measures that F4 counts on clues and problems which are no rows of F5: they were found earlier. */
  readonly earlier: number;
}

/** What F4 is held against of F5, counted without putting its rows together: there may be a hundred thousand. */
export async function countF5(
  f5: FormContext,
  f4: CountingScope,
  ending: readonly string[],
): Promise<CountedF5> {
  const { lists } = f5.campaign.content;
  const { rows } = await sql<CountedF5>`
    WITH ${f5Tables(f5)}
    SELECT count(*) AS rows, count(*) FILTER (WHERE ${shownDisposal(lists)} = ANY(${[...ending]}::text[])) AS ended,
      coalesce(sum(e.amount_fen), 0)::bigint AS "amountFen",
      (SELECT count(DISTINCT (entry, person_key)) FROM decided) AS accountable,
      (SELECT count(*) FROM accountability a WHERE ${decided(f4)})
        - (SELECT count(DISTINCT a.id) FROM decided a WHERE ${decided(f4)}) AS earlier
    FROM entries e`.execute(f5.tx);
  return rows[0] ?? { rows: 0, ended: 0, amountFen: 0, accountable: 0, earlier: 0 };
}
