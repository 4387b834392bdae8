import { useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Skeleton, Steps } from 'antd';
import type { ReactNode } from 'react';
import type { Feed, Intake, IntakeState } from '../../api/contract.ts';
import { ErrorState } from '../../ui/error-state.tsx';
import { JobProgress } from '../../ui/job-progress.tsx';
import { useAct } from '../../ui/use-act.ts';
import { isMoving } from './intake-state.tsx';
import { LoadedSummary } from './loaded-summary.tsx';
import { PreviewStep } from './preview-step.tsx';
import type { IntakeSource } from './source.ts';

const STEP_BY_STATE: Readonly<Record<IntakeState, number>> = {
  reading: 1,
  'needs-mapping': 2,
  preview: 2,
  loading: 3,
  done: 4,
  cancelled: 2,
  failed: 1,
};

interface IntakePanelProps {
  readonly source: IntakeSource;
  readonly id: string;
  /** What to do after all is loaded. */
  readonly after: ReactNode;
  readonly again: ReactNode;
}

/** A file on its way in: reading, the columns it was understood to have, what is refused, loading, done. */
export function IntakePanel({ source, id, after, again }: IntakePanelProps) {
  const { modal } = App.useApp();
  const intake = useQuery({
    queryKey: [source.key, 'one', id],
    queryFn: () => source.load(id),
    refetchInterval: ({ state }) => (state.data !== undefined && isMoving(state.data.state) ? 1_000 : false),
  });
  const cancel = useAct({
    run: () => source.cancel(id),
    said: () => '已取消，没有写入任何数据',
    stale: [[source.key]],
  });
  if (intake.isPending) return <Skeleton active paragraph={{ rows: 8 }} />;
  if (intake.isError) return <ErrorState error={intake.error} onRetry={() => void intake.refetch()} />;
  const { state } = intake.data;
  const ask = () =>
    modal.confirm({
      title: '取消这次载入？',
      content: '已经上传的文件会丢弃，原有数据保持不变。',
      okText: '取消载入',
      cancelText: '继续',
      onOk: () => cancel.mutateAsync(undefined),
    });
  return (
    <div className="intake">
      <Steps
        size="small"
        responsive={false}
        titlePlacement="vertical"
        current={STEP_BY_STATE[state]}
        status={state === 'failed' ? 'error' : state === 'done' ? 'finish' : 'process'}
        items={[
          { title: '上传' },
          { title: '读取' },
          { title: '核对' },
          { title: '载入' },
          { title: '完成' },
        ]}
      />
      <section className="panel">
        <IntakeBody
          source={source}
          intake={intake.data}
          after={after}
          again={again}
          cancel={
            intake.data.allowedActs.includes('cancel') && (
              <Button onClick={ask} loading={cancel.isPending}>
                取消这次载入
              </Button>
            )
          }
        />
      </section>
    </div>
  );
}

interface BodyProps extends Omit<IntakePanelProps, 'id'> {
  readonly intake: Intake | Feed;
  readonly cancel: ReactNode;
}

function IntakeBody({ source, intake, after, again, cancel }: BodyProps) {
  switch (intake.state) {
    case 'reading':
    case 'loading':
      return intake.job === null ? (
        <Skeleton active title={false} paragraph={{ rows: 3 }} />
      ) : (
        <>
          <JobProgress job={intake.job} />
          <div className="gap-top">{cancel}</div>
        </>
      );
    case 'needs-mapping':
    case 'preview':
      return <PreviewStep key={intake.job?.id} source={source} intake={intake} cancel={cancel} />;
    case 'done':
      return <LoadedSummary source={source} intake={intake} after={after} />;
    case 'cancelled':
      return <Alert type="info" showIcon title="已取消" description="没有写入任何数据。" action={again} />;
    case 'failed':
      return (
        <Alert
          type="error"
          showIcon
          title={`${intake.fileName} 没有载入`}
          description={
            <>
              <div>{intake.problem?.message ?? '没有说明原因，请重新上传。'}</div>
              <div>原有数据保持不变。</div>
            </>
          }
          action={again}
        />
      );
  }
}
