import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

export function useOrganisations() {
  return useQuery({
    queryKey: ['organisations'],
    queryFn: () => take(api.GET('/api/organisations')),
    staleTime: 300_000,
  });
}

export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    queryFn: () => take(api.GET('/api/departments')),
    staleTime: 300_000,
  });
}

export function useUsers(query: { q?: string; cursor?: string }) {
  return useQuery({
    queryKey: ['users', query],
    queryFn: () => take(api.GET('/api/users', { params: { query: { ...query, limit: 50 } } })),
  });
}
