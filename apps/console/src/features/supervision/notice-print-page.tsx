import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useParams } from 'react-router';
import type { Notice } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useNotice } from './notice-page.tsx';

/** 2026-08-07 → 2026年8月7日: dates of documents have no leading zeros (GB/T 9704). */
function dateInWords(day: string): string {
  return `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
}

const ABOUT = { problem: '问题', clue: '线索', report: '报表' } as const;

/** The notice as it goes out on paper. No seal is drawn: it is put on the paper. */
export function NoticePrintPage() {
  const { id = '' } = useParams();
  const query = useNotice(id);
  const number = query.data?.number;
  useEffect(() => {
    document.title = `督办通知书 ${number ?? ''}`.trim();
  }, [number]);
  if (query.isPending) return <PageSkeleton />;
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <div className="print-desk">
      <div className="print-acts">
        <LinkButton to={`/supervision/notices/${id}`}>返回</LinkButton>
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          打印
        </Button>
      </div>
      <NoticePaper notice={query.data} />
    </div>
  );
}

function NoticePaper({ notice }: { readonly notice: Notice }) {
  const about = notice.about === null ? '' : `${ABOUT[notice.about]}（${notice.aboutText}）`;
  return (
    <article className="paper">
      <h1>督办通知书</h1>
      <p className="paper-number">{notice.number}</p>
      <p className="paper-to">{notice.organisationName}：</p>
      <p>
        {notice.campaignTitle !== null && `按照${notice.campaignTitle}的要求，`}现就{about || '有关事项'}
        向你单位督办。具体要求如下：
      </p>
      {notice.demand.split('\n').map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p>请于{dateInWords(notice.dueOn)}前书面回复办理情况并附佐证材料。逾期未回复的，将提级督办。</p>
      <div className="paper-foot">
        <p>{notice.issuerName}</p>
        <p>{dateInWords(notice.issuedOn)}</p>
      </div>
      <p className="paper-note">（加盖公章）　　联系人：　　　　　　　联系电话：</p>
    </article>
  );
}
