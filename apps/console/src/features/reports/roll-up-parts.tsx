import { Alert, Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { RollUp } from '../../api/contract.ts';
import { NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { useAct } from '../../ui/use-act.ts';
import { STALE_AFTER_REPORT } from './stale.ts';

interface RolledProps {
  readonly rolled: RollUp;
}

/** Puts the counties' forms together as the prefecture's own report and opens it, to be signed and sent. */
export function TakeRollUp({ rolled, campaign }: RolledProps & { readonly campaign: string }) {
  const go = useNavigate();
  const { form, period, own, mayTake, included } = rolled;
  const taken = useAct({
    run: () =>
      take(
        api.POST('/api/reports/roll-up', {
          body: { campaign, form, period, version: own?.version ?? null },
        }),
      ),
    said: () => '已取数作为本级报表，请领导审签',
    stale: STALE_AFTER_REPORT,
    onDone: ({ id }) => void go(`/reports/${id}`),
  });
  if (!mayTake || included.length === 0) return null;
  return (
    <Button type="primary" loading={taken.isPending} onClick={() => taken.mutate(undefined)}>
      {own === null ? '取数送审签' : '重新取数'}
    </Button>
  );
}

/** Where the prefecture's own report stands, and whether a county sent again since. */
export function OwnReport({ rolled: { own } }: RolledProps) {
  if (own === null) return null;
  const link = <Link to={`/reports/${own.reportId}`}>打开本级报表</Link>;
  if (own.changed.length === 0)
    return <Alert type="info" showIcon title={`本级报表${own.stateLabel}`} action={link} />;
  return (
    <Alert
      type="warning"
      showIcon
      title={`本级报表${own.stateLabel}，但${own.changed.join('、')}在取数以后又有上报`}
      description="没有审签的，重新取数后再审签；已经上报的，请分管领导收回后重报。"
      action={link}
    />
  );
}

/** What is in the form: which version of which county, and how it came. */
export function IncludedCounties({ rolled }: RolledProps) {
  return (
    <Panel title="已经计入" count={rolled.included.length}>
      <TableScroll label="已经计入的县市">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">县市</th>
              <th scope="col">状态</th>
              <th scope="col">计入</th>
              <th scope="col">来源</th>
            </tr>
          </thead>
          <tbody>
            {rolled.included.map(({ county, name, reportId, no, stateLabel, asFile }) => (
              <tr key={`${county} ${no}`}>
                <td>{reportId === null ? name : <Link to={`/reports/${reportId}`}>{name}</Link>}</td>
                <td>{stateLabel ?? NONE}</td>
                <td>{no === null ? '现在的记录' : `第 ${no} 版`}</td>
                <td>{sourceOf(reportId, asFile)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
    </Panel>
  );
}

function sourceOf(reportId: string | null, asFile: boolean): string {
  if (reportId === null) return '州本级';
  return asFile ? '外报表格' : '系统汇总';
}
