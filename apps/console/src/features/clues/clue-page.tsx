import { UNDECIDED_DAYS } from '@anju/domain';
import { Link, useParams } from 'react-router';
import type { Clue } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { formatFen, NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { ToneTag } from '../../ui/tone-tag.tsx';
import { Publications } from '../campaigns/public-cases.tsx';
import { ClueProblem } from '../campaigns/take-clue.tsx';
import { ClueActs } from './clue-acts.tsx';
import { historyOf } from './clue-history.ts';
import { CluePapers } from './clue-papers.tsx';
import { ClueStateTag } from './clue-tags.tsx';
import { CorrectedAbove } from './corrected-above.tsx';
import { DeadlineList } from './deadline-list.tsx';
import { EditClue } from './edit-clue.tsx';
import { IdentityPanel } from './identity-panel.tsx';
import { LetterLinks } from './letter-links.tsx';
import { MergeInto } from './merge-into.tsx';
import { useClue } from './queries.ts';
import { ReporterMessages } from './reporter-messages.tsx';
import { SetDisposal } from './set-disposal.tsx';
import { SignedStill } from './signed-forms.tsx';
import { TransferList } from './transfer-list.tsx';

export function CluePage() {
  const { id = '' } = useParams();
  const query = useClue(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <ClueDetail key={query.data.id} clue={query.data} />;
}

function ClueDetail({ clue }: { readonly clue: Clue }) {
  const may = useMay();
  // On a phone what is judged stands before the act that judges it.
  const judged = clue.state === 'reported' ? 1 : 3;
  return (
    <Page
      name={clue.number}
      title={
        <span className="title-line">
          {clue.number} <ClueStateTag clue={clue} />
          {clue.overdue && <ToneTag tone="overdue">{clue.dueOn} 逾期</ToneTag>}
        </span>
      }
      about={`${clue.channelLabel} · ${clue.kindLabel} · ${clue.named ? '实名' : '匿名'} · ${clue.receivedOn} 收到`}
      acts={
        <>
          <ClueProblem clue={clue} />
          {clue.allowedActs.includes('merge') && <MergeInto clue={clue} />}
          <LinkButton to="/clues">返回列表</LinkButton>
        </>
      }
    >
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel title="线索内容" order={1} acts={clue.mayEdit ? <EditClue clue={clue} /> : null}>
            {clue.mergedInto !== null && (
              <p className="merged-note">
                已并案，<Link to={`/clues/${clue.mergedInto}`}>打开并入的线索</Link>
              </p>
            )}
            <Demanded clue={clue} />
            <p className="reason keep-lines">{clue.summary}</p>
            <ClueFacts clue={clue} />
          </Panel>
          <CorrectedAbove clue={clue} />
          {clue.result !== null && (
            <Panel title="核查结果" order={judged}>
              <p className="reason">
                {clue.resultLabel}：{clue.resultText}
              </p>
              <p className="muted">
                {clue.reportedByName}提交
                {clue.concludedByName !== null && `，${clue.concludedByName}审定`}
              </p>
            </Panel>
          )}
          {clue.mergedClues.length > 0 && <MergedClues clue={clue} />}
          {clue.transfers.length > 0 && (
            <Panel
              title={clue.transfers.some(({ handed }) => handed !== null) ? '移送、转办' : '移送'}
              order={3}
              count={clue.transfers.length}
            >
              <TransferList transfers={clue.transfers} />
              <LetterLinks clue={clue} kinds={['transfer']} />
            </Panel>
          )}
          {clue.letters.some(({ kind }) => kind !== 'transfer') && (
            <Panel title="文书" order={3}>
              <LetterLinks clue={clue} kinds={['acceptance', 'refusal', 'extension', 'answer']} />
              <p className="muted">不印举报人身份：姓名、地址和查询码寄送前手工填写。</p>
            </Panel>
          )}
          <Panel title="材料" order={judged} count={clue.papers.length}>
            <CluePapers clue={clue} />
          </Panel>
          <ReporterMessages clue={clue} />
          {clue.hasReporter && may('clue.identity') && <IdentityPanel clue={clue} />}
        </div>
        <aside className="detail-side" aria-label="办理">
          <ClueActs clue={clue} />
          <Panel title="时限" order={3}>
            <DeadlineList clue={clue} />
            <Undecided days={clue.undecidedDays} />
          </Panel>
          <Panel title="办理过程" order={3}>
            <Timeline items={historyOf(clue)} />
          </Panel>
        </aside>
      </div>
    </Page>
  );
}

/** Handed down by the level above: by when it wants to hear, or how it ended here. */
function Demanded({ clue: { demanded, state } }: { readonly clue: Clue }) {
  if (demanded === null) return null;
  if (state === 'recalled') return <p className="merged-note">{demanded.byName}转办，已由其收回。</p>;
  if (state === 'refused') return <p className="merged-note">{demanded.byName}转办，已退回。</p>;
  return (
    <p className="merged-note">
      {demanded.byName}转办，请于 <span className="number">{demanded.on}</span> 前办结，审定后的结果自动报回。
    </p>
  );
}

/** Where no legal limit runs before it is accepted, how long it has waited. */
function Undecided({ days }: { readonly days: number | null }) {
  if (days === null) return null;
  return (
    <p className="muted">
      已等待受理 {days} 日。满 {UNDECIDED_DAYS} 日由本单位提醒经办和分管领导，不是法定时限。
    </p>
  );
}

/** A matter that was handed down stands in one form only: in whose, and what would change that. */
function countedBy({ countedBy: by, demanded, transfers }: Clue): string {
  const county = transfers.findLast(({ handed }) => handed !== null)?.receiverName ?? '县市';
  if (by === 'county') return `${county}。问题由其列入台账，本级报表不重复计入；退回或撤回后改由本级计入`;
  if (by === 'above') return `${demanded?.byName ?? '上级'}。已退回或被收回，本单位报表不计入`;
  return demanded === null
    ? '本级。承办县市没有把它计入这项专项整治的报表'
    : `本单位。上级转办的由承办单位计入，${demanded.byName}不重复计入`;
}

const CountedBy = ({ clue }: { readonly clue: Clue }) => (
  <>
    {countedBy(clue)}
    <SignedStill clue={clue} />
  </>
);

function ClueFacts({ clue }: { readonly clue: Clue }) {
  const persons = clue.persons.map(({ name, post, level }) => [name, post, level].filter(Boolean).join(' '));
  return (
    <Facts
      facts={[
        { label: '被反映人', value: <span className="keep-lines">{persons.join('\n')}</span> },
        { label: '被反映单位', value: clue.accusedOffice ?? NONE },
        { label: '涉及地方', value: clue.place },
        { label: '涉及资金（元）', value: <span className="number">{formatFen(clue.amountFen)}</span> },
        { label: '来源', value: clue.source },
        { label: '专项整治', value: clue.campaignTitle ?? NONE },
        ...(clue.countedBy === null ? [] : [{ label: '报表计入', value: <CountedBy clue={clue} /> }]),
        {
          label: '处置情况',
          value: (
            <>
              {clue.disposal} {clue.maySetDisposal && <SetDisposal clue={clue} />}
            </>
          ),
        },
        { label: '承办', value: clue.handlerName ?? NONE },
        { label: '登记', value: clue.registeredByName },
        ...(clue.answerMethodLabel === null ? [] : [{ label: '反馈', value: clue.answerMethodLabel }]),
        ...(clue.satisfactionLabel === null ? [] : [{ label: '满意度', value: clue.satisfactionLabel }]),
        ...(clue.state === 'closed'
          ? [{ label: '结果公开', value: <Publications publications={clue.publications} /> }]
          : []),
        ...(clue.reopened === 0 ? [] : [{ label: '重新办理', value: `${clue.reopened} 次` }]),
      ]}
    />
  );
}

function MergedClues({ clue }: { readonly clue: Clue }) {
  return (
    <Panel title="并入的线索" order={3} count={clue.mergedClues.length}>
      {clue.mergedClues.map((one) => (
        <div key={one.id} className="answer">
          <p>
            <Link to={`/clues/${one.id}`}>{one.number}</Link> · {one.channelLabel} · {one.source} ·{' '}
            <span className="number">{one.receivedOn}</span>
          </p>
          <p className="keep-lines">{one.summary}</p>
          <p className="muted">
            反映 {one.persons.map(({ name }) => name).join('、')} · {one.registeredByName}登记
          </p>
        </div>
      ))}
    </Panel>
  );
}
