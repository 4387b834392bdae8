import { LeftOutlined, QuestionCircleOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { Finding, TimelineItem } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { formatAddress } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { queryOf, useListState } from '../../ui/use-list-state.ts';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { FindingProblem } from '../campaigns/take-findings.tsx';
import { Answers, answersOf } from './answers.tsx';
import { Comparison } from './comparison.tsx';
import { FindingActs } from './finding-acts.tsx';
import { ConfidenceTag, FindingStateTag, StatusTag } from './finding-tags.tsx';
import { LineageTable } from './lineage-table.tsx';
import { FINDING_FILTERS, useFinding } from './queries.ts';
import { WhyDrawer } from './why-drawer.tsx';

export function FindingPage() {
  const { id = '' } = useParams();
  const state = useListState(FINDING_FILTERS);
  const query = useFinding(id, queryOf({ ...state, cursor: undefined }, 'order'));
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <FindingDetail key={query.data.id} finding={query.data} />;
}

/** The notes of the acts and what the runs changed, newest first. */
function historyOf(finding: Finding): readonly TimelineItem[] {
  const notes = finding.notes.toReversed().map((note) => ({
    id: note.id,
    at: note.at,
    actorName: note.byName,
    actLabel: note.method === null ? note.actLabel : `${note.actLabel}（${note.method}）`,
    text: note.text,
  }));
  const runs = finding.runs.map(({ label, byName, ...run }) => ({
    ...run,
    actorName: byName,
    actLabel: label,
  }));
  return [...notes, ...runs].sort((a, b) => b.at.localeCompare(a.at));
}

/** The way to the neighbours in the list that the finding was opened from. */
function useNeighbours(finding: Finding) {
  const navigate = useNavigate();
  const search = location.search;
  const to = (id: string | null) => (id === null ? undefined : () => navigate(`/findings/${id}${search}`));
  return { next: to(finding.nextId), previous: to(finding.previousId), list: `/findings${search}` };
}

function Neighbours({ next, previous, list }: ReturnType<typeof useNeighbours>) {
  return (
    <>
      <LinkButton to={list}>返回列表</LinkButton>
      <Button
        icon={<LeftOutlined />}
        disabled={previous === undefined}
        onClick={previous}
        aria-label="上一条"
        title="上一条（k）"
      />
      <Button
        icon={<RightOutlined />}
        disabled={next === undefined}
        onClick={next}
        aria-label="下一条"
        title="下一条（j）"
      />
    </>
  );
}

function FindingDetail({ finding }: { readonly finding: Finding }) {
  const [why, setWhy] = useState(false);
  const neighbours = useNeighbours(finding);
  const { next, previous } = neighbours;
  useShortcuts({ j: next, arrowright: next, k: previous, arrowleft: previous, '?': () => setWhy(true) });
  return (
    <Page
      name={finding.ruleTitle}
      title={
        <span className="title-line">
          {finding.ruleTitle} <FindingStateTag finding={finding} /> <StatusTag finding={finding} />
          <ConfidenceTag finding={finding} />
        </span>
      }
      about={
        <>
          <Link to={`/households/${finding.householdId}`}>{finding.applicantName} 家庭</Link>
          {finding.memberName === null ? '' : ` · 涉及成员 ${finding.memberName}`} ·{' '}
          {formatAddress(finding.estate, finding.room)} · {finding.householdCode}
        </>
      }
      acts={
        <>
          <a href="#finding-acts" className="jump">
            去办理
          </a>
          {finding.state === 'confirmed' && <FindingProblem id={finding.id} />}
          <Neighbours {...neighbours} />
        </>
      }
    >
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel
            title="申报与登记对照"
            order={1}
            acts={
              <Button icon={<QuestionCircleOutlined />} onClick={() => setWhy(true)}>
                为什么
              </Button>
            }
          >
            <p className="reason">{finding.reason}</p>
            <Comparison finding={finding} />
            <p className="clause">
              依据：{finding.clause}
              {finding.policy !== null && (
                <span className="muted">
                  {' '}
                  · {finding.policy.title} 第 {finding.policy.version} 版
                </span>
              )}
            </p>
          </Panel>

          <Panel order={3} title="家庭反馈与佐证" count={answersOf(finding).length}>
            <Answers finding={finding} />
          </Panel>
          <Panel order={3} title="数据来源" count={finding.lineage.length}>
            <LineageTable lineage={finding.lineage} />
          </Panel>
        </div>
        <aside className="detail-side" aria-label="办理">
          <span id="finding-acts" className="order-2" />
          <FindingActs finding={finding} onNext={next} />
          <Panel order={3} title="办理过程">
            <Timeline items={historyOf(finding)} />
          </Panel>
        </aside>
      </div>
      <WhyDrawer finding={finding} open={why} onClose={() => setWhy(false)} />
    </Page>
  );
}
