import { Button, Checkbox, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Freshness } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount, formatMoment, NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';
import { useAct } from '../../ui/use-act.ts';
import { useCounties } from '../people/use-counties.ts';
import { DutyDialog, rhythm } from './duty-dialog.tsx';
import { useFreshness } from './queries.ts';

const STATES: Readonly<Record<Freshness['state'], readonly [string, Tone]>> = {
  overdue: ['逾期', 'overdue'],
  stale: ['数据过旧', 'overdue'],
  never: ['从未报送，尚未到期', 'wait'],
  'due-soon': ['快到期', 'wait'],
  fresh: ['正常', 'good'],
};
const ORDER = Object.keys(STATES);

function LedgerLine({ line, several }: { readonly line: Freshness; readonly several: boolean }) {
  const may = useMay();
  const [agreeing, setAgreeing] = useState(false);
  const chase = useAct({
    run: () => take(api.POST('/api/freshness/{kind}/chase', { params: { path: { kind: line.kind } } })),
    said: ({ told }) => `已催报${line.label}数据，通知 ${line.department} ${told} 人`,
    stale: [['freshness'], ['inbox']],
  });
  const [word, tone] = STATES[line.state];
  const owed = line.state === 'overdue' || line.state === 'stale' || line.state === 'never';
  return (
    <tr>
      {several && <td data-title="县市">{line.countyName}</td>}
      <th scope="row">
        {line.label}
        {line.files.length > 1 &&
          line.files.map((file) => (
            <div key={`${file.name}-${file.asOf}-${file.rows}`} className="muted break">
              {file.name}（{file.asOf}，{formatCount(file.rows)} 行）
            </div>
          ))}
      </th>
      <td data-title="部门">{line.department}</td>
      <td data-title="状态">
        <ToneTag tone={tone}>{word}</ToneTag>
      </td>
      <td className="number" data-title="数据日期">
        {line.lastAsOf ?? NONE}
      </td>
      <td className="number" data-title="报送时间">
        {formatMoment(line.lastDeliveredAt)}
      </td>
      <td className="right number" data-title="行数（行）">
        {formatCount(line.rows)}
      </td>
      <td data-title="周期">{rhythm(line.everyDays)}</td>
      <td className="number" data-title="应报日期">
        {line.dueOn}
      </td>
      <td>
        <span className="row-acts">
          {may('feed.deliver') && <Link to={`/feeds/new?kind=${line.kind}`}>报送</Link>}
          {line.chasedAt !== null && owed && (
            <span className="muted number">已催 {formatMoment(line.chasedAt)}</span>
          )}
          {owed && may('feed.chase') && (
            <Button size="small" loading={chase.isPending} onClick={() => chase.mutate(undefined)}>
              催报
            </Button>
          )}
          {may('feed.chase') && (
            <Button size="small" aria-label={`约定${line.label}的报送`} onClick={() => setAgreeing(true)}>
              约定
            </Button>
          )}
          {agreeing && <DutyDialog line={line} onClose={() => setAgreeing(false)} />}
        </span>
      </td>
    </tr>
  );
}

/** One line a register, and a county where there are several: what is there, of which date, due when; the late ones on top. */
export function FreshnessLedger({
  county,
  kind,
  late,
  onLate,
}: {
  readonly county: string | undefined;
  readonly kind: string | undefined;
  /** Only what is past its day or too old. */
  readonly late: boolean;
  readonly onLate: (only: boolean) => void;
}) {
  const { several } = useCounties();
  const ledger = useFreshness({
    ...(county === undefined ? {} : { county }),
    ...(late ? { late: 'true' } : {}),
  });
  const asked = (ledger.data?.items ?? []).filter((line) => kind === undefined || line.kind === kind);
  const lines = asked.toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.dueOn.localeCompare(b.dueOn),
  );
  const overdue = lines.filter((line) => line.state === 'overdue').length;
  return (
    <Panel
      title="报送台账"
      acts={
        <>
          {overdue > 0 && <ToneTag tone="overdue">{overdue} 项逾期</ToneTag>}
          <Checkbox checked={late} onChange={(event) => onLate(event.target.checked)}>
            只看逾期或过旧
          </Checkbox>
        </>
      }
    >
      {ledger.isPending && <Skeleton active title={false} paragraph={{ rows: 6 }} />}
      {ledger.isError && <ErrorState error={ledger.error} onRetry={() => void ledger.refetch()} />}
      {ledger.data !== undefined && (
        <TableScroll label="报送台账">
          <table className="plain-table ledger stacks">
            <thead>
              <tr>
                {[...(several ? ['县市'] : []), '登记', '部门', '状态', '数据日期', '报送时间'].map(
                  (title) => (
                    <th key={title} scope="col">
                      {title}
                    </th>
                  ),
                )}
                <th scope="col" className="right">
                  行数（行）
                </th>
                <th scope="col">周期</th>
                <th scope="col">应报日期</th>
                <th scope="col">操作</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <LedgerLine key={`${line.county}-${line.kind}`} line={line} several={several} />
              ))}
            </tbody>
          </table>
        </TableScroll>
      )}
    </Panel>
  );
}
