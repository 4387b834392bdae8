import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { DataUse } from '../../api/contract.ts';
import { formatCount, formatMoment, NONE } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCounties } from '../people/use-counties.ts';

const COLUMNS: readonly Column<DataUse>[] = [
  { key: 'label', title: '数据', width: 130, render: (row) => row.label },
  { key: 'department', title: '来自部门', width: 140, render: (row) => row.department },
  { key: 'asOf', title: '数据日期', width: 116, render: (row) => <span className="number">{row.asOf}</span> },
  { key: 'purpose', title: '用途', render: (row) => row.purpose },
  {
    key: 'rows',
    title: '读取',
    unit: '行',
    number: true,
    width: 116,
    render: (row) => formatCount(row.rows),
  },
  {
    key: 'hits',
    title: '留存命中',
    unit: '条',
    number: true,
    width: 132,
    render: (row) => formatCount(row.hits),
  },
  { key: 'by', title: '使用人', width: 100, render: (row) => row.by },
  {
    key: 'at',
    title: '使用时间',
    width: 156,
    render: (row) => <span className="number">{formatMoment(row.at)}</span>,
  },
  {
    key: 'run',
    title: '比对任务',
    width: 100,
    render: (row) => (row.runId === null ? NONE : <Link to={`/runs/${row.runId}`}>查看</Link>),
  },
];

/** Who used which department's data for what: kept three years. */
export function DataUsePage() {
  const counties = useCounties();
  const state = useListState(['county']);
  const asked = queryOf(state);
  const query = useQuery({
    queryKey: ['data-use', asked],
    queryFn: () => take(api.GET('/api/data-use', { params: { query: asked } })),
  });
  return (
    <Page
      title="数据使用登记"
      about="每次使用部门数据都登记：谁、何时、为何、读了多少行、留下多少条。保存三年。"
    >
      <DataList
        name="data-use"
        unit="次"
        columns={[...counties.columns, ...COLUMNS]}
        filters={counties.filters}
        state={state}
        query={query}
        rowKey={(row) => row.id}
        card={(row) => (
          <>
            <div className="card-line">
              <strong>{row.label}</strong>
              <span className="muted number">{formatMoment(row.at)}</span>
            </div>
            <div>
              {counties.several && `${row.countyName} · `}
              {row.department} · {row.purpose}
            </div>
            <div className="muted number">
              {row.by} · 读取 {formatCount(row.rows)} 行，留存 {formatCount(row.hits)} 条
            </div>
          </>
        )}
        empty={{ title: '还没有使用过部门数据', hint: '发起比对后，这里逐次登记。' }}
      />
    </Page>
  );
}
