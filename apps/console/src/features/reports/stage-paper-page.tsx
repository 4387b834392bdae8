import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { Link, useParams } from 'react-router';
import { api, take } from '../../api/client.ts';
import type { StageReportItem } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { useAct } from '../../ui/use-act.ts';
import { PaperSheet } from './paper-sheet.tsx';
import { StageState } from './stage-reports-page.tsx';

const STALE = [['reports'], ['home'], ['inbox']];

/** One summary as the paper that will be sent: with the figures taken for it, or a preview with today's. */
export function StagePaperPage() {
  const { county = '', campaignId = '', day = '' } = useParams();
  const list = useQuery({
    queryKey: ['reports', 'stage'],
    queryFn: () => take(api.GET('/api/reports/stage')),
  });
  const paper = useQuery({
    queryKey: ['reports', 'stage', county, campaignId, day],
    queryFn: () =>
      take(
        api.GET('/api/reports/stage/{county}/{campaignId}/{day}', {
          params: { path: { county, campaignId, day } },
        }),
      ),
  });
  if (paper.isPending || list.isPending) return <PageSkeleton />;
  if (paper.isError) return <ErrorState error={paper.error} onRetry={() => void paper.refetch()} />;
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  const item = list.data.items.find(
    (one) => one.county === county && one.campaignId === campaignId && one.day === day,
  );
  const received = item !== undefined && item.receivedOn !== null;
  const path = `/api/reports/stage/${county}/${campaignId}/${day}/paper.docx`;
  return (
    <Page
      name={item?.title ?? '阶段总结'}
      title={
        <>
          {item?.title ?? '阶段总结'} {item !== undefined && <StageState item={item} />}
        </>
      }
      about={item === undefined ? undefined : `${item.campaignTitle}，${item.dueOn} 前报送`}
      acts={
        <>
          <LinkButton to="/reports/stage">全部总结</LinkButton>
          {!received && (
            <Button icon={<DownloadOutlined />} href={path} download>
              下载文稿
            </Button>
          )}
          {item !== undefined && <StageActs item={item} />}
        </>
      }
    >
      {item !== undefined && item.state === 'returned' && item.remarks !== '' && (
        <Alert type="warning" showIcon title="上级退回" description={item.remarks} />
      )}
      {received && (
        <Alert
          type="info"
          showIcon
          title={`${item.countyName}报来的是文件，${item.receivedOn} 收到`}
          description={<Link to={`/reports/${item.reportId}`}>看收下的文稿</Link>}
        />
      )}
      {paper.data.basis === 'today' && !received && (
        <Alert
          type="info"
          showIcon
          title="这是按今天的台账预览的"
          description="取数以后数据固定下来：领导审签、上报的都是这一份，下一阶段也和它比较。"
        />
      )}
      {!received && <PaperSheet paper={paper.data} />}
    </Page>
  );
}

/** Taking figures is the officer's; signing and sending go the way of every report. */
function StageActs({ item }: { readonly item: StageReportItem }) {
  const takeFigures = useAct({
    run: () =>
      take(
        api.POST('/api/reports/stage/{county}/{campaignId}/{day}/figures', {
          params: { path: { county: item.county, campaignId: item.campaignId, day: item.day } },
          body: { version: item.version },
        }),
      ),
    said: () => `已按今天的台账取数：${item.title}，请领导审签`,
    stale: STALE,
  });
  return (
    <>
      {item.reportId !== null && item.takenOn !== null && (
        <LinkButton to={`/reports/${item.reportId}`}>审签与上报</LinkButton>
      )}
      {item.mayReceive && <LinkButton to={`/reports/${item.reportId}`}>收下文字材料</LinkButton>}
      {item.mayTake && (
        <Button type="primary" loading={takeFigures.isPending} onClick={() => takeFigures.mutate(undefined)}>
          {item.takenOn === null ? '取数' : '重新取数'}
        </Button>
      )}
    </>
  );
}
