import { leafPaths, wanYuanOf } from '@anju/official-forms';
import type { Json } from '../../platform/json.ts';
import type { AnyForm } from './form-of.ts';
import { type RowKeys, stablePath, valueAt } from './stable-path.ts';

/** A form's data with what its rows are of. */
export interface KeyedForm {
  readonly data: Json;
  readonly rowKeys: RowKeys;
}

/** One value that is not the same in two forms; null where a form does not have its row. */
export interface CellDifference {
  readonly key: string;
  /** Where it stands in the form that is compared with; where its row is gone there, in the other one. */
  readonly path: string;
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
  const [left, right] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...right.keys(), ...left.keys()])].flatMap((key): readonly CellDifference[] => {
    const [was, is] = [left.get(key), right.get(key)];
    const [from, to] = [was?.value ?? null, is?.value ?? null];
    if (from === to) return [];
    if (wanDecimals !== undefined && key.endsWith('Fen') && printSame(from, to, wanDecimals)) return [];
    const path = is?.path ?? was?.path ?? key;
    return [
      { key, path, label: form.label(path) ?? key, before: from, after: to, money: key.endsWith('Fen') },
    ];
  });
}

interface Leaf {
  readonly path: string;
  readonly value: Scalar;
}

/** The values of a form by their stable paths. The day of filling differs in every version and says nothing. */
function leavesOf({ data, rowKeys }: KeyedForm): ReadonlyMap<string, Leaf> {
  return new Map(
    leafPaths(data)
      .filter((path) => path !== 'header.reportDate')
      .map((path) => [stablePath(path, rowKeys), { path, value: scalar(valueAt(data, path)) }]),
  );
}
