import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

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

export function useFeeds(query: {
  readonly cursor?: string;
  readonly county?: string;
  readonly kind?: string;
}) {
  return useQuery({
    queryKey: ['feeds', 'list', query],
    queryFn: () => take(api.GET('/api/feeds', { params: { query } })),
  });
}
