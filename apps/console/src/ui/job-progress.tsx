import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleOutlined,
} from '@ant-design/icons';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import type { Job, JobStep } from '../api/contract.ts';
import { formatCount, formatSeconds } from './format.ts';

const SIGN: Readonly<Record<string, readonly [ReactNode, string]>> = {
  done: [<CheckCircleFilled key="done" />, '完成'],
  running: [<LoadingOutlined key="running" />, '进行中'],
  failed: [<CloseCircleFilled key="failed" />, '失败'],
  cancelled: [<MinusCircleOutlined key="cancelled" />, '已取消'],
};
const WAITING: readonly [ReactNode, string] = [<ClockCircleOutlined key="waiting" />, '等待'];

/** A step that counts to a hundred counts in per cent: its bar says enough. */
const isPercent = (step: JobStep): boolean => step.total === 100;

function StepLine({ step }: { readonly step: JobStep }) {
  const [sign, word] = SIGN[step.state] ?? WAITING;
  const counted = step.total !== null && step.total > 0;
  return (
    <li className={`job-step is-${step.state}`}>
      <span className="job-sign" aria-hidden>
        {sign}
      </span>
      <span className="job-label">
        {step.label} <span className="visually-hidden">{word}</span>
      </span>
      <span className="job-bar">
        {step.state === 'running' && counted && (
          <Progress
            percent={Math.round(((step.done ?? 0) / (step.total ?? 1)) * 100)}
            size="small"
            aria-label={step.label}
          />
        )}
      </span>
      <span className="muted number job-count">
        {step.done === null || step.done === 0 || isPercent(step)
          ? ''
          : counted && step.done !== step.total
            ? `${formatCount(step.done)} / ${formatCount(step.total)}`
            : formatCount(step.done)}
      </span>
      <span className="muted number job-time">
        {step.seconds === null ? '' : formatSeconds(step.seconds)}
      </span>
    </li>
  );
}

function summary(job: Job): string {
  if (job.state === 'queued') return '排队等待开始。可以离开此页，任务在后台继续。';
  const used = `用时 ${formatSeconds(job.elapsedSeconds)}`;
  if (job.state !== 'running') return used;
  const left = job.remainingSeconds === null ? '' : `，大约还要 ${formatSeconds(job.remainingSeconds)}`;
  return `已${used}${left}。可以离开此页，任务在后台继续。`;
}

/** A job step by step, with counts and the time it took and still needs. */
export function JobProgress({ job }: { readonly job: Job }) {
  return (
    <div>
      <ol className="job-steps">
        {job.steps.map((step) => (
          <StepLine key={step.name} step={step} />
        ))}
      </ol>
      <p className="muted" role="status">
        {summary(job)}
      </p>
    </div>
  );
}
