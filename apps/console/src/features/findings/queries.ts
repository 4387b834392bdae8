import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { FindingFilters } from '../../api/contract.ts';

export const FINDING_FILTERS = [
  'q',
  'rule',
  'state',
  'status',
  'confidence',
  'change',
  'region',
  'assignedTo',
  'overdue',
  'dueTo',
  'settled',
  'household',
  'run',
  'county',
] as const;
export type FindingFilter = (typeof FINDING_FILTERS)[number];

export function useFindings(query: FindingFilters) {
  return useQuery({
    queryKey: ['findings', 'list', query],
    queryFn: () => take(api.GET('/api/findings', { params: { query: { ...query, limit: 50 } } })),
    placeholderData: keepPreviousData,
  });
}

export function useFindingFacets(query: FindingFilters) {
  return useQuery({
    queryKey: ['findings', 'facets', query],
    queryFn: () => take(api.GET('/api/findings/facets', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

/** Where findings can be handed to; asked for anew each time the dialogue opens, because accounts come and go. */
export function usePlacesToAssign(enabled: boolean) {
  return useQuery({
    queryKey: ['findings', 'places'],
    queryFn: () => take(api.GET('/api/findings/places')),
    enabled,
  });
}

/** One finding; `query` is the list it was opened from, so that next and previous follow that list. */
export function useFinding(id: string, query: FindingFilters) {
  return useQuery({
    queryKey: ['findings', 'one', id, query],
    queryFn: () => take(api.GET('/api/findings/{id}', { params: { path: { id }, query } })),
    refetchOnWindowFocus: false,
  });
}
