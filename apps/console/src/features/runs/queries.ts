import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import type { RunItem } from '../../api/contract.ts';

export const isUnderWay = (state: RunItem['state']): boolean => state === 'queued' || state === 'running';

export function useRuns(query: {
  readonly cursor?: string;
  readonly county?: string;
  readonly month?: string;
}) {
  return useQuery({
    queryKey: ['runs', 'list', query],
    queryFn: () => take(api.GET('/api/runs', { params: { query } })),
    refetchInterval: ({ state }) => (state.data?.items.some((run) => isUnderWay(run.state)) ? 3_000 : false),
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: ['runs', 'one', id],
    queryFn: () => take(api.GET('/api/runs/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) =>
      state.data !== undefined && isUnderWay(state.data.state) ? 1_000 : false,
  });
}

/** The job behind a run, while it goes on. */
export function useJob(id: string, moving: boolean) {
  return useQuery({
    queryKey: ['jobs', id],
    queryFn: () => take(api.GET('/api/jobs/{id}', { params: { path: { id } } })),
    refetchInterval: moving ? 1_000 : false,
  });
}
