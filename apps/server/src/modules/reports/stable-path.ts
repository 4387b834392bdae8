import type { Json } from '../../platform/json.ts';

/** For each growing list of a form's data, the lasting key of each of its rows. */
export type RowKeys = Readonly<Record<string, readonly string[]>>;

const encode = (key: string): string => encodeURIComponent(key).replaceAll('.', '%2E');

/**
 * The name of a value that stays when rows are added above it: "rows.3.place" becomes "rows.@ID.place". Hand
 * corrections, explanations and comparisons of two versions go by it.
 */
export function stablePath(path: string, rowKeys: RowKeys): string {
  for (const [list, keys] of Object.entries(rowKeys)) {
    if (!path.startsWith(`${list}.`)) continue;
    const [row = '', ...rest] = path.slice(list.length + 1).split('.');
    const key = /^\d+$/.test(row) ? keys[Number(row)] : undefined;
    return key === undefined ? path : [list, `@${encode(key)}`, ...rest].join('.');
  }
  return path;
}

/** The present place of a stable path; null where its row is no longer there. */
export function presentPath(stable: string, rowKeys: RowKeys): string | null {
  const match = /^(.+?)\.@([^.]+)(?:\.(.+))?$/.exec(stable);
  if (match === null) return stable;
  const [, list = '', key, rest] = match;
  const at = (rowKeys[list] ?? []).findIndex((one) => encode(one) === key);
  if (at < 0) return null;
  return rest === undefined ? `${list}.${at}` : `${list}.${at}.${rest}`;
}

/** The stable paths of all rows of a form. */
export function stableRows(rowKeys: RowKeys): ReadonlySet<string> {
  return new Set(
    Object.entries(rowKeys).flatMap(([list, keys]) => keys.map((key) => `${list}.@${encode(key)}`)),
  );
}

/** The row that a stable path leads to or into; null where it is in none. */
export const rowOfPath = (stable: string): string | null => /^.+?\.@[^.]+/.exec(stable)?.[0] ?? null;

/** The keys of the rows of a list that stable paths lead into. */
export function rowsOfPaths(list: string, stablePaths: readonly string[]): readonly string[] {
  const into = `${list}.@`;
  const keys = stablePaths
    .filter((path) => path.startsWith(into))
    .map((path) => decodeURIComponent(path.slice(into.length).split('.', 1).join('')));
  return [...new Set(keys)];
}

/** The value at a path; undefined where there is none. */
export function valueAt(data: Json, path: string): Json | undefined {
  let here: Json | undefined = data;
  for (const step of path.split('.')) {
    if (here === null || here === undefined || typeof here !== 'object') return undefined;
    here = Object.hasOwn(here, step) ? Reflect.get(here, step) : undefined;
  }
  return here;
}

/** The data with another value at a path that exists. */
export function withValue(data: Json, path: readonly string[], value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (data === null || typeof data !== 'object') return data;
  if (isList(data))
    return data.map((item, at) => (String(at) === step ? withValue(item, rest, value) : item));
  return Object.fromEntries(
    Object.entries(data).map(([key, item]) => [key, key === step ? withValue(item, rest, value) : item]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
