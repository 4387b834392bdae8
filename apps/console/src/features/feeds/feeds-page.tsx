import { CloudUploadOutlined } from '@ant-design/icons';
import { Link } from 'react-router';
import type { FeedItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, formatMoment, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import type { Column, Filter } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { IntakeStateTag, STATE_OPTIONS } from '../intake/intake-state.tsx';
import { useCounties } from '../people/use-counties.ts';
import { FreshnessLedger } from './freshness-ledger.tsx';
import { useFeeds, useRegisters } from './queries.ts';

const COLUMNS: readonly Column<FeedItem>[] = [
  {
    key: 'label',
    title: '登记',
    width: 130,
    render: (row) => <Link to={`/feeds/${row.id}`}>{row.label}</Link>,
  },
  { key: 'department', title: '部门', width: 140, render: (row) => row.department },
  { key: 'file', title: '文件', render: (row) => <span className="break">{row.fileName}</span> },
  { key: 'asOf', title: '数据日期', width: 116, render: (row) => <span className="number">{row.asOf}</span> },
  { key: 'state', title: '状态', width: 108, render: (row) => <IntakeStateTag state={row.state} /> },
  {
    key: 'read',
    title: '读取',
    unit: '行',
    number: true,
    width: 116,
    render: (row) => formatCount(row.rowsRead),
  },
  {
    key: 'refused',
    title: '未采用',
    unit: '行',
    number: true,
    width: 96,
    render: (row) => formatCount(row.rowsRefused),
  },
  { key: 'by', title: '报送人', width: 100, render: (row) => row.deliveredByName ?? NONE },
  {
    key: 'at',
    title: '报送时间',
    width: 156,
    render: (row) => <span className="number">{formatMoment(row.deliveredAt)}</span>,
  },
  {
    key: 'purge',
    title: '原件清除',
    width: 120,
    hidden: true,
    render: (row) => (row.purgedAt ? '已清除' : (row.purgeAfter?.slice(0, 10) ?? NONE)),
  },
];

const FILTERS: readonly Filter<'state' | 'month'>[] = [
  { key: 'state', label: '状态', kind: 'select', width: 110, options: STATE_OPTIONS },
  { key: 'month', label: '报送月份', kind: 'text', chipOnly: true },
];

function FeedCard({ row, several }: { readonly row: FeedItem; readonly several: boolean }) {
  return (
    <>
      <div className="card-line">
        <strong>{row.label}</strong>
        <IntakeStateTag state={row.state} />
      </div>
      <div>
        {several && `${row.countyName} · `}
        {row.department} · {row.asOf}
      </div>
      <div className="muted number">
        读取 {formatCount(row.rowsRead)} 行，未采用 {formatCount(row.rowsRefused)} 行
      </div>
    </>
  );
}

/** Who delivered what, of which date, and what is late. */
export function FeedsPage() {
  const may = useMay();
  const counties = useCounties();
  const state = useListState(['county', 'kind', 'state', 'month', 'late']);
  const { late, ...delivered } = queryOf(state);
  const query = useFeeds(delivered);
  const registers = useRegisters();
  const kinds: Filter<'kind'> = {
    key: 'kind',
    label: '登记',
    kind: 'select',
    options: (registers.data?.items ?? []).map(({ kind, label }) => ({ value: kind, label })),
  };
  const deliver = may('feed.deliver') && (
    <LinkButton to="/feeds/new" type="primary" icon={<CloudUploadOutlined />}>
      报送数据
    </LinkButton>
  );
  return (
    <Page
      title="部门数据"
      about="各部门按期报送的登记数据。只用于资格比对，只保留命中的行，原件到期清除。"
      acts={deliver}
    >
      <FreshnessLedger
        county={state.values.county}
        kind={state.values.kind}
        late={late === 'true'}
        onLate={(only) => state.setOne('late', only ? 'true' : undefined)}
      />
      <h2 className="section-title">报送记录</h2>
      <DataList
        name="feeds"
        unit="次"
        columns={[...counties.columns, ...COLUMNS]}
        filters={[...counties.filters, kinds, ...FILTERS]}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        href={(row) => `/feeds/${row.id}`}
        card={(row) => <FeedCard row={row} several={counties.several} />}
        empty={{
          title: '还没有报送过',
          hint: '点“报送数据”，把业务系统导出的文件拖进去即可。',
          act: deliver,
        }}
      />
    </Page>
  );
}
