import { leafPaths, wanYuanOf } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { AnyForm } from './form-of.ts';
import { presentPath, type RowKeys, stablePath, valueAt } from './stable-path.ts';

/** A form's data with what its rows are of. */
export interface KeyedForm {
  readonly data: Json;
  readonly rowKeys: RowKeys;
}

/** One value that is not the same in two forms; null where a form does not have its row. */
export interface CellDifference {
  readonly key: string;
  readonly label: string;
  readonly before: string | number | null;
  readonly after: string | number | null;
  /** Whether the value is money in fen. */
  readonly money: boolean;
}

const scalar = (value: Json | undefined): string | number | null =>
  typeof value === 'string' || typeof value === 'number' ? value : null;

type Scalar = string | number | null;

const printSame = (left: Scalar, right: Scalar, places: number): boolean =>
  typeof left === 'number' &&
  typeof right === 'number' &&
  wanYuanOf(left, places) === wanYuanOf(right, places);

/**
 * Every value that differs, in the order of the form. Rows are matched by what they are of, not by their place.
 *
 * @param wanDecimals where one side was read from print, the places of 万元 it was printed with
 */
export function leafDifferences(
  form: AnyForm,
  before: KeyedForm,
  after: KeyedForm,
  wanDecimals?: number,
): readonly CellDifference[] {
  const keys = new Set([...keysOf(after), ...keysOf(before)]);
  return [...keys].flatMap((key): readonly CellDifference[] => {
    const [left, right] = [cellValue(before, key), cellValue(after, key)];
    if (left === right) return [];
    if (wanDecimals !== undefined && key.endsWith('Fen') && printSame(left, right, wanDecimals)) return [];
    const path = presentPath(key, after.rowKeys) ?? presentPath(key, before.rowKeys) ?? key;
    return [{ key, label: form.label(path) ?? key, before: left, after: right, money: key.endsWith('Fen') }];
  });
}

/** The day of filling differs in every version and says nothing. */
const keysOf = (form: KeyedForm): readonly string[] =>
  leafPaths(form.data)
    .filter((path) => path !== 'header.reportDate')
    .map((path) => stablePath(path, form.rowKeys));

function cellValue(form: KeyedForm, key: string): string | number | null {
  const path = presentPath(key, form.rowKeys);
  return path === null ? null : scalar(valueAt(form.data, path));
}
