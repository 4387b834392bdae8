import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { ProblemFilters } from '../../api/contract.ts';

export const PROBLEM_FILTERS = [
  'q',
  'campaign',
  'state',
  'category',
  'item',
  'region',
  'overdue',
  'undated',
  'exitUndecided',
  'settled',
  'pressing',
  'lookBack',
  'foundFrom',
  'foundTo',
  'closedFrom',
  'closedTo',
  'finding',
  'clue',
] as const;
export type ProblemFilter = (typeof PROBLEM_FILTERS)[number];

/** What an act on a campaign or a problem makes untrue. */
export const STALE_AFTER_ACT: readonly (readonly string[])[] = [
  ['campaigns'],
  ['problems'],
  ['reports'],
  ['inbox'],
  ['home'],
];

/** What is stale besides when a family comes onto the ledger of those to leave, or off it. */
export const STALE_AFTER_EXIT: readonly (readonly string[])[] = [
  ...STALE_AFTER_ACT,
  ['exits'],
  ['households'],
];

/** All campaigns of the reader: a few, so one page. */
export function useCampaigns(query: { readonly state?: string; readonly cursor?: string } = {}) {
  return useQuery({
    queryKey: ['campaigns', 'list', query],
    queryFn: () => take(api.GET('/api/campaigns', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function useCampaign(id: string) {
  return useQuery({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => take(api.GET('/api/campaigns/{id}', { params: { path: { id } } })),
    enabled: id !== '',
  });
}

export function useCampaignCharts(id: string) {
  return useQuery({
    queryKey: ['campaigns', 'charts', id],
    queryFn: () => take(api.GET('/api/campaigns/{id}/figures', { params: { path: { id } } })),
  });
}

export function usePlans(year: number) {
  return useQuery({
    queryKey: ['campaigns', 'plans', year],
    queryFn: () => take(api.GET('/api/campaigns/plans', { params: { query: { year } } })),
    placeholderData: keepPreviousData,
  });
}

/** Closed clues and problems that a publication could name. */
export function usePublishable(campaign: string, q: string, enabled: boolean) {
  return useQuery({
    queryKey: ['campaigns', 'publishable', campaign, q],
    queryFn: () =>
      take(api.GET('/api/campaigns/{id}/publishable', { params: { path: { id: campaign }, query: { q } } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

export function useResults(id: string) {
  return useQuery({
    queryKey: ['campaigns', 'results', id],
    queryFn: () => take(api.GET('/api/campaigns/{id}/results', { params: { path: { id } } })),
  });
}

export function useContacts(id: string) {
  return useQuery({
    queryKey: ['campaigns', 'contacts', id],
    queryFn: () => take(api.GET('/api/campaigns/{id}/contacts', { params: { path: { id } } })),
  });
}

export function useProblems(query: ProblemFilters, limit = 50) {
  return useQuery({
    queryKey: ['problems', 'list', query, limit],
    queryFn: () => take(api.GET('/api/problems', { params: { query: { ...query, limit } } })),
    placeholderData: keepPreviousData,
  });
}

export function useProblemStates(query: ProblemFilters) {
  return useQuery({
    queryKey: ['problems', 'states', query],
    queryFn: () => take(api.GET('/api/problems/states', { params: { query } })),
    placeholderData: keepPreviousData,
  });
}

export function useProblem(id: string) {
  return useQuery({
    queryKey: ['problems', 'one', id],
    queryFn: () => take(api.GET('/api/problems/{id}', { params: { path: { id } } })),
    refetchOnWindowFocus: false,
  });
}
