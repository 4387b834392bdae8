import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { ExposureItem } from '../../api/contract.ts';
import { useMayOn } from '../../app/session.ts';
import { formatCount, NONE } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignOptions, useMonthOptions } from '../supervision/choices.ts';
import { ExposureForm } from './exposure-form.tsx';
import { RecordList } from './record-list.tsx';
import { WithdrawButton } from './withdraw-button.tsx';
import { Withdrawn } from './withdrawn.tsx';

const FILTERS = ['q', 'campaign', 'month', 'withdrawn'] as const;

function columns(acts: (row: ExposureItem) => ReactNode): readonly Column<ExposureItem>[] {
  return [
    {
      key: 'title',
      title: '通报曝光',
      render: (row) => (
        <div className="two-lines">
          <div>{row.title}</div>
          <div className="muted ellipsis">{row.medium}</div>
        </div>
      ),
    },
    {
      key: 'on',
      title: '日期',
      width: 116,
      render: (row) => <span className="number">{row.exposedOn}</span>,
    },
    {
      key: 'problems',
      title: '问题',
      width: 220,
      render: (row) => <span className="number">{row.problemNumbers.join('、') || NONE}</span>,
    },
    { key: 'unit', title: '被通报单位', width: 160, render: (row) => row.unitName || NONE },
    {
      key: 'persons',
      title: '涉及人数',
      unit: '人',
      width: 120,
      number: true,
      render: (row) => formatCount(row.persons),
    },
    { key: 'campaign', title: '专项整治', width: 220, hidden: true, render: (row) => row.campaignTitle },
    { key: 'county', title: '县市', width: 96, hidden: true, render: (row) => row.countyName },
    { key: 'acts', title: '操作', width: 150, render: acts },
  ];
}

/** 通报曝光: times, problems and persons. */
export function ExposuresPage() {
  const mayOn = useMayOn();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const months = useMonthOptions();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['exposures', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/exposures', {
          params: { query: queryOf(state) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const acts = (row: ExposureItem) =>
    row.withdrawn !== null ? (
      <Withdrawn withdrawn={row.withdrawn} />
    ) : mayOn('accountability.manage', row) ? (
      <WithdrawButton kind="exposures" id={row.id} version={row.version} what={row.title} />
    ) : (
      NONE
    );
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '标题、方式', kind: 'text', width: 170 },
    { key: 'month', label: '曝光月份', kind: 'select', width: 136, options: months },
    { key: 'campaign', label: '专项整治', kind: 'select', width: 220, options: campaigns },
    { key: 'withdrawn', label: '只看已撤回', kind: 'flag', more: true },
  ];
  const counts = query.data?.counts;
  return (
    <RecordList
      about="一次通报曝光可以涉及多个问题、多个人。次数、问题数、人数分别统计。"
      add={{ label: '登记通报曝光', onClick: () => setAdding(true) }}
      exported="/api/exposures/export.xlsx"
      counts={
        counts !== undefined &&
        counts.times > 0 && (
          <ul className="count-line" aria-label="次数、问题数与人数">
            <li>
              <span className="muted">次数</span> <strong className="number">{counts.times}</strong> 次
            </li>
            <li>
              <span className="muted">问题数</span> <strong className="number">{counts.problems}</strong> 个
            </li>
            <li>
              <span className="muted">涉及人数</span> <strong className="number">{counts.persons}</strong> 人
            </li>
          </ul>
        )
      }
      name="exposures"
      unit="次"
      columns={columns(acts)}
      filters={filters}
      state={state}
      query={query}
      card={(row) => (
        <>
          <div className="card-line">
            <strong>{row.title}</strong>
            <span className="muted number">{row.exposedOn}</span>
          </div>
          <div>
            {row.medium} · 涉及 {row.persons} 人
          </div>
          <div className="muted">
            {[row.unitName, ...row.problemNumbers].filter((part) => part !== '').join('、')}
          </div>
          <div>{acts(row)}</div>
        </>
      )}
      empty={{ title: '还没有通报曝光', hint: '问题被通报或在媒体曝光后，在这里登记。' }}
    >
      {adding && <ExposureForm onClose={() => setAdding(false)} />}
    </RecordList>
  );
}
