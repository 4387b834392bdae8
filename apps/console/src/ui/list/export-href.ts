import type { ListState } from '../use-list-state.ts';

/** The address that exports what the list shows: its filters and order, all pages. */
export function exportHref<K extends string>(path: string, state: ListState<K>): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(state.values))
    if (typeof value === 'string') query.set(key, value);
  if (state.sort !== undefined) query.set('sort', state.sort);
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}
