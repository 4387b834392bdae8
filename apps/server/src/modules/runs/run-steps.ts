import type { Clock } from '../../platform/clock.ts';
import type { JobProgress, JobStep } from '../../platform/jobs/definition.ts';

/** The steps of a run as its page shows them: the roster, each register, judging, recording. */
export interface RunSteps {
  /** Begins a step and ends the one before it. */
  begin(name: string, total?: number | null): void;
  advance(done: number): void;
  end(): void;
}

/**
 * @param labels name and Chinese label of every step, in order
 * @param report takes the whole progress whenever something moved
 */
export function runSteps(
  labels: readonly (readonly [name: string, label: string])[],
  clock: Clock,
  report: (progress: JobProgress) => void,
): RunSteps {
  let steps: JobStep[] = labels.map(([name, label]) => ({
    name,
    label,
    state: 'waiting',
    done: 0,
    total: null,
    startedAt: null,
    seconds: null,
  }));
  let current: string | null = null;

  const change = (name: string, next: (step: JobStep) => JobStep) => {
    steps = steps.map((step) => (step.name === name ? next(step) : step));
    report({ steps });
  };
  const finish = (step: JobStep): JobStep => {
    const started = step.startedAt === null ? clock.now() : new Date(step.startedAt);
    return {
      ...step,
      state: 'done',
      done: step.total ?? step.done,
      seconds: (clock.now().getTime() - started.getTime()) / 1000,
    };
  };
  const end = () => {
    if (current !== null) change(current, finish);
    current = null;
  };
  return {
    begin: (name, total = null) => {
      end();
      current = name;
      change(name, (step) => ({ ...step, state: 'running', total, startedAt: clock.now().toISOString() }));
    },
    advance: (done) => {
      if (current !== null) change(current, (step) => ({ ...step, done }));
    },
    end,
  };
}
