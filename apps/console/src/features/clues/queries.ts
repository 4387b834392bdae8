import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { ClueFilters } from '../../api/contract.ts';

export const CLUE_FILTERS = [
  'q',
  'state',
  'channel',
  'kind',
  'campaign',
  'disposal',
  'region',
  'named',
  'overdue',
  'undecided',
  'waiting',
  'from',
  'to',
] as const;
export type ClueFilter = (typeof CLUE_FILTERS)[number];

/** What an act on a clue makes untrue. */
export const STALE_CLUES: readonly (readonly string[])[] = [['clues'], ['inbox'], ['home']];

export function useClues(query: ClueFilters) {
  return useQuery({
    queryKey: ['clues', 'list', query],
    queryFn: () => take(api.GET('/api/clues', { params: { query: { ...query, limit: 50 } } })),
    placeholderData: keepPreviousData,
  });
}

export function useClueFacets(query: ClueFilters) {
  return useQuery({
    queryKey: ['clues', 'facets', query],
    queryFn: () => take(api.GET('/api/clues/facets', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function useClue(id: string) {
  return useQuery({
    queryKey: ['clues', 'one', id],
    queryFn: () => take(api.GET('/api/clues/{id}', { params: { path: { id } } })),
    refetchOnWindowFocus: false,
  });
}

export function useClueChoices() {
  return useQuery({
    queryKey: ['clues', 'choices'],
    queryFn: () => take(api.GET('/api/clues/choices')),
    staleTime: 300_000,
  });
}

/** To whom a clue can be given; asked for when it is about to be. */
export function useHandlers(id: string) {
  return useQuery({
    queryKey: ['clues', 'handlers', id],
    queryFn: () => take(api.GET('/api/clues/{id}/handlers', { params: { path: { id } } })),
  });
}

const LEAST_CHARACTERS = 8;

export interface TypedClue {
  readonly summary: string;
  readonly persons: string[];
  readonly placeRegion: string;
  readonly office: string | null;
}

/** Clues like the one being typed; nothing is asked while it is typed, nor before there is something to compare. */
export function useSimilar(typed: TypedClue, stands: boolean) {
  return useQuery({
    queryKey: ['clues', 'similar', typed],
    queryFn: () => take(api.POST('/api/clues/similar', { body: typed })),
    placeholderData: keepPreviousData,
    enabled: stands && ([...typed.summary].length >= LEAST_CHARACTERS || typed.persons.length > 0),
    staleTime: 30_000,
  });
}

export function usePairs(cursor: string | undefined) {
  return useQuery({
    queryKey: ['clues', 'pairs', cursor],
    queryFn: () =>
      take(
        api.GET('/api/clues/duplicates', {
          params: { query: { limit: 20, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useTransfers(cursor: string | undefined) {
  return useQuery({
    queryKey: ['clues', 'transfers', cursor],
    queryFn: () =>
      take(
        api.GET('/api/clues/transfers', {
          params: { query: { limit: 50, ...(cursor === undefined ? {} : { cursor }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

export function useRelations() {
  return useQuery({ queryKey: ['relations'], queryFn: () => take(api.GET('/api/relations')) });
}
