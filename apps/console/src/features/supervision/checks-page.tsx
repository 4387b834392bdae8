import { CHECK_KINDS } from '@anju/domain';
import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { CheckItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { CheckStateTag } from './check-tags.tsx';
import { useCampaignOptions } from './choices.ts';
import { FreezeDialog } from './freeze-dialog.tsx';
import { SupervisionTabs } from './section-tabs.tsx';

const FILTERS = ['q', 'campaign', 'kind', 'state'] as const;

function Progress({ row }: { readonly row: CheckItem }) {
  if (row.state === 'frozen') return <span className="muted">种子 {row.seedOn} 产生</span>;
  return (
    <span className="number">
      {row.checked} / {row.size}
    </span>
  );
}

function Mismatches({ row }: { readonly row: CheckItem }) {
  if (row.mismatches === 0) return <span className="muted">0</span>;
  return (
    <ToneTag tone="overdue">
      {row.mismatches} 件，已移送 {row.transferred}
    </ToneTag>
  );
}

const COLUMNS: readonly Column<CheckItem>[] = [
  {
    key: 'title',
    title: '抽查',
    render: (row) => (
      <div className="two-lines">
        <Link to={`/supervision/checks/${row.id}`}>{row.title}</Link>
        <div className="muted ellipsis">{row.campaignTitle}</div>
      </div>
    ),
  },
  { key: 'kind', title: '对象', width: 96, render: (row) => row.kindLabel },
  { key: 'county', title: '县市', width: 100, hidden: true, render: (row) => row.countyName },
  {
    key: 'size',
    title: '抽取 / 名单',
    width: 110,
    number: true,
    render: (row) => (
      <span className="number">
        {row.size} / {row.frameSize}
      </span>
    ),
  },
  { key: 'state', title: '状态', width: 118, render: (row) => <CheckStateTag check={row} /> },
  { key: 'progress', title: '已核查', width: 150, render: (row) => <Progress row={row} /> },
  { key: 'mismatches', title: '与自查不符', width: 160, render: (row) => <Mismatches row={row} /> },
  {
    key: 'frozen',
    title: '冻结时间',
    width: 150,
    render: (row) => <span className="number">{formatMoment(row.frozenAt)}</span>,
  },
];

/** Samples for the spot check, each published before its seed exists. */
export function ChecksPage() {
  const may = useMay();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const [freezing, setFreezing] = useState(false);
  const query = useQuery({
    queryKey: ['checks', 'list', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/checks', {
          params: {
            query: queryOf(state),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '抽查名称', kind: 'text', width: 170 },
    {
      key: 'kind',
      label: '对象',
      kind: 'select',
      width: 116,
      options: Object.entries(CHECK_KINDS).map(([value, label]) => ({ value, label })),
    },
    {
      key: 'state',
      label: '状态',
      kind: 'select',
      width: 128,
      options: [
        { value: 'frozen', label: '待公布种子' },
        { value: 'drawn', label: '已抽取' },
        { value: 'void', label: '已作废' },
      ],
    },
    { key: 'campaign', label: '专项整治', kind: 'select', width: 220, options: campaigns },
  ];
  const freezeButton = may('check.draw') && (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setFreezing(true)}>
      冻结名单
    </Button>
  );
  return (
    <Page
      title="督办抽查"
      about="先冻结名单并公布摘要，再产生种子抽取。任何人拿名单和种子都能算出同样的结果。"
      acts={freezeButton}
    >
      <SupervisionTabs />
      <DataList
        name="checks"
        unit="次"
        columns={COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/supervision/checks/${row.id}`}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.title}</strong>
              <CheckStateTag check={row} />
            </div>
            <div>
              {row.kindLabel} · 抽 {row.size} / {row.frameSize}
            </div>
            <div className="card-line">
              <Progress row={row} />
              <Mismatches row={row} />
            </div>
          </>
        )}
        empty={{ title: '还没有抽查', hint: '先冻结名单：选范围和数量，写明种子从哪里来。' }}
      />
      {freezing && <FreezeDialog onClose={() => setFreezing(false)} />}
    </Page>
  );
}
