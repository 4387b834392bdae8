import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Report, ReportChange, SinceSent } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { printValue } from './print-value.ts';
import { RecordTable } from './record-table.tsx';

/** What moved since the period before, by the records that moved it. */
export function ChangesPanel({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ['reports', 'changes', id],
    queryFn: () => take(api.GET('/api/reports/{id}/changes', { params: { path: { id } } })),
    enabled: open,
  });
  return (
    <Panel
      title={query.data?.sinceLabel ? `比${query.data.sinceLabel}变了什么` : '比上期变了什么'}
      order={3}
      acts={open ? null : <Button onClick={() => setOpen(true)}>查看</Button>}
    >
      {open && query.isPending && <Skeleton active title={false} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.data !== undefined && query.data.since === null && (
        <p className="muted">没有上一期的报表可比。</p>
      )}
      {query.data?.since != null && query.data.figures.length === 0 && (
        <p className="muted">每个数字和背后的记录都与上期相同。</p>
      )}
      {query.data?.figures.map((figure) => (
        <Change key={figure.path} figure={figure} words={SINCE_LAST} />
      ))}
    </Panel>
  );
}

const useSinceSent = (id: string) =>
  useQuery({
    queryKey: ['reports', 'since-sent', id],
    queryFn: () => take(api.GET('/api/reports/{id}/since-sent', { params: { path: { id } } })),
  });

const sinceWhen = ({ state }: Pick<Report, 'state'>) => (state === 'approved' ? '审签后' : '报送后');

/** Nobody above returns a prefecture's form: its leader takes it back. */
const againBy = ({ county, state }: Pick<Report, 'county' | 'state'>): string => {
  if (!county.endsWith('00')) return '退回或解锁';
  return state === 'approved' ? '退回修改' : '请分管领导收回';
};

/** At the top of the page, that there is something in the panel below. */
export function SinceSentAlert({ report }: { readonly report: Pick<Report, 'id' | 'state'> }) {
  const { data } = useSinceSent(report.id);
  if (data === undefined || countMoved(data) === 0) return null;
  return (
    <Alert
      type="warning"
      showIcon
      title={`${sinceWhen(report)}有变动，现在的记录与这张表不一致`}
      action={<a href="#moved">看变动的记录</a>}
    />
  );
}

const countMoved = ({ figures, cells }: SinceSent) => (figures?.length ?? 0) + cells.total;

/** What the records say otherwise since the report was signed or sent: nothing of it is in what was sent. */
export function SinceSentPanel({ report }: { readonly report: Pick<Report, 'id' | 'state' | 'county'> }) {
  const query = useSinceSent(report.id);
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.data === undefined || countMoved(query.data) === 0) return null;
  const { figures, cells } = query.data;
  const since = sinceWhen(report);
  return (
    <Panel title={`${since}有 ${countMoved(query.data)} 处变动`} order={1}>
      <p className="muted" id="moved">
        下列记录是{since}补登、改动、撤销或转办的，没有算进这张表。需要更正的，{againBy(report)}后重报。
      </p>
      {figures?.map((figure) => (
        <Change key={figure.path} figure={figure} words={SINCE_SENT} />
      ))}
      {cells.total > 0 && <MovedCells cells={cells} />}
    </Panel>
  );
}

/** What was copied onto the form from a record, and the record says otherwise now. */
function MovedCells({ cells }: Pick<SinceSent, 'cells'>) {
  return (
    <>
      <TableScroll label="改动的内容">
        <table className="plain-table stacks">
          <thead>
            <tr>
              <th scope="col">格</th>
              <th scope="col">表上是</th>
              <th scope="col">现在是</th>
              <th scope="col">记录</th>
            </tr>
          </thead>
          <tbody>
            {cells.items.map(({ key, label, before, after, money, record }) => (
              <tr key={key}>
                <td>{label}</td>
                <td data-title="表上是">{printValue(before, money)}</td>
                <td data-title="现在是">{printValue(after, money)}</td>
                <td className="number" data-title="记录">
                  {record?.link == null ? (
                    (record?.number ?? NONE)
                  ) : (
                    <Link to={record.link}>{record.number || '查看'}</Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {cells.total > cells.items.length && (
        <p className="muted">
          共 {cells.total} 格，这里列出前 {cells.items.length} 格。
        </p>
      )}
    </>
  );
}

const SINCE_LAST = {
  counts: (came: number, gone: number) => `本期 ${came} 条，上期的 ${gone} 条不再计入`,
  came: '本期计入',
  gone: '上期计入、本期不再计入',
};

const SINCE_SENT: typeof SINCE_LAST = {
  counts: (came, gone) => `新增 ${came} 条，原有 ${gone} 条不再计入`,
  came: '现在多出的记录',
  gone: '表上算了、现在不再计入的记录',
};

function Change({ figure, words }: { readonly figure: ReportChange; readonly words: typeof SINCE_LAST }) {
  return (
    <details className="change">
      <summary>
        {figure.label}{' '}
        <strong className="number">
          {printValue(figure.before, figure.money)} → {printValue(figure.after, figure.money)}
        </strong>
        <span className="muted"> {words.counts(figure.came.total, figure.gone.total)}</span>
      </summary>
      {figure.came.total > 0 && (
        <>
          <h3 className="drawer-heading">{words.came}</h3>
          <RecordTable {...figure.came} money={figure.money} />
        </>
      )}
      {figure.gone.total > 0 && (
        <>
          <h3 className="drawer-heading">{words.gone}</h3>
          <RecordTable {...figure.gone} money={figure.money} />
        </>
      )}
    </details>
  );
}
