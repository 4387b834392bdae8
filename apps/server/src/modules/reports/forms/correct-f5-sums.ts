import { type F5Sums, FORMS, sumsOfF5 } from '@anju/official-forms';
import { correctForm } from '../correct-form.ts';
import type { Correction } from '../frozen-form.ts';
import { rowsOfPaths } from '../stable-path.ts';
import { computeF5 } from './compute-f5.ts';
import { mostHeldBut, type RowSums } from './f5-sums-store.ts';
import type { FormContext } from './form-scope.ts';

/**
 * The sums of an F5 with its hand corrections in place: only the rows that were corrected are read. Null where a
 * correction leaves no form.
 */
export async function correctF5Sums(
  context: FormContext,
  counted: RowSums,
  of: {
    readonly corrections: Readonly<Record<string, Correction>>;
    readonly ending: readonly string[];
  },
): Promise<F5Sums | null> {
  const keys = rowsOfPaths('rows', Object.keys(of.corrections));
  const { data, rowKeys } = await computeF5(context, keys);
  const computed = FORMS.F5.parse(data);
  const corrected = FORMS.F5.parse(correctForm(FORMS.F5, data, rowKeys, of.corrections).data);
  if (!computed.ok || !corrected.ok) return null;
  const [before, after] = [sumsOfF5(computed.value, of.ending), sumsOfF5(corrected.value, of.ending)];
  const accountable = moved(counted.accountable, before.accountable, after.accountable);
  const typed = Object.keys(of.corrections).some((key) => key.endsWith('.accountable'));
  return {
    ...after,
    rows: counted.rows,
    ended: counted.ended + after.ended - before.ended,
    accountable,
    mostAccountable:
      accountable === null
        ? null
        : // Reading all rows once more only where some of them were corrected.
          Math.max(
            keys.length === 0 ? counted.mostAccountable : await mostHeldBut(context, keys),
            after.mostAccountable ?? 0,
          ),
    // A number that was typed says nothing of who they are.
    ...(typed ? {} : { persons: counted.persons }),
    amountFen: moved(counted.amountFen, before.amountFen, after.amountFen),
  };
}

/** A sum of all rows after some of them changed; null where one of those is blank: a sum without it would be a guess. */
const moved = (all: number, before: number | null, after: number | null): number | null =>
  before === null || after === null ? null : all + after - before;
