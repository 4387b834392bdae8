import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { StageReportItem } from '../../api/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount, NONE } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';
import { type Tone, ToneTag } from '../../ui/tone-tag.tsx';

/** The summaries that campaigns ask for: which is due, how far it is, with the figures that were taken. */
export function StageReportsPage() {
  const query = useQuery({
    queryKey: ['reports', 'stage'],
    queryFn: () => take(api.GET('/api/reports/stage')),
  });
  return (
    <Page
      title="阶段总结"
      about="各专项整治的阶段性总结和专项报告，按台账数据起草，下载后可以接着改。遇节假日提前到最后一个工作日。"
    >
      <section className="panel">
        {query.isPending && <Skeleton active paragraph={{ rows: 6 }} />}
        {query.isError && <ErrorState error={query.error} onRetry={() => void query.refetch()} />}
        {query.data !== undefined && <StageTable items={query.data.items} />}
      </section>
    </Page>
  );
}

function StageTable({ items }: { readonly items: readonly StageReportItem[] }) {
  if (items.length === 0)
    return (
      <EmptyState
        title="没有要写的阶段总结"
        hint="启动的专项整治要求阶段性总结或专项报告时，会列在这里。"
        act={<Link to="/campaigns">去看专项整治</Link>}
      />
    );
  const counties = new Set(items.map(({ county }) => county)).size > 1;
  return (
    <TableScroll label="阶段总结">
      <table className="plain-table stacks">
        <thead>
          <tr>
            {counties && <th scope="col">县市</th>}
            <th scope="col">总结</th>
            <th scope="col">专项整治</th>
            <th scope="col">报送期限</th>
            <th scope="col">状态</th>
            <th scope="col">取数日期</th>
            <th scope="col" className="right">
              发现（个）
            </th>
            <th scope="col" className="right">
              已销号（个）
            </th>
            <th scope="col" className="right">
              整改率
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={`${item.county}-${item.campaignId}-${item.day}`}>
              {counties && <td className="one-line">{item.countyName}</td>}
              <td>
                <Link to={`/reports/stage/${item.county}/${item.campaignId}/${item.day}`}>{item.title}</Link>
              </td>
              <td>{item.campaignTitle}</td>
              <td className="number" data-title="报送期限">
                {item.dueOn}
                {item.day !== item.dueOn && <span className="muted">（原定 {item.day}）</span>}
              </td>
              <td data-title="状态">
                <StageState item={item} />
              </td>
              <td className="number" data-title="取数日期">
                {item.takenOn ?? NONE}
              </td>
              <td className="right number" data-title="发现（个）">
                {item.found === null ? NONE : formatCount(item.found)}
              </td>
              <td className="right number" data-title="已销号（个）">
                {item.closed === null ? NONE : formatCount(item.closed)}
              </td>
              <td className="right number" data-title="整改率">
                {item.rate === '' ? NONE : item.rate}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </TableScroll>
  );
}

const TONES: Readonly<Record<string, Tone>> = {
  approved: 'wait',
  submitted: 'good',
  locked: 'good',
  returned: 'wait',
};

export function StageState({ item }: { readonly item: StageReportItem }) {
  if (item.late) return <ToneTag tone="overdue">{item.stateLabel} 逾期</ToneTag>;
  return <ToneTag tone={TONES[item.state ?? ''] ?? 'plain'}>{item.stateLabel}</ToneTag>;
}
