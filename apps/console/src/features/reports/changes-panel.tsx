import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { api, take } from '../../api/client.ts';
import type { ReportChange } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Panel } from '../../ui/panel.tsx';
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
        <Change key={figure.path} figure={figure} />
      ))}
    </Panel>
  );
}

function Change({ figure }: { readonly figure: ReportChange }) {
  return (
    <details className="change">
      <summary>
        {figure.label}{' '}
        <strong className="number">
          {printValue(figure.before, figure.money)} → {printValue(figure.after, figure.money)}
        </strong>
        <span className="muted">
          {' '}
          本期 {figure.came.total} 条，上期的 {figure.gone.total} 条不再计入
        </span>
      </summary>
      {figure.came.total > 0 && (
        <>
          <h3 className="drawer-heading">本期计入</h3>
          <RecordTable {...figure.came} />
        </>
      )}
      {figure.gone.total > 0 && (
        <>
          <h3 className="drawer-heading">上期计入、本期不再计入</h3>
          <RecordTable {...figure.gone} />
        </>
      )}
    </details>
  );
}
