import { Alert, App, Button, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { api, done } from '../../api/client.ts';
import type { Run } from '../../api/contract.ts';
import { useMay } from '../../app/session.ts';
import { Chart } from '../../ui/chart.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Page } from '../../ui/page.tsx';
import { PageSkeleton } from '../../ui/page-skeleton.tsx';
import { Panel } from '../../ui/panel.tsx';
import { useAct } from '../../ui/use-act.ts';
import { changeChart } from './change-chart.ts';
import { MissingRegisters } from './missing-registers.tsx';
import { isUnderWay, useJob, useRun } from './queries.ts';
import { RunCards } from './run-cards.tsx';
import { RunRegisters } from './run-registers.tsx';
import { RunState } from './run-state.tsx';

export function RunPage() {
  const { id = '' } = useParams();
  const run = useRun(id);
  if (run.isPending) return <PageSkeleton />;
  if (run.isError) return <ErrorState error={run.error} onRetry={() => void run.refetch()} />;
  return (
    <Page
      name={`比对 ${run.data.asOf}`}
      title={
        <span className="title-line">
          比对 基准日 {run.data.asOf} <RunState run={run.data} />
        </span>
      }
      about={
        <>
          {run.data.startedByName} 发起 ·{' '}
          <Link to={`/policies/${run.data.policy.id}`}>
            {run.data.policy.title}（{run.data.policy.documentNo}）
          </Link>
        </>
      }
      acts={isUnderWay(run.data.state) ? <CancelRun id={run.data.id} /> : null}
    >
      <RunBody run={run.data} />
    </Page>
  );
}

function CancelRun({ id }: { readonly id: string }) {
  const may = useMay();
  const { modal } = App.useApp();
  const cancel = useAct({
    run: () => done(api.POST('/api/runs/{id}/cancel', { params: { path: { id } } })),
    said: () => '已要求取消，当前步骤结束后停止',
    stale: [['runs']],
  });
  if (!may('run.start')) return null;
  return (
    <Button
      loading={cancel.isPending}
      onClick={() =>
        modal.confirm({
          title: '取消这次比对？',
          content: '已经算出的结果会丢弃，疑点保持上一次比对的样子。',
          okText: '取消比对',
          cancelText: '继续比对',
          onOk: () => cancel.mutateAsync(undefined),
        })
      }
    >
      取消比对
    </Button>
  );
}

function RunBody({ run }: { readonly run: Run }) {
  const job = useJob(run.jobId, isUnderWay(run.state));
  return (
    <>
      {run.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          title="这次比对没有完成"
          description={`${run.problem ?? '没有说明原因。'}　疑点保持上一次比对的样子，可以重新发起。`}
        />
      )}
      {run.state === 'cancelled' && <Alert type="info" showIcon title="这次比对已取消，疑点没有变化。" />}
      {isUnderWay(run.state) && (
        <Panel title="进度">
          {job.data === undefined ? <Skeleton active title={false} /> : <JobProgress job={job.data} />}
        </Panel>
      )}
      {run.counts !== null && (
        <>
          <RunCards run={run} counts={run.counts} />
          {run.counts.byRule.length > 0 && <Chart chart={changeChart(run, run.counts)} />}
        </>
      )}
      <MissingRegisters missing={run.missing} />
      {run.counts !== null && run.counts.notJudged.length > 0 && (
        <Alert
          type="info"
          showIcon
          title={`${run.counts.notJudged.length} 个项目没有评判任何家庭：政策标准未作规定，或没有涉及的家庭`}
          description={run.counts.notJudged.map((one) => one.title).join('、')}
          action={
            <LinkButton to={`/policies/${run.policy.id}`} size="small">
              去看政策标准
            </LinkButton>
          }
        />
      )}
      <RunRegisters run={run} />
      {job.data !== undefined && run.state === 'done' && (
        <Panel title="各步用时">
          <JobProgress job={job.data} />
        </Panel>
      )}
    </>
  );
}
