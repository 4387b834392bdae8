import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { ProblemsAtRisk } from '../../api/contract.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatCount } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TableScroll } from '../../ui/table-scroll.tsx';

/** What will miss its date, and how that was reckoned. */
export function AtRiskPage() {
  const query = useQuery({
    queryKey: ['home', 'at-risk'],
    queryFn: () => take(api.GET('/api/home/at-risk')),
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const risk = query.data;
  return (
    <Page title="预计误期的问题" about="还没到期、照现在的销号速度赶不上整改时限的问题。已经逾期的不在这里。">
      {risk.total === 0 ? (
        <section className="panel">
          <EmptyState
            title="没有预计误期的问题"
            hint="照现在的速度，有时限的问题都能按期整改。"
            act={<Link to="/problems">去看整改台账</Link>}
          />
        </section>
      ) : (
        <>
          <Reckoning risk={risk} />
          <Panel title="问题" count={risk.total}>
            <RiskTable risk={risk} />
          </Panel>
        </>
      )}
    </Page>
  );
}

function Reckoning({ risk }: { readonly risk: ProblemsAtRisk }) {
  return (
    <Panel title="怎么算的">
      <p>
        按时限先后排队，第 k 个问题的预计销号日 = 今天 + k ÷（近 {risk.paceDays} 天销号数 ÷ {risk.paceDays}
        ）天，晚于时限即为预计误期。已逾期的排在前面。只是推算，不作考核依据。
      </p>
      <ul className="plain-list">
        {risk.paces.map((pace) => (
          <li key={`${pace.countyName}${pace.campaignTitle}`}>
            {pace.countyName} {pace.campaignTitle}：
            {pace.closed === 0
              ? `近 ${risk.paceDays} 天没有销号，推不出日子，全部列入`
              : `近 ${risk.paceDays} 天销号 ${formatCount(pace.closed)} 个`}
            ，预计误期 {formatCount(pace.atRisk)} 个
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function RiskTable({ risk }: { readonly risk: ProblemsAtRisk }) {
  const counties = new Set(risk.items.map(({ countyName }) => countyName)).size > 1;
  return (
    <>
      <TableScroll label="预计误期的问题">
        <table className="plain-table stacks">
          <thead>
            <tr>
              <th scope="col">编号</th>
              {counties && <th scope="col">县市</th>}
              <th scope="col">问题</th>
              <th scope="col">责任单位</th>
              <th scope="col">整改时限</th>
              <th scope="col">预计销号</th>
              <th scope="col" className="right">
                预计晚（天）
              </th>
            </tr>
          </thead>
          <tbody>
            {risk.items.map((item) => (
              <tr key={item.id}>
                <td className="number">
                  <Link to={`/problems/${item.id}`}>{item.number}</Link>
                </td>
                {counties && <td>{item.countyName}</td>}
                <td>{item.description}</td>
                <td data-title="责任单位">{item.responsible === '' ? '未落实' : item.responsible}</td>
                <td className="number" data-title="整改时限">
                  {item.deadline}
                </td>
                <td className="number" data-title="预计销号">
                  {item.expectedOn ?? '推不出'}
                </td>
                <td className="right number" data-title="预计晚（天）">
                  {item.daysLate ?? '—'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {risk.items.length < risk.total && (
        <p className="muted">
          只列最先到期的 {formatCount(risk.items.length)} 个，共 {formatCount(risk.total)} 个。
        </p>
      )}
    </>
  );
}
