import { DownloadOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { api, take } from '../../api/client.ts';
import type { EventItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatMoment } from '../../ui/format.ts';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { exportHref } from '../../ui/list/export-href.ts';
import { Page } from '../../ui/page.tsx';
import { useListState } from '../../ui/use-list-state.ts';

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
  form: '报表',
  paper: '材料',
  department: '部门',
  register: '登记',
  county: '县',
  'household-list': '住户名单',
  findings: '疑点清单',
  'event-list': '操作记录',
} as const;

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
        {subjectLabel(row.subjectType)} <span className="muted number">{row.subjectId}</span>
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
            query: { ...state.values, ...(state.cursor === undefined ? {} : { cursor: state.cursor }) },
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
              {subjectLabel(row.subjectType)} {row.subjectId}
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
