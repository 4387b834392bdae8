import type { FormSources } from './form-scope.ts';
import type { SourceRef } from './source-ref.ts';

/** Sources that are known while the form is computed: a record or a few for each cell. */
export function listedSources(cells: ReadonlyMap<string, readonly SourceRef[]>): FormSources {
  return {
    has: (path) => cells.has(path),
    of: async (path, most) => (cells.get(path) ?? []).slice(0, most),
    paths: [...cells.keys()],
  };
}

/** Of a form behind whose cells no records stand. */
export const NO_SOURCES: FormSources = listedSources(new Map());

/** Sources of a growing list: every column of a row comes from the row's records, but for those that have their own. */
export function rowSources(
  rows: readonly {
    readonly row: Readonly<Record<string, unknown>>;
    readonly refs: readonly SourceRef[];
    readonly own?: Readonly<Record<string, readonly SourceRef[]>>;
  }[],
  list = 'rows',
): FormSources {
  const cells = new Map<string, readonly SourceRef[]>();
  for (const [at, { row, refs, own }] of rows.entries()) {
    for (const key of Object.keys(row)) {
      if (Array.isArray(row[key])) {
        for (const [n, item] of row[key].entries())
          for (const inner of Object.keys(item)) cells.set(`${list}.${at}.${key}.${n}.${inner}`, refs);
      } else cells.set(`${list}.${at}.${key}`, own?.[key] ?? refs);
    }
  }
  return listedSources(cells);
}
