import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Home } from '../../api/contract.ts';
import { useMe } from '../../app/session.ts';
import { Chart } from '../../ui/chart.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { HomeCards } from './home-cards.tsx';
import { HomeList } from './home-list.tsx';

/** What is due, what came back, what is late: every number opens the list behind it. */
export function HomePage() {
  const me = useMe();
  const home = useQuery({ queryKey: ['home'], queryFn: () => take(api.GET('/api/home')) });
  if (home.isPending) return <PageSkeleton />;
  if (home.isError) return <ErrorState error={home.error} onRetry={() => void home.refetch()} />;
  return (
    <Page name="首页" title={home.data.title} about={`${me.name}，今天是 ${me.today}`}>
      <HomeContent home={home.data} />
    </Page>
  );
}

function HomeContent({ home }: { readonly home: Home }) {
  if (home.cards.length + home.charts.length + home.lists.length === 0)
    return (
      <section className="panel">
        <EmptyState
          title="还没有要看的东西"
          hint="数据进来以后，这里会有当天要办的事。"
          act={<Link to="/inbox">去看待办</Link>}
        />
      </section>
    );
  return (
    <>
      <HomeCards cards={home.cards} lists={home.lists} />
      <div className="home-grid">
        {home.lists
          .filter(({ total }) => total > 0)
          .map((list) => (
            <HomeList key={list.key} list={list} />
          ))}
        {home.charts.map((chart) => (
          <Chart key={chart.key} chart={chart} />
        ))}
      </div>
    </>
  );
}
