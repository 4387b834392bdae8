import { SUPERVISION_LEVELS, SUPERVISION_STATES } from '@anju/domain';
import { DownloadOutlined, PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { NoticeItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCampaignOptions } from './choices.ts';
import { aboutLabel, LevelTag, NoticeStateTag } from './notice-tags.tsx';
import { SupervisionTabs } from './section-tabs.tsx';

const FILTERS = ['q', 'campaign', 'state', 'level', 'about', 'overdue', 'problem', 'clue'] as const;

const COLUMNS: readonly Column<NoticeItem>[] = [
  {
    key: 'number',
    title: '文号',
    width: 138,
    render: (row) => (
      <Link to={`/supervision/notices/${row.id}`} className="number">
        {row.number}
      </Link>
    ),
  },
  {
    key: 'about',
    title: '督办事项',
    render: (row) => (
      <div className="two-lines">
        <div>{aboutLabel(row)}</div>
        <div className="muted ellipsis" title={row.demand}>
          {row.demand}
        </div>
      </div>
    ),
  },
  { key: 'organisation', title: '督办对象', width: 170, render: (row) => row.organisationName },
  { key: 'county', title: '县市', width: 100, hidden: true, render: (row) => row.countyName },
  { key: 'state', title: '状态', width: 96, render: (row) => <NoticeStateTag notice={row} /> },
  { key: 'level', title: '层级', width: 168, render: (row) => <LevelTag notice={row} /> },
  {
    key: 'due',
    title: '期限',
    width: 142,
    render: (row) => <DueDate on={row.dueOn} overdue={row.overdue} />,
  },
  {
    key: 'issued',
    title: '下发',
    width: 170,
    hidden: true,
    render: (row) => `${row.issuerName} ${row.issuedOn}`,
  },
];

const optionsOf = (labels: Readonly<Record<string, string>>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

export function NoticesPage() {
  const may = useMay();
  const state = useListState(FILTERS);
  const campaigns = useCampaignOptions();
  const query = useQuery({
    queryKey: ['supervisions', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/supervisions', {
          params: {
            query: queryOf(state),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  const filters: readonly Filter<(typeof FILTERS)[number]>[] = [
    { key: 'q', label: '文号、单位、编号', kind: 'text', width: 190 },
    { key: 'state', label: '状态', kind: 'select', width: 110, options: optionsOf(SUPERVISION_STATES) },
    { key: 'level', label: '层级', kind: 'select', width: 124, options: optionsOf(SUPERVISION_LEVELS) },
    { key: 'overdue', label: '只看逾期', kind: 'flag' },
    { key: 'campaign', label: '专项整治', kind: 'select', more: true, width: 220, options: campaigns },
    {
      key: 'about',
      label: '事项',
      kind: 'select',
      more: true,
      width: 124,
      options: optionsOf({ problem: '问题', clue: '线索', report: '报表迟报' }),
    },
    { key: 'problem', label: '指定问题', kind: 'flag', chipOnly: true },
    { key: 'clue', label: '指定线索', kind: 'flag', chipOnly: true },
  ];
  return (
    <Page
      title="督办抽查"
      about="向承办单位限期督办。逾期不回复，系统自动提级到县分管领导，再到州级。"
      acts={
        may('supervision.issue') && (
          <LinkButton to="/supervision/notices/new" type="primary" icon={<PlusOutlined />}>
            下发督办
          </LinkButton>
        )
      }
    >
      <SupervisionTabs />
      <DataList
        name="supervisions"
        unit="件"
        columns={COLUMNS}
        filters={filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/supervision/notices/${row.id}`}
        card={(row) => (
          <>
            <div className="card-line">
              <strong className="number">{row.number}</strong>
              <NoticeStateTag notice={row} />
            </div>
            <div>
              {row.organisationName} · {aboutLabel(row)}
            </div>
            <div className="muted clamp-2">{row.demand}</div>
            <div className="card-line">
              <LevelTag notice={row} />
              <DueDate on={row.dueOn} overdue={row.overdue} />
            </div>
          </>
        )}
        savedViews
        empty={{ title: '没有督办', hint: '问题久拖不办、线索超期或报表迟报时，分管领导可以下发督办。' }}
        extra={
          may('problem.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/supervisions/export.xlsx', state)}>
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}
