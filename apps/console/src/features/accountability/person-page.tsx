import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { Link, useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { AccountabilityItem } from '../../api/contract.ts';
import { useMayOn } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatMoment, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { WithdrawButton } from './withdraw-button.tsx';

export function PersonPage() {
  const { id = '' } = useParams();
  const query = useQuery({
    queryKey: ['accountability', 'one', id],
    queryFn: () => take(api.GET('/api/accountability/{id}', { params: { path: { id } } })),
  });
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <PersonDetail person={query.data} />;
}

const yesNo = (yes: boolean) => (yes ? '是' : '否');

function PersonDetail({ person }: { readonly person: AccountabilityItem }) {
  const mayOn = useMayOn();
  const { withdrawn } = person;
  return (
    <Page
      title={person.name}
      about={person.post}
      acts={
        <>
          <LinkButton to="/accountability">返回列表</LinkButton>
          {mayOn('accountability.manage', person) && withdrawn === null && (
            <WithdrawButton
              kind="accountability"
              id={person.id}
              version={person.version}
              what={`${person.name} 的问责记录`}
            />
          )}
        </>
      }
    >
      {withdrawn !== null && (
        <Alert
          type="warning"
          showIcon
          title={`${withdrawn.byName} 于 ${formatMoment(withdrawn.at)} 撤回，报表不再统计`}
          description={withdrawn.reason}
        />
      )}
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel title="处分处理" order={1}>
            <Facts
              facts={[
                { label: '党纪处分', value: person.partySanction ?? NONE },
                { label: '政务处分', value: person.administrativeSanction ?? NONE },
                { label: '诫勉谈话', value: yesNo(person.admonished) },
                { label: '组织调整或处理', value: person.organisational ?? NONE },
                { label: '移送司法', value: yesNo(person.judicial) },
                { label: '四种形态', value: person.formLabel ?? '未填' },
                { label: '级别（处分栏）', value: person.disciplineLevelLabel },
                { label: '级别（形态栏）', value: person.formLevelLabel },
                { label: '中共党员', value: yesNo(person.partyMember) },
                { label: '公职人员', value: yesNo(person.publicServant) },
              ]}
            />
          </Panel>
          <Panel title="决定" order={1}>
            <Facts
              facts={[
                { label: '决定机关', value: person.decidedBy },
                { label: '文号', value: person.documentNo },
                { label: '决定日期', value: <span className="number">{person.decidedOn}</span> },
                { label: '专项整治', value: person.campaignTitle },
                {
                  label: person.caseKind === 'problem' ? '问题' : '线索',
                  value: (
                    <Link to={`/${person.caseKind === 'problem' ? 'problems' : 'clues'}/${person.caseId}`}>
                      {person.caseNumber}
                    </Link>
                  ),
                },
                { label: '县市', value: person.countyName },
              ]}
            />
          </Panel>
        </div>
        <aside className="detail-side" aria-label="办理">
          <Panel title="办理过程" order={3}>
            <Timeline
              items={[
                ...(withdrawn === null
                  ? []
                  : [
                      {
                        id: 'withdrawn',
                        at: withdrawn.at,
                        actorName: withdrawn.byName,
                        actLabel: '撤回',
                        text: withdrawn.reason,
                      },
                    ]),
                {
                  id: 'recorded',
                  at: person.recordedAt,
                  actorName: person.recordedByName,
                  actLabel: '登记',
                },
              ]}
            />
          </Panel>
        </aside>
      </div>
    </Page>
  );
}
