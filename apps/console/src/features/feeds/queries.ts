import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

export function useFreshness() {
  return useQuery({ queryKey: ['freshness'], queryFn: () => take(api.GET('/api/freshness')) });
}

export function useRegisters() {
  return useQuery({
    queryKey: ['registers'],
    queryFn: () => take(api.GET('/api/registers')),
    staleTime: 600_000,
  });
}

export function useFeeds(cursor: string | undefined) {
  return useQuery({
    queryKey: ['feeds', 'list', cursor],
    queryFn: () => take(api.GET('/api/feeds', { params: { query: cursor === undefined ? {} : { cursor } } })),
  });
}
