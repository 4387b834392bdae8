import { createHash } from 'node:crypto';
import {
  type CrossCheckOptions,
  crossCheckF4F5,
  crossCheckF4Sums,
  type F5Sums,
  type Fault,
  FORMS,
  type FormOptions,
} from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { AnyForm } from './form-of.ts';
import type { Explanation, ReportFault } from './frozen-form.ts';
import { type RowKeys, stablePath } from './stable-path.ts';

/** The wrong file, what can't be, and what the form has a cell of its own for. */
const NEVER_EXPLAINED: ReadonlySet<string> = new Set([
  'finished-over-found',
  'exited-over-due',
  'remainder-unexplained',
  'data-shape',
  'sanction-too-heavy',
  'other-report',
  'county-changed',
]);

/** Everything the checks say of a form's data; `extra` are the faults found between forms or in a file. */
export function checkForm(
  form: AnyForm,
  data: Json,
  options: FormOptions,
  extra: readonly Fault[],
): readonly Fault[] {
  const parsed = form.parse(data);
  if (!parsed.ok) return [...parsed.error, ...extra];
  return [...form.check(parsed.value, options), ...form.locate(parsed.value, extra, options)];
}

/** F4 against F5 of the same month; nothing where either of them is no form yet. */
export function crossFaults(f4: Json, f5: Json, options: CrossCheckOptions): readonly Fault[] {
  const left = FORMS.F4.parse(f4);
  const right = FORMS.F5.parse(f5);
  if (!left.ok || !right.ok) return [];
  return crossCheckF4F5(left.value, right.value, options).faults;
}

/** F4 against the sums of its F5. */
export function sumFaults(f4: Json, f5: F5Sums, options: CrossCheckOptions): readonly Fault[] {
  const parsed = FORMS.F4.parse(f4);
  return parsed.ok ? crossCheckF4Sums(parsed.value, f5, options).faults : [];
}

export function reportFaults(
  faults: readonly Fault[],
  rowKeys: RowKeys,
  explanations: Readonly<Record<string, Explanation>>,
): readonly ReportFault[] {
  return faults.map((fault) => {
    // What was changed in a file's format has no path: it is told apart by its cell.
    const where = fault.path === undefined ? (fault.cell ?? '') : stablePath(fault.path, rowKeys);
    const key = createHash('sha256')
      .update([fault.code, where, fault.message].join('\n'))
      .digest('hex')
      .slice(0, 24);
    const explainable = !NEVER_EXPLAINED.has(fault.code);
    return {
      key,
      code: fault.code,
      path: fault.path ?? null,
      cell: fault.cell ?? null,
      message: fault.message,
      explainable,
      explanation: explainable ? (explanations[key] ?? null) : null,
    };
  });
}

/** Faults that are neither mended nor explained: with one of them nothing is approved. */
export const openFaults = (faults: readonly ReportFault[]): readonly ReportFault[] =>
  faults.filter(({ explanation }) => explanation === null);
