import { QuestionCircleOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useLocation, useParams } from 'react-router';
import type { Problem, TimelineItem } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatFen, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { UnsureYears } from '../../ui/unsure-years.tsx';
import { PaperLinks } from '../findings/answers.tsx';
import { LineageTable } from '../findings/lineage-table.tsx';
import { ProblemFlags } from '../supervision/problem-flags.tsx';
import { ProblemActs } from './problem-acts.tsx';
import { ProblemStateTag } from './problem-tags.tsx';
import { ProblemWhy } from './problem-why.tsx';
import { Publications } from './public-cases.tsx';
import { useProblem } from './queries.ts';

export function ProblemPage() {
  const { id = '' } = useParams();
  const query = useProblem(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const { data } = query;
  return <ProblemDetail key={`${data.id}-${data.version}`} problem={data} />;
}

function historyOf(problem: Problem): readonly TimelineItem[] {
  return problem.notes
    .map((note) => ({
      id: note.id,
      at: note.at,
      actorName: note.byName,
      actLabel: note.actLabel,
      text: note.text,
    }))
    .toReversed();
}

/** The way back to the list that it was opened from. */
function useListAddress(campaignId: string): string {
  const { state } = useLocation();
  const list = typeof state === 'object' && state !== null && 'list' in state ? state.list : null;
  return `/problems${typeof list === 'string' ? list : `?campaign=${campaignId}`}`;
}

function ProblemDetail({ problem }: { readonly problem: Problem }) {
  const may = useMay();
  const [why, setWhy] = useState(false);
  const back = useListAddress(problem.campaignId);
  return (
    <Page
      name={problem.number}
      title={
        <span className="title-line">
          {problem.number} <ProblemStateTag problem={problem} />
          {problem.overdue && <ToneTag tone="overdue">逾期</ToneTag>}
          {problem.pressing && <ToneTag tone="info">急难愁盼</ToneTag>}
          {problem.reopened > 0 && <ToneTag tone="wait">重新整改 {problem.reopened} 次</ToneTag>}
          {problem.lookBackReason !== null && <ToneTag tone="wait">待回头看</ToneTag>}
        </span>
      }
      about={
        <>
          <Link to={`/campaigns/${problem.campaignId}`}>{problem.campaignTitle}</Link> · {problem.countyName}{' '}
          · {problem.place}
        </>
      }
      acts={
        <>
          {may('supervision.issue') && isOpen(problem) && (
            <Link to={`/supervision/notices/new?problem=${problem.id}&number=${problem.number}`}>督办</Link>
          )}
          <LinkButton to={back}>返回台账</LinkButton>
        </>
      }
    >
      <ProblemFlags problemId={problem.id} />
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel
            title="问题"
            order={1}
            acts={
              <Button icon={<QuestionCircleOutlined />} onClick={() => setWhy(true)}>
                为什么
              </Button>
            }
          >
            <p className="reason">{problem.description}</p>
            <Facts
              facts={[
                { label: '问题类别', value: problem.categoryLabel },
                { label: '整治内容', value: problem.itemText ?? NONE },
                { label: '来源', value: problem.source },
                { label: '发现日期', value: problem.foundOn },
                { label: '涉及资金（元）', value: formatFen(problem.amountFen) },
                { label: '由来', value: <Origin problem={problem} /> },
                { label: '涉及家庭', value: <Family problem={problem} /> },
                ...(problem.state === 'closed'
                  ? [{ label: '结果公开', value: <Publications publications={problem.publications} /> }]
                  : []),
              ]}
            />
          </Panel>
          <FiveFacts problem={problem} />
          <Panel
            title="整改情况与佐证"
            // On a phone what is judged stands before the act that judges it.
            order={problem.state === 'rectified' ? 1 : 3}
            count={problem.papers.length}
          >
            {problem.rectification === '' ? (
              <p className="muted">还没有报整改完成。</p>
            ) : (
              <>
                <p>{problem.rectification}</p>
                <p className="muted">
                  {problem.rectifiedByName} 报 {problem.rectifiedOn} 整改完成
                  {problem.recoveredFen !== null && `，追缴 ${formatFen(problem.recoveredFen)} 元`}
                  {problem.closedOn !== null && `；${problem.closedByName} ${problem.closedOn} 销号`}
                </p>
              </>
            )}
            <PaperLinks papers={problem.papers} />
          </Panel>
          {problem.lineage.some(({ file }) => file !== '') && (
            <Panel title="数据来源" order={3} count={problem.lineage.length}>
              <LineageTable lineage={problem.lineage} />
            </Panel>
          )}
        </div>
        <aside className="detail-side" aria-label="办理">
          <ProblemActs problem={problem} />
          <Panel title="办理过程" order={3}>
            <Timeline items={historyOf(problem)} />
          </Panel>
        </aside>
      </div>
      <ProblemWhy problem={problem} open={why} onClose={() => setWhy(false)} />
    </Page>
  );
}

const isOpen = ({ state }: Problem): boolean => state !== 'closed' && state !== 'withdrawn';

/** What it was made from. */
function Origin({ problem }: { readonly problem: Problem }) {
  if (problem.findingId !== null) return <Link to={`/findings/${problem.findingId}`}>属实疑点</Link>;
  if (problem.check !== null)
    return <Link to={`/supervision/checks/${problem.check.id}`}>抽查：{problem.check.title}</Link>;
  return problem.clueId !== null ? (
    <Link to={`/clues/${problem.clueId}`}>属实线索</Link>
  ) : (
    `${problem.registeredByName} 登记`
  );
}

/** Whom it is about, and under what nature they have to leave by it. */
function Family({ problem }: { readonly problem: Problem }) {
  const { householdId, householdCode, exit, stays } = problem;
  if (householdId === null) return NONE;
  return (
    <div className="two-lines">
      <Link to={`/households/${householdId}`}>户 {householdCode}</Link>
      {exit !== null && (
        <div>
          {exit.on} {exit.byName}认定应退：
          {exit.exitId === null ? (
            exit.natureLabel
          ) : (
            <Link to={`/exits?focus=${exit.exitId}`}>{exit.natureLabel}</Link>
          )}
        </div>
      )}
      {stays !== null && (
        <div>
          {stays.on} {stays.byName}认定不需退出：{stays.reason}
        </div>
      )}
    </div>
  );
}

function FiveFacts({ problem }: { readonly problem: Problem }) {
  return (
    <Panel title="五落实" order={1}>
      {problem.responsible === '' ? (
        <p className="muted">还没有落实任务、责任、人员和时限。</p>
      ) : (
        <Facts
          facts={[
            { label: '整改任务', value: problem.task },
            { label: '责任单位（责任人）', value: problem.responsible },
            { label: '整改人员', value: problem.staff },
            { label: '整改进度', value: problem.progress || NONE },
            {
              label: '整改时限',
              value: (
                <span className="two-lines">
                  <DueDate on={problem.deadline} overdue={problem.overdue} />
                  <UnsureYears years={problem.deadlineUnsureYears} />
                </span>
              ),
            },
          ]}
        />
      )}
    </Panel>
  );
}
