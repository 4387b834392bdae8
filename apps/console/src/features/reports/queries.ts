import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';

export type ReportShow = 'open' | 'late' | 'pending' | 'sent' | 'all';

/** @param county of a prefecture's counties, one; all of them when not given */
export function useReports(show: ReportShow, county?: string) {
  return useQuery({
    queryKey: ['reports', 'due', show, county],
    queryFn: () =>
      take(
        api.GET('/api/reports/due', {
          params: { query: { show, ...(county === undefined ? {} : { county }) } },
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** How many faults a report has; asked for each row of the list by itself, so that the list stands at once. */
export function useReportCheck(id: string, wanted: boolean) {
  return useQuery({
    queryKey: ['reports', 'check', id],
    queryFn: () => take(api.GET('/api/reports/{id}/check', { params: { path: { id } } })),
    enabled: wanted,
    staleTime: 60_000,
  });
}

/** A report as it stands, or at one of its versions. */
export function useReport(id: string, no: string | undefined) {
  return useQuery({
    queryKey: ['reports', 'one', id, no],
    queryFn: () =>
      take(
        api.GET('/api/reports/{id}', {
          params: { path: { id }, query: no === undefined ? {} : { no } },
        }),
      ),
    refetchOnWindowFocus: false,
  });
}

export function useReportCell(id: string, path: string | null, no: string | undefined) {
  return useQuery({
    queryKey: ['reports', 'cell', id, path, no],
    queryFn: () =>
      take(
        api.GET('/api/reports/{id}/cells/{path}', {
          params: { path: { id, path: path ?? '' }, query: no === undefined ? {} : { no } },
        }),
      ),
    enabled: path !== null,
  });
}

export function useCampaignChoices() {
  return useQuery({
    queryKey: ['reports', 'campaigns'],
    queryFn: () => take(api.GET('/api/reports/campaigns')),
  });
}
