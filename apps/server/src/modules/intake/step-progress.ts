import type { JobContext, JobStep } from '../../platform/jobs/definition.ts';

export interface StepName {
  readonly name: string;
  /** Chinese. */
  readonly label: string;
}

/** Reports a job's steps one after the other; the step before is done when the next begins. */
export interface StepProgress {
  begin(name: string, total?: number | null): void;
  advance(done: number, total?: number | null): void;
  finish(): void;
}

/** `names` in their order; nothing has begun yet. */
export function reportSteps(
  context: Pick<JobContext, 'report' | 'clock'>,
  names: readonly StepName[],
): StepProgress {
  let steps: readonly JobStep[] = names.map(({ name, label }) => ({
    name,
    label,
    state: 'waiting',
    done: 0,
    total: null,
    startedAt: null,
    seconds: null,
  }));
  const change = (next: (step: JobStep) => JobStep) => {
    steps = steps.map(next);
    context.report({ steps });
  };
  const ended = (step: JobStep): JobStep => {
    if (step.state !== 'running') return step;
    const started = step.startedAt === null ? null : new Date(step.startedAt).getTime();
    const seconds = started === null ? null : (context.clock.now().getTime() - started) / 1000;
    return { ...step, state: 'done', done: step.total ?? step.done, seconds };
  };
  return {
    begin: (name, total = null) => {
      const startedAt = context.clock.now().toISOString();
      change((step) =>
        step.name === name ? { ...step, state: 'running', startedAt, total, done: 0 } : ended(step),
      );
    },
    advance: (done, total) =>
      change((step) =>
        step.state === 'running' ? { ...step, done, total: total === undefined ? step.total : total } : step,
      ),
    finish: () => change(ended),
  };
}
