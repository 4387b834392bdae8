import { PrinterOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { Notice } from '../../api/contract.ts';
import { DueDate } from '../../ui/due-date.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { NONE } from '../../ui/format.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { PaperLinks } from '../findings/answers.tsx';
import { NoticeActs } from './notice-acts.tsx';
import { aboutLabel, LevelTag, NoticeStateTag } from './notice-tags.tsx';

export function useNotice(id: string) {
  return useQuery({
    queryKey: ['supervisions', 'one', id],
    queryFn: () => take(api.GET('/api/supervisions/{id}', { params: { path: { id } } })),
  });
}

export function NoticePage() {
  const { id = '' } = useParams();
  const query = useNotice(id);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <NoticeDetail notice={query.data} />;
}

const FOLDERS = { problem: 'problems', clue: 'clues', report: 'reports' } as const;

/** The problem, clue or report that it is about, as a link. */
function AboutLink({ notice }: { readonly notice: Notice }) {
  const text = aboutLabel(notice);
  if (notice.caseId === null || notice.about === null) return <>{text || NONE}</>;
  return <Link to={`/${FOLDERS[notice.about]}/${notice.caseId}`}>{text}</Link>;
}

function NoticeDetail({ notice }: { readonly notice: Notice }) {
  return (
    <Page
      name={notice.number}
      title={
        <span className="title-line">
          {notice.number} <NoticeStateTag notice={notice} />
          {notice.level > 1 && <LevelTag notice={notice} />}
        </span>
      }
      about={
        <>
          督办 {notice.organisationName} · <AboutLink notice={notice} />
        </>
      }
      acts={
        <>
          <LinkButton to="/supervision">返回列表</LinkButton>
          <LinkButton to={`/supervision/notices/${notice.id}/print`} icon={<PrinterOutlined />}>
            打印通知书
          </LinkButton>
        </>
      }
    >
      <div className="detail is-desk">
        <div className="detail-facts">
          <Panel title="督办要求" order={1}>
            <p className="keep-lines">{notice.demand}</p>
            <Facts
              facts={[
                { label: '期限', value: <DueDate on={notice.dueOn} overdue={notice.overdue} /> },
                { label: '下发日期', value: <span className="number">{notice.issuedOn}</span> },
                { label: '下发单位', value: notice.issuerName || NONE },
                { label: '下发人', value: notice.issuedByName },
                { label: '专项整治', value: notice.campaignTitle ?? NONE },
                { label: '现在层级', value: <LevelTag notice={notice} /> },
              ]}
            />
            {notice.caseSummary !== null && <p className="muted">事项：{notice.caseSummary}</p>}
          </Panel>
          <Panel title="回复" order={1}>
            {notice.answer === '' ? (
              <p className="muted">还没有回复。</p>
            ) : (
              <>
                <p className="keep-lines">{notice.answer}</p>
                <p className="muted number">
                  {notice.answeredByName} {notice.answeredOn}
                </p>
              </>
            )}
            <PaperLinks papers={notice.papers} />
          </Panel>
        </div>
        <aside className="detail-side" aria-label="办理">
          <NoticeActs notice={notice} />
          <Panel title="办理过程" order={3}>
            <Timeline items={notice.notes.toReversed()} />
          </Panel>
        </aside>
      </div>
    </Page>
  );
}
