import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

export const HOUSEHOLD_FILTERS = ['q', 'estate', 'state', 'category', 'region'] as const;
type HouseholdFilter = (typeof HOUSEHOLD_FILTERS)[number];

interface HouseholdQuery extends Partial<Record<HouseholdFilter, string>> {
  sort?: string;
  cursor?: string;
}

export function useHouseholds(query: HouseholdQuery) {
  return useQuery({
    queryKey: ['households', 'list', query],
    queryFn: () => take(api.GET('/api/households', { params: { query: { ...query, limit: 50 } } })),
    placeholderData: keepPreviousData,
  });
}

export function useEstates() {
  return useQuery({
    queryKey: ['estates'],
    queryFn: () => take(api.GET('/api/estates')),
    staleTime: 300_000,
  });
}

export function useIndicators() {
  return useQuery({
    queryKey: ['households', 'indicators'],
    queryFn: () => take(api.GET('/api/households/indicators')),
    staleTime: 300_000,
  });
}

/** Opening a family's file is itself recorded: it is asked for once, not again and again in the background. */
export function useHousehold(id: string) {
  return useQuery({
    queryKey: ['households', 'one', id],
    queryFn: () => take(api.GET('/api/households/{id}', { params: { path: { id } } })),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  });
}

export function useHouseholdTimeline(id: string) {
  return useQuery({
    queryKey: ['households', 'timeline', id],
    queryFn: () => take(api.GET('/api/households/{id}/timeline', { params: { path: { id } } })),
  });
}
