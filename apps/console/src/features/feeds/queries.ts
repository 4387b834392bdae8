import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { FeedFilters } from '../../api/contract.ts';

export function useFreshness(query: { readonly county?: string; readonly late?: 'true' } = {}) {
  return useQuery({
    queryKey: ['freshness', query],
    queryFn: () => take(api.GET('/api/freshness', { params: { query } })),
  });
}

export function useRegisters() {
  return useQuery({
    queryKey: ['registers'],
    queryFn: () => take(api.GET('/api/registers')),
    staleTime: 600_000,
  });
}

export function useFeeds(query: FeedFilters) {
  return useQuery({
    queryKey: ['feeds', 'list', query],
    queryFn: () => take(api.GET('/api/feeds', { params: { query } })),
  });
}
