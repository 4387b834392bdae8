import { FLAG_RULES } from '@anju/domain';
import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, take } from '../../api/client.ts';
import type { FlagItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignChoices, useCampaignOptions } from './choices.ts';
import { FlagFigures, FlagPapers, FlagProblems } from './flag-facts.tsx';
import { SupervisionTabs } from './section-tabs.tsx';

const FILTERS = ['code', 'campaign', 'county', 'problem'] as const;

const COLUMNS: readonly Column<FlagItem>[] = [
  {
    key: 'title',
    title: '疑似情形',
    width: 190,
    render: (row) => <ToneTag tone="wait">{row.title}</ToneTag>,
  },
  {
    key: 'why',
    title: '理由与数据',
    render: (row) => (
      <div className="flag-why">
        <div>{row.why}</div>
        <FlagFigures flag={row} />
        <FlagPapers flag={row} />
        <div className="muted">怎么核实：{row.advice}</div>
      </div>
    ),
  },
  { key: 'problems', title: '涉及问题', width: 250, render: (row) => <FlagProblems flag={row} /> },
  {
    key: 'at',
    title: '时间',
    width: 140,
    render: (row) => <span className="number">{formatMoment(row.at)}</span>,
  },
  { key: 'county', title: '县市', width: 96, render: (row) => row.countyName },
  { key: 'campaign', title: '专项整治', width: 220, hidden: true, render: (row) => row.campaignTitle },
];

const rowKey = (row: FlagItem) => `${row.code}:${row.problems[0]?.id ?? ''}`;

/** Signs of fake rectification, computed from the ledger at each look: nobody can strike one out. */
export function FlagsPage() {
  const may = useMay();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const counties = new Map(
    (useCampaignChoices().data?.items ?? []).map((item) => [item.county, item.countyName]),
  );
  const query = useQuery({
    queryKey: ['flags', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/supervision/flags', {
          params: {
            query: queryOf(state),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    {
      key: 'code',
      label: '疑似情形',
      kind: 'select',
      width: 190,
      options: FLAG_RULES.map(({ code, title }) => ({ value: code, label: title })),
    },
    { key: 'campaign', label: '专项整治', kind: 'select', width: 220, options: campaigns },
    {
      key: 'county',
      label: '县市',
      kind: 'select',
      width: 124,
      options: [...counties].map(([value, label]) => ({ value, label })),
    },
    { key: 'problem', label: '指定问题', kind: 'flag', chipOnly: true },
  ];
  return (
    <Page
      title="督办抽查"
      about="从台账实时算出的可疑迹象，只是线索，不是结论。每条写明理由、数据和记录，核实后再定。"
    >
      <SupervisionTabs />
      <DataList
        name="flags"
        unit="条"
        columns={COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={rowKey}
        card={(row) => (
          <>
            <div className="card-line">
              <ToneTag tone="wait">{row.title}</ToneTag>
              <span className="muted">{row.countyName}</span>
            </div>
            <div>{row.why}</div>
            <FlagFigures flag={row} />
            <FlagPapers flag={row} />
            <FlagProblems flag={row} />
          </>
        )}
        empty={{ title: '没有疑似虚假整改', hint: '销号、佐证和整改过程都没有发现可疑迹象。' }}
        extra={
          may('problem.export') && (
            <Button
              icon={<DownloadOutlined />}
              href={exportHref('/api/supervision/flags/export.xlsx', state)}
            >
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}
