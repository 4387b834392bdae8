import { useQuery } from '@tanstack/react-query';
import { api, take } from '../../api/client.ts';
import { useMe } from '../../app/session.ts';
import type { Option } from '../../ui/list/column.ts';

export function useCampaignChoices() {
  return useQuery({
    queryKey: ['supervision', 'campaigns'],
    queryFn: () => take(api.GET('/api/supervision/campaigns')),
    staleTime: 60_000,
  });
}

/** Campaigns as options of a filter: one that a prefecture runs in many counties stands once. */
export function useCampaignOptions(): readonly Option[] {
  const items = useCampaignChoices().data?.items ?? [];
  return [...new Map(items.map((item) => [item.id, item.title])).entries()].map(([value, label]) => ({
    value,
    label,
  }));
}

/** This month and the eleven before it, as options of a filter. */
export function useMonthOptions(): readonly Option[] {
  const { today } = useMe();
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  return Array.from({ length: 12 }, (_, n) => {
    const months = year * 12 + month - 1 - n;
    const value = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
    return { value, label: `${value.slice(0, 4)} 年 ${Number(value.slice(5))} 月` };
  });
}
