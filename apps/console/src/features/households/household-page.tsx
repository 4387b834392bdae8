import { useParams } from 'react-router';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatAddress } from '../../ui/format.ts';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { HouseholdState } from './household-columns.tsx';
import { HouseholdExits } from './household-exits.tsx';
import { HouseholdFindings } from './household-findings.tsx';
import { MembersTable } from './members-table.tsx';
import { Openings } from './openings.tsx';
import { useHousehold, useHouseholdTimeline } from './queries.ts';
import { TenancyFacts } from './tenancy-facts.tsx';

export function HouseholdPage() {
  const may = useMay();
  const { id = '' } = useParams();
  const household = useHousehold(id);
  const timeline = useHouseholdTimeline(id);
  if (household.isPending) return <PageSkeleton />;
  if (household.isError)
    return <ErrorState error={household.error} onRetry={() => void household.refetch()} />;
  const family = household.data;
  const applicant = family.members.find((member) => member.relation === 'self') ?? family.members[0];
  const name = applicant?.name ?? family.code;
  return (
    <Page
      name={name}
      title={
        <span className="title-line">
          {name} 家庭 <HouseholdState state={family.state} />
        </span>
      }
      about={`${family.code} · ${formatAddress(family.tenancy.estate, family.tenancy.room)} · ${family.members.length} 人`}
    >
      <div className="detail">
        <div className="detail-facts">
          <Panel title="疑点" count={family.findings.length}>
            <HouseholdFindings findings={family.findings} />
          </Panel>
          {may('exit.read') && <HouseholdExits householdId={family.id} />}
          <Panel title="家庭成员" count={family.members.length}>
            <MembersTable householdId={family.id} members={family.members} />
          </Panel>
          <Panel title="承租情况">
            <TenancyFacts tenancy={family.tenancy} leftOn={family.leftOn} />
          </Panel>
        </div>
        <aside className="detail-side" aria-label="办理过程">
          <Panel title="办理过程">
            {timeline.isError ? (
              <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />
            ) : (
              <Timeline items={timeline.data?.items ?? []} />
            )}
          </Panel>
          <Panel title="谁看过这份档案" count={family.openings.length}>
            <Openings openings={family.openings} />
          </Panel>
        </aside>
      </div>
    </Page>
  );
}
