import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router';

export interface ListState<K extends string> {
  /** What the filters are set to; a filter that is not set has no key. */
  readonly values: Readonly<Partial<Record<K, string>>>;
  readonly sort: string | undefined;
  readonly cursor: string | undefined;
  readonly set: (patch: Readonly<Record<string, string | undefined>>) => void;
  readonly setOne: (key: K, value: string | undefined) => void;
  readonly replaceAll: (values: Readonly<Record<string, string>>) => void;
  readonly clear: () => void;
  readonly isFiltered: boolean;
}

/**
 * What the server is asked for: the filters, the place in the list, and its order under the name that it has there.
 */
export function queryOf<K extends string>(
  state: Pick<ListState<K>, 'values' | 'cursor' | 'sort'>,
  sortAs?: 'order' | 'sort',
): Readonly<Partial<Record<K, string>>> & { readonly [part in 'cursor' | 'order' | 'sort']?: string } {
  const { values, sort, cursor } = state;
  return {
    ...values,
    ...(sortAs === undefined || sort === undefined ? {} : { [sortAs]: sort }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

/**
 * The state of a list, kept in the address: it survives a reload, the back button, and being sent to a colleague.
 * Changing a filter goes back to the first page.
 */
export function useListState<K extends string>(keys: readonly K[]): ListState<K> {
  const [params, setParams] = useSearchParams();
  const joined = keys.join(',');
  // biome-ignore lint/correctness/useExhaustiveDependencies: `joined` stands for `keys`, which callers write inline.
  const values = useMemo(() => {
    const found: Partial<Record<K, string>> = {};
    for (const key of keys) {
      const value = params.get(key);
      if (value !== null && value !== '') found[key] = value;
    }
    return found;
  }, [params, joined]);
  const set: ListState<K>['set'] = useCallback(
    (patch) =>
      setParams((before) => {
        const next = new URLSearchParams(before);
        if (!('cursor' in patch)) next.delete('cursor');
        for (const [key, value] of Object.entries(patch)) {
          if (value === undefined || value === '') next.delete(key);
          else next.set(key, value);
        }
        return next;
      }),
    [setParams],
  );
  const replaceAll: ListState<K>['replaceAll'] = useCallback(
    (next) => setParams(new URLSearchParams(Object.entries(next).filter(([, value]) => value !== ''))),
    [setParams],
  );
  return {
    values,
    sort: params.get('sort') ?? undefined,
    cursor: params.get('cursor') ?? undefined,
    set,
    setOne: useCallback((key, value) => set({ [key]: value }), [set]),
    replaceAll,
    clear: useCallback(() => setParams(new URLSearchParams()), [setParams]),
    isFiltered: Object.keys(values).length > 0,
  };
}
