import { queryOptions, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { UserFilters } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';

const ORGANISATIONS = queryOptions({
  queryKey: ['organisations'],
  queryFn: () => take(api.GET('/api/organisations')),
  staleTime: 300_000,
});

/** All of them, to name what is on record and to search in it; not asked for by who may not read them. */
export function useOrganisations() {
  const may = useMay();
  return useQuery({ ...ORGANISATIONS, enabled: may('organisation.read') });
}

/** Those in use: what somebody or something may be given to. */
export function usePlacesInUse() {
  return useQuery({
    ...ORGANISATIONS,
    select: ({ items }) => ({ items: items.filter((place) => place.active) }),
  });
}

export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    queryFn: () => take(api.GET('/api/departments')),
    staleTime: 300_000,
  });
}

export function useUsers(query: UserFilters) {
  return useQuery({
    queryKey: ['users', query],
    queryFn: () => take(api.GET('/api/users', { params: { query: { ...query, limit: 50 } } })),
  });
}
