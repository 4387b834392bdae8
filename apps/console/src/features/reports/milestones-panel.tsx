import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Campaign, ReportMilestones } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { NONE } from '../../ui/format.ts';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { StandingTag } from './report-tags.tsx';

type Cell = ReportMilestones['rows'][number]['cells'][number];

/** Days that stand before and after today until all are asked for. */
const BEFORE = 3;
const AFTER = 3;

interface MilestonesPanelProps {
  readonly campaign: Campaign;
  readonly today: string;
}

/** Counties against the days on which reports are due; of what no record proves, the plan's dates alone. */
export function MilestonesPanel({ campaign, today }: MilestonesPanelProps) {
  const [all, setAll] = useState(false);
  const query = useQuery({
    queryKey: ['reports', 'milestones', campaign.id],
    queryFn: () => take(api.GET('/api/reports/milestones', { params: { query: { campaign: campaign.id } } })),
  });
  const days = query.data?.days ?? [];
  const next = days.findIndex(({ nominalDue }) => nominalDue >= today);
  const middle = next === -1 ? days.length : next;
  const from = all ? 0 : Math.max(0, middle - BEFORE);
  const to = all ? days.length : middle + AFTER;
  return (
    <Panel
      title="各县市报送节点"
      acts={
        (from > 0 || to < days.length || all) && (
          <Button size="small" onClick={() => setAll(!all)}>
            {all ? '只看近期' : `全部 ${days.length} 个`}
          </Button>
        )
      }
    >
      {query.isPending && <Skeleton active paragraph={{ rows: 4 }} />}
      {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
      {query.isSuccess && days.length === 0 && <p className="muted">方案没有要报的表和总结。</p>}
      {query.isSuccess && days.length > 0 && <MilestoneTable data={query.data} from={from} to={to} />}
      <PlanDates campaign={campaign} />
    </Panel>
  );
}

interface MilestoneTableProps {
  readonly data: ReportMilestones;
  readonly from: number;
  readonly to: number;
}

function MilestoneTable({ data, from, to }: MilestoneTableProps) {
  return (
    <TableScroll label="各县市报送节点">
      <table className="plain-table matrix">
        <thead>
          <tr>
            <th scope="col">县市</th>
            {data.days.slice(from, to).map(({ nominalDue, titles }, at) => (
              <th scope="col" key={nominalDue} title={titles.join('、')}>
                <span className="number">{dueDaysAt(data, from + at).join('、') || nominalDue}</span>
                <div className="muted">{briefly(titles)}</div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={row.county}>
              <th scope="row">{row.name}</th>
              {row.cells.slice(from, to).map((cell, at) => (
                <td key={data.days[from + at]?.nominalDue}>
                  <MilestoneCell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

/** F4、F5（2026年11月）: two months may be due on one day, or a month on another's. */
function briefly(titles: readonly string[]): string {
  const byPeriod = new Map<string, string[]>();
  for (const title of titles) {
    const [, name = title, period = ''] = /^([^ （]+)[^（]*(（.+）)?$/.exec(title) ?? [];
    byPeriod.set(period, [...(byPeriod.get(period) ?? []), name]);
  }
  return [...byPeriod].map(([period, names]) => `${names.join('、')}${period}`).join('，');
}

/** The days on which it is really due: before a holiday, which the counties' calendars may tell apart. */
function dueDaysAt({ rows }: ReportMilestones, column: number): readonly string[] {
  const days = rows.flatMap(({ cells }) => cells[column]?.map(({ dueOn }) => dueOn) ?? []);
  return [...new Set(days)].sort();
}

/** What is worst of a day's reports, and how many are in. */
function MilestoneCell({ cell }: { readonly cell: Cell }) {
  const shown =
    cell.find(({ late }) => late) ?? cell.find(({ standing }) => !IN.includes(standing)) ?? cell[0];
  if (shown === undefined) return <span className="muted">{NONE}</span>;
  const done = cell.filter(({ standing }) => IN.includes(standing)).length;
  const tag = <StandingTag report={shown} />;
  return (
    <>
      {shown.id === null ? tag : <Link to={`/reports/${shown.id}`}>{tag}</Link>}
      <div className="muted number">
        {cell.length > 1 && `已报 ${done}/${cell.length}`}
        {cell.some(({ reminded }) => reminded) && ' 已催办'}
      </div>
    </>
  );
}

const IN: readonly string[] = ['reported', 'reported-late', 'locked'];

/** The plan's own dates that no record proves. */
function PlanDates({ campaign }: { readonly campaign: Campaign }) {
  const { milestones } = campaign.content;
  if (milestones.length === 0) return null;
  return (
    <p className="muted">
      方案另定时间：{milestones.map(({ title, dueOn }) => `${title}（${dueOn}）`).join('、')}。
    </p>
  );
}
