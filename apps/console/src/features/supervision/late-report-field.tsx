import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId } from 'react';
import { api, take } from '../../api/client.ts';

/** Reports of a campaign that are late and that no open notice is about. */
export function useLateReports(campaign: string | null) {
  return useQuery({
    queryKey: ['supervisions', 'late-reports', campaign],
    queryFn: () =>
      take(api.GET('/api/supervision/late-reports', { params: { query: { campaign: campaign ?? '' } } })),
    enabled: campaign !== null,
  });
}

interface LateReportFieldProps {
  readonly campaign: string | null;
  readonly value: string | null;
  readonly onChange: (report: string) => void;
}

/** Which county's report; the notice goes to that county's office. */
export function LateReportField({ campaign, value, onChange }: LateReportFieldProps) {
  const id = useId();
  const query = useLateReports(campaign);
  const items = query.data?.items ?? [];
  return (
    <div className="field">
      <label htmlFor={id}>逾期未报的报表</label>
      <Select
        id={id}
        value={items.some((one) => one.id === value) ? value : null}
        loading={query.isFetching}
        onChange={onChange}
        disabled={campaign === null}
        options={items.map((one) => ({
          value: one.id,
          label: `${one.countyName} ${one.title}，应于 ${one.dueOn} 前报`,
        }))}
        showSearch={{ optionFilterProp: 'label' }}
        placeholder={campaign === null ? '请先选择专项整治' : '选择县市和报表'}
        notFoundContent={query.isSuccess ? '没有逾期未报、还没督办的报表' : null}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}
