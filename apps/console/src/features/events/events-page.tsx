import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { EventItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';

const KEYS = ['actor', 'act', 'subjectType', 'subjectId', 'from', 'to'] as const;
const SUBJECTS = {
  household: '住户',
  finding: '疑点',
  import: '花名册',
  feed: '部门数据',
  run: '比对任务',
  policy: '政策标准',
  exit: '清退记录',
  user: '用户',
  organisation: '机构',
  form: '应退未退表',
  paper: '材料',
  department: '部门',
  register: '登记',
  county: '县',
  'household-list': '住户名单',
  findings: '疑点清单',
  'event-list': '操作记录',
  clue: '线索',
  clues: '线索清单',
  problem: '问题',
  problems: '问题清单',
  supervision: '督办',
  campaign: '专项整治',
  'campaign-result': '整治成果',
  check: '抽查',
  'check-item': '抽查对象',
  report: '报表',
  accountability: '问责记录',
  'unit-measure': '单位问责',
  exposure: '通报曝光',
  'typical-case': '典型案例',
  relation: '亲属关系',
  notice: '通知',
  'calendar-day': '日历',
  'calendar-year': '日历年度',
} as const;

function EventSubject({ event }: { readonly event: EventItem }) {
  const name = event.subjectName ?? event.subjectId;
  const label = subjectLabel(event.subjectType);
  return (
    <>
      {/* 线索〔2026〕23号 says itself what it is. */}
      {!name.startsWith(label) && `${label} `}
      {event.subjectLink === null ? (
        <span className="muted">{name}</span>
      ) : (
        <Link to={event.subjectLink}>{name}</Link>
      )}
    </>
  );
}

const subjectLabel = (type: string): string =>
  Object.entries(SUBJECTS).find(([key]) => key === type)?.[1] ?? type;

const COLUMNS: readonly Column<EventItem>[] = [
  {
    key: 'at',
    title: '时间',
    width: 156,
    render: (row) => <span className="number">{formatMoment(row.at)}</span>,
  },
  {
    key: 'actor',
    title: '操作人',
    width: 176,
    render: (row) => (
      <>
        {row.actorName} <span className="muted">{row.actorRole}</span>
      </>
    ),
  },
  { key: 'act', title: '操作', width: 180, render: (row) => row.actLabel },
  {
    key: 'subject',
    title: '对象',
    width: 220,
    render: (row) => (
      <div className="ellipsis" title={row.subjectId}>
        <EventSubject event={row} />
      </div>
    ),
  },
  {
    key: 'payload',
    title: '内容',
    render: (row) => (
      <div className="muted ellipsis" title={row.text}>
        {row.text}
      </div>
    ),
  },
];

const FILTERS: readonly Filter<(typeof KEYS)[number]>[] = [
  { key: 'actor', label: '操作人', kind: 'text', width: 150 },
  {
    key: 'subjectType',
    label: '对象',
    kind: 'select',
    width: 124,
    options: Object.entries(SUBJECTS).map(([value, label]) => ({ value, label })),
  },
  { key: 'from', label: '从', kind: 'date' },
  { key: 'to', label: '到', kind: 'date' },
  { key: 'subjectId', label: '对象编号', kind: 'text', more: true, width: 280 },
  { key: 'act', label: '操作代码', kind: 'text', more: true, width: 180 },
];

/** Every act of every person, for auditors: append-only, nobody can change it. */
export function EventsPage() {
  const may = useMay();
  const state = useListState(KEYS);
  const query = useQuery({
    queryKey: ['events', state.values, state.cursor],
    queryFn: () =>
      take(
        api.GET('/api/events', {
          params: {
            query: queryOf(state),
          },
        }),
      ),
    placeholderData: keepPreviousData,
  });
  return (
    <Page
      title="操作记录"
      about="每一次查看、修改、审定、导出都在这里，只能追加，不能改删。记录中没有个人信息。"
    >
      <DataList
        name="events"
        unit="条"
        columns={COLUMNS}
        filters={FILTERS}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.actLabel}</strong>
              <span className="muted number">{formatMoment(row.at)}</span>
            </div>
            <div>
              {row.actorName} <span className="muted">{row.actorRole}</span>
            </div>
            <div className="muted break">
              <EventSubject event={row} />
            </div>
            {row.text !== '' && <div className="muted break">{row.text}</div>}
          </>
        )}
        savedViews
        empty={{ title: '还没有操作记录', hint: '有人登录、查看或办理后，这里会逐条出现。' }}
        extra={
          may('event.export') && (
            <Button icon={<DownloadOutlined />} href={exportHref('/api/events/export.csv', state)}>
              导出
            </Button>
          )
        }
      />
    </Page>
  );
}
