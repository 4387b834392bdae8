import { Link } from 'react-router';
import type { RunItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { formatCount, formatMoment } from '../../ui/format.ts';
import type { Column } from '../../ui/list/column.ts';
import { DataList } from '../../ui/list/data-list.tsx';
import { Page } from '../../ui/page.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useCounties } from '../people/use-counties.ts';
import { useRuns } from './queries.ts';
import { RunState } from './run-state.tsx';
import { StartRun } from './start-run.tsx';

const COLUMNS: readonly Column<RunItem>[] = [
  {
    key: 'asOf',
    title: '基准日',
    width: 124,
    render: (run) => (
      <Link to={`/runs/${run.id}`} className="number">
        {run.asOf}
      </Link>
    ),
  },
  { key: 'state', title: '状态', width: 108, render: (run) => <RunState run={run} /> },
  {
    key: 'families',
    title: '家庭',
    unit: '户',
    number: true,
    width: 90,
    render: (run) => formatCount(run.counts?.families),
  },
  {
    key: 'fail',
    title: '不符',
    unit: '条',
    number: true,
    width: 90,
    render: (run) => formatCount(run.counts?.fail),
  },
  {
    key: 'incomparable',
    title: '不可比',
    unit: '条',
    number: true,
    width: 104,
    render: (run) => formatCount(run.counts?.incomparable),
  },
  {
    key: 'new',
    title: '新增',
    unit: '条',
    number: true,
    width: 88,
    render: (run) => formatCount(run.counts?.new),
  },
  {
    key: 'persisting',
    title: '持续',
    unit: '条',
    number: true,
    width: 90,
    render: (run) => formatCount(run.counts?.persisting),
  },
  {
    key: 'cleared',
    title: '消除',
    unit: '条',
    number: true,
    width: 90,
    render: (run) => formatCount(run.counts?.cleared),
  },
  {
    key: 'exited',
    title: '家庭已退出',
    unit: '条',
    number: true,
    width: 110,
    hidden: true,
    render: (run) => formatCount(run.counts?.exited),
  },
  { key: 'by', title: '发起人', width: 100, render: (run) => run.startedByName },
  {
    key: 'at',
    title: '发起时间',
    width: 156,
    render: (run) => <span className="number">{formatMoment(run.createdAt)}</span>,
  },
];

function RunCard({ run, several }: { readonly run: RunItem; readonly several: boolean }) {
  return (
    <>
      <div className="card-line">
        <strong className="number">
          {several && `${run.countyName} `}基准日 {run.asOf}
        </strong>
        <RunState run={run} />
      </div>
      <div className="muted number">
        {run.counts === null
          ? `${run.startedByName} 发起`
          : `新增 ${formatCount(run.counts.new)} · 持续 ${formatCount(run.counts.persisting)} · 消除 ${formatCount(run.counts.cleared)}`}
      </div>
    </>
  );
}

export function RunsPage() {
  const may = useMay();
  const counties = useCounties();
  const state = useListState(['county', 'month']);
  const query = useRuns(queryOf(state));
  const start = may('run.start') && <StartRun />;
  return (
    <Page
      title="比对任务"
      about="用各部门最新报送的数据，按当日有效的政策标准逐户判定，并与上一次结果对照。"
      acts={start}
    >
      <DataList
        name="runs"
        unit="次"
        columns={[...counties.columns, ...COLUMNS]}
        filters={[...counties.filters, { key: 'month', label: '基准日月份', kind: 'text', chipOnly: true }]}
        state={state}
        query={query}
        rowKey={(run) => run.id}
        href={(run) => `/runs/${run.id}`}
        card={(run) => <RunCard run={run} several={counties.several} />}
        empty={{
          title: '还没有比对过',
          hint: '先导入花名册、收齐部门数据；缺哪个部门，相应的规则记为“不可比”，不会当作通过。',
          act: start,
        }}
      />
    </Page>
  );
}
