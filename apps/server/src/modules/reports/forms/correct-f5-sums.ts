import { type F5Sums, FORMS, sumsOfF5 } from '@anju/official-forms';
import { correctForm } from '../correct-form.ts';
import type { Correction } from '../report-store.ts';
import { rowsOfPaths } from '../stable-path.ts';
import { computeF5 } from './compute-f5.ts';
import type { RowSums } from './f5-sums-store.ts';
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
  return {
    ...after,
    rows: counted.rows,
    ended: counted.ended + after.ended - before.ended,
    accountable: counted.accountable + (after.accountable ?? 0) - (before.accountable ?? 0),
    amountFen: counted.amountFen + (after.amountFen ?? 0) - (before.amountFen ?? 0),
  };
}
