import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CampaignItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatCount } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { rateText } from './problem-tags.tsx';
import { useCampaigns } from './queries.ts';
import { StartDialog } from './start-dialog.tsx';

const FILTERS = ['state'] as const;

const phaseOf = (row: CampaignItem) =>
  row.state === 'ended' ? `${row.endedOn ?? ''} 结束` : row.phases.join('、') || '阶段外';

function StateTag({ row }: { readonly row: CampaignItem }) {
  return <ToneTag tone={row.state === 'running' ? 'info' : 'plain'}>{row.stateLabel}</ToneTag>;
}

const ledger = (row: CampaignItem, query: string) => `/problems?campaign=${row.id}${query}`;

const COLUMNS: readonly Column<CampaignItem>[] = [
  {
    key: 'title',
    title: '专项整治',
    render: (row) => (
      <div className="two-lines">
        <div>
          <Link to={`/campaigns/${row.id}`}>{row.title}</Link> <StateTag row={row} />
        </div>
        <div className="muted ellipsis">
          {row.place} · {row.startsOn} 至 {row.endsOn}
          {row.documentNo !== '' && ` · ${row.documentNo}`}
        </div>
      </div>
    ),
  },
  { key: 'phase', title: '所处阶段', width: 150, render: phaseOf },
  {
    key: 'found',
    title: '发现',
    unit: '个',
    number: true,
    width: 84,
    render: (row) => <Link to={ledger(row, '')}>{formatCount(row.totals.found)}</Link>,
  },
  {
    key: 'closed',
    title: '已销号',
    unit: '个',
    number: true,
    width: 96,
    render: (row) => <Link to={ledger(row, '&state=closed')}>{formatCount(row.totals.closed)}</Link>,
  },
  {
    key: 'rate',
    title: '整改率',
    number: true,
    width: 90,
    render: (row) => rateText(row.totals.rateTenths),
  },
  {
    key: 'overdue',
    title: '逾期',
    unit: '个',
    width: 110,
    render: (row) =>
      row.totals.overdue === 0 ? (
        '0'
      ) : (
        <Link to={ledger(row, '&overdue=true')}>
          <ToneTag tone="overdue">{formatCount(row.totals.overdue)} 逾期</ToneTag>
        </Link>
      ),
  },
];

/** The campaigns that run and that were. */
export function CampaignsPage() {
  const may = useMay();
  const state = useListState(FILTERS);
  const [starting, setStarting] = useState(false);
  const query = useCampaigns(queryOf(state));
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    {
      key: 'state',
      label: '状态',
      kind: 'select',
      width: 116,
      options: [
        { value: 'running', label: '进行中、未开始' },
        { value: 'ended', label: '已结束' },
      ],
    },
  ];
  const begin = may('campaign.manage') && (
    <Button type="primary" onClick={() => setStarting(true)}>
      启动专项整治
    </Button>
  );
  return (
    <Page
      title="专项整治"
      about="一次整治一份台账：问题登记、五落实、整改、另一人销号，报表由台账算出。"
      acts={begin}
    >
      <DataList
        name="campaigns"
        unit="项"
        columns={COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/campaigns/${row.id}`}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.title}</strong>
              <StateTag row={row} />
            </div>
            <div className="muted">{phaseOf(row)}</div>
            <div className="card-line">
              <span>
                发现 {row.totals.found} · 销号 {row.totals.closed} · {rateText(row.totals.rateTenths)}
              </span>
              {row.totals.overdue > 0 && <ToneTag tone="overdue">{row.totals.overdue} 逾期</ToneTag>}
            </div>
          </>
        )}
        empty={{
          title: '还没有专项整治',
          hint: '来文的方案已备好，选年度和参加单位就能启动；也可以自定方案。',
          act: begin,
        }}
      />
      {starting && <StartDialog onClose={() => setStarting(false)} />}
    </Page>
  );
}
