import { UNIT_MEASURES } from '@anju/domain';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { UnitMeasureItem } from '../../api/contract.ts';
import { useMayOn } from '../../app/session.ts';
import { NONE } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignOptions, useMonthOptions } from '../supervision/choices.ts';
import { RecordList } from './record-list.tsx';
import { UnitForm } from './unit-form.tsx';
import { WithdrawButton } from './withdraw-button.tsx';
import { Withdrawn } from './withdrawn.tsx';

const FILTERS = ['q', 'campaign', 'month', 'measure', 'withdrawn'] as const;

function columns(acts: (row: UnitMeasureItem) => ReactNode): readonly Column<UnitMeasureItem>[] {
  return [
    { key: 'unit', title: '单位', render: (row) => row.unitName },
    { key: 'measure', title: '处理', width: 84, render: (row) => row.measureLabel },
    {
      key: 'problem',
      title: '问题',
      width: 140,
      render: (row) =>
        row.problemId === null ? (
          NONE
        ) : (
          <Link to={`/problems/${row.problemId}`} className="number">
            {row.problemNumber}
          </Link>
        ),
    },
    {
      key: 'decision',
      title: '决定',
      width: 260,
      render: (row) => (
        <div className="two-lines">
          <div className="ellipsis">{row.documentNo}</div>
          <div className="muted">
            {row.decidedBy} <span className="number one-line">{row.decidedOn}</span>
          </div>
        </div>
      ),
    },
    { key: 'campaign', title: '专项整治', width: 220, hidden: true, render: (row) => row.campaignTitle },
    { key: 'county', title: '县市', width: 96, hidden: true, render: (row) => row.countyName },
    { key: 'acts', title: '操作', width: 150, render: acts },
  ];
}

/** 单位 检查 / 通报. */
export function UnitsPage() {
  const mayOn = useMayOn();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const months = useMonthOptions();
  const [adding, setAdding] = useState(false);
  const query = useQuery({
    queryKey: ['unit-measures', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/unit-measures', {
          params: { query: queryOf(state) },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const acts = (row: UnitMeasureItem) =>
    row.withdrawn !== null ? (
      <Withdrawn withdrawn={row.withdrawn} />
    ) : mayOn('accountability.manage', row) ? (
      <WithdrawButton
        kind="unit-measures"
        id={row.id}
        version={row.version}
        what={`对${row.unitName}的${row.measureLabel}`}
      />
    ) : (
      NONE
    );
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '单位、文号', kind: 'text', width: 170 },
    {
      key: 'measure',
      label: '处理',
      kind: 'select',
      width: 100,
      options: Object.entries(UNIT_MEASURES).map(([value, label]) => ({ value, label })),
    },
    { key: 'month', label: '决定月份', kind: 'select', width: 136, options: months },
    { key: 'campaign', label: '专项整治', kind: 'select', width: 220, options: campaigns },
    { key: 'withdrawn', label: '只看已撤回', kind: 'flag', more: true },
  ];
  return (
    <RecordList
      about="对单位的责令检查和通报。检查、通报分别计数，同一份文件只登记一次。"
      add={{ label: '登记单位处理', onClick: () => setAdding(true) }}
      exported="/api/unit-measures/export.xlsx"
      name="unit-measures"
      unit="条"
      columns={columns(acts)}
      filters={filters}
      state={state}
      query={query}
      card={(row) => (
        <>
          <div className="card-line">
            <strong>{row.unitName}</strong>
            <span>{row.measureLabel}</span>
          </div>
          <div className="muted">
            {row.documentNo} {row.decidedBy} {row.decidedOn}
          </div>
          <div>{acts(row)}</div>
        </>
      )}
      empty={{ title: '还没有单位处理', hint: '单位被责令检查或被通报后，在这里登记。' }}
    >
      {adding && <UnitForm onClose={() => setAdding(false)} />}
    </RecordList>
  );
}
