import { Skeleton } from 'antd';
import { useParams } from 'react-router';
import type { Campaign, Home } from '../../api/contract.ts';
import { useMay, useMe } from '../../app/session.ts';
import { Chart } from '../../ui/chart.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { HomeCards } from '../home/home-cards.tsx';
import { MilestonesPanel } from '../reports/milestones-panel.tsx';
import { AddCounties } from './add-counties.tsx';
import { Contacts } from './contacts.tsx';
import { EndCampaign } from './end-campaign.tsx';
import { PhaseLine } from './phase-line.tsx';
import { rateText } from './problem-tags.tsx';
import { useCampaign, useCampaignCharts } from './queries.ts';
import { RegisterProblem } from './register-problem.tsx';
import { UpcomingList } from './upcoming-list.tsx';

export function CampaignPage() {
  const { id = '' } = useParams();
  const query = useCampaign(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <CampaignDetail campaign={query.data} />;
}

/** Its state in one line. */
function stateLine({ totals, ...campaign }: Campaign): string {
  const where =
    campaign.state === 'ended'
      ? `${campaign.endedOn ?? ''} 结束：${campaign.endedReason}`
      : campaign.phases.length > 0
        ? campaign.phases.join('、')
        : '不在任何阶段内';
  return `${where} · 发现 ${totals.found} · 已销号 ${totals.closed} · 整改率 ${rateText(totals.rateTenths)}`;
}

function cardsOf({ id, totals }: Campaign): Home['cards'] {
  const card = (
    key: string,
    label: string,
    value: number,
    query: string,
    tone: 'plain' | 'wait' | 'overdue' | 'good' = 'plain',
  ) => ({ key, label, value, unit: '个', tone, link: `/problems?campaign=${id}${query}` });
  return [
    card('registered', '待五落实', totals.registered, '&state=registered', 'wait'),
    card('rectifying', '整改中', totals.rectifying, '&state=rectifying'),
    card('rectified', '待销号', totals.rectified, '&state=rectified', 'wait'),
    card('overdue', '逾期', totals.overdue, '&overdue=true', 'overdue'),
    card('closed', '已销号', totals.closed, '&state=closed', 'good'),
    card('look-back', '待回头看', totals.lookBack, '&lookBack=true', 'wait'),
  ];
}

const participantText = ({ name, joinedOn }: Campaign['participants'][number]): string =>
  joinedOn === null ? name : `${name}（${joinedOn} 起）`;

function CampaignDetail({ campaign }: { readonly campaign: Campaign }) {
  const may = useMay();
  const me = useMe();
  const running = campaign.state === 'running';
  const mine = campaign.own && running && may('campaign.manage');
  return (
    <Page
      name={campaign.title}
      title={
        <span className="title-line">
          {campaign.title}
          <ToneTag tone={running ? 'info' : 'plain'}>{campaign.stateLabel}</ToneTag>
        </span>
      }
      about={stateLine(campaign)}
      acts={
        <>
          {running && campaign.onOwnLedger && may('problem.register') && (
            <RegisterProblem campaign={campaign} />
          )}
          <LinkButton to={`/problems?campaign=${campaign.id}`}>整改台账</LinkButton>
          <LinkButton to={`/campaigns/${campaign.id}/lists`}>三项清单</LinkButton>
          {mine && (
            <>
              <LinkButton to={`/campaigns/${campaign.id}/edit`}>修改方案</LinkButton>
              <AddCounties campaign={campaign} />
              <EndCampaign campaign={campaign} />
            </>
          )}
        </>
      }
    >
      <div className="six-cards">
        <HomeCards cards={cardsOf(campaign)} />
      </div>
      <div className="detail">
        <div className="detail-facts">
          <Panel title="阶段">
            <PhaseLine campaign={campaign} today={me.today} />
          </Panel>
          {may('report.read') && <MilestonesPanel campaign={campaign} today={me.today} />}
          <Charts id={campaign.id} found={campaign.totals.found} />
        </div>
        <aside className="detail-side" aria-label="到期与方案">
          <Panel title="接下来要交的">
            <UpcomingList upcoming={campaign.upcoming} />
          </Panel>
          <Panel title="方案">
            <Facts
              facts={[
                { label: '起止', value: `${campaign.startsOn} 至 ${campaign.endsOn}` },
                { label: '文号', value: campaign.documentNo || '—' },
                { label: '依据', value: campaign.planLabel },
                { label: '启动', value: `${campaign.place} ${campaign.startedByName}` },
                {
                  label: '参加单位',
                  value: campaign.participants.map(participantText).join('、') || '—',
                },
                { label: '总结抄送', value: campaign.content.copyTo.join('、') || '—' },
              ]}
            />
          </Panel>
          <Contacts campaign={campaign} />
        </aside>
      </div>
    </Page>
  );
}

function Charts({ id, found }: { readonly id: string; readonly found: number }) {
  const charts = useCampaignCharts(id);
  if (found === 0)
    return (
      <Panel title="进展">
        <p className="muted">台账还是空的。登记问题，或在“疑点核查”里把属实疑点转为问题后，这里有图。</p>
      </Panel>
    );
  if (charts.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (charts.isError) return <ErrorState error={charts.error} onRetry={() => void charts.refetch()} />;
  return charts.data.charts.map((chart) => <Chart key={chart.key} chart={chart} />);
}
