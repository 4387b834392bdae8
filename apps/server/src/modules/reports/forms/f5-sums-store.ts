import type { F5Sums, LeftOut } from '@anju/official-forms';
import { sql } from 'kysely';
import { f5Tables, shownDisposal } from './clue-rows-store.ts';
import { decided } from './figures-store.ts';
import type { CountingScope, FormContext } from './form-scope.ts';

/** The sums of an F5's rows; none of its records is blank. */
export type RowSums = {
  readonly [K in Exclude<keyof F5Sums, 'district' | 'month'>]-?: NonNullable<F5Sums[K]>;
};

export interface CountedF5 extends RowSums {
  /** Measures that F4 counts on clues and problems which are no rows of F5: they were found earlier. */
  readonly earlier: number;
  /** Of the rows, the clues that were concluded untrue. */
  readonly untrue: LeftOut;
}

/** What F4 is held against of F5, counted without putting its rows together: there may be a hundred thousand. */
export async function countF5(
  f5: FormContext,
  f4: CountingScope,
  ending: readonly string[],
): Promise<CountedF5> {
  const ended = sql`${shownDisposal(f5.campaign.content.lists)} = ANY(${[...ending]}::text[])`;
  const { rows } = await sql<
    RowSums & { earlier: number; untrueRows: number; untrueEnded: number; untrueFen: number }
  >`
    WITH ${f5Tables(f5)}
    SELECT e.*, h.*, (SELECT count(DISTINCT person_key) FROM decided) AS persons,
      (SELECT count(*) FROM (SELECT a.id FROM accountability a WHERE ${decided(f4)} EXCEPT SELECT id FROM decided) o)
        AS earlier
    FROM (SELECT count(*) AS rows, count(*) FILTER (WHERE ${ended}) AS ended,
        coalesce(sum(amount_fen), 0)::bigint AS "amountFen", count(*) FILTER (WHERE untrue) AS "untrueRows",
        count(*) FILTER (WHERE untrue AND ${ended}) AS "untrueEnded",
        coalesce(sum(amount_fen) FILTER (WHERE untrue), 0)::bigint AS "untrueFen" FROM entries e) e,
      (SELECT coalesce(sum(persons), 0)::bigint AS accountable, coalesce(max(persons), 0) AS "mostAccountable"
        FROM (${HELD}) h) h`.execute(f5.tx);
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate has one row');
  const { untrueRows, untrueEnded, untrueFen, ...sums } = row;
  return { ...sums, untrue: { rows: untrueRows, ended: untrueEnded, amountFen: untrueFen } };
}

const HELD = sql`SELECT entry, count(DISTINCT person_key) AS persons FROM decided GROUP BY entry`;

/** The most persons held to account on one row of F5, other than the rows of the entries `but`. */
export async function mostHeldBut(f5: FormContext, but: readonly string[]): Promise<number> {
  const { rows } = await sql<{ most: number }>`
    WITH ${f5Tables(f5)}
    SELECT coalesce(max(persons), 0) AS most FROM (${HELD}) h WHERE entry <> ALL(${[...but]}::uuid[])`.execute(
    f5.tx,
  );
  return rows[0]?.most ?? 0;
}
