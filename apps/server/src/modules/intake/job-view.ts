import { z } from 'zod';
import { findJob, type JobRow } from '../../platform/jobs/job-store.ts';
import type { Tx } from '../../platform/postgres/database.ts';

export const JOB_VIEW = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
  steps: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      state: z.string(),
      done: z.number(),
      total: z.number().nullable(),
      seconds: z.number().nullable(),
    }),
  ),
  elapsedSeconds: z.number().nullable(),
  remainingSeconds: z.number().nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type JobView = z.infer<typeof JOB_VIEW>;

const STATES = JOB_VIEW.shape.state;
const PROGRESS = z.object({ steps: JOB_VIEW.shape.steps }).catch({ steps: [] });
const ERROR = JOB_VIEW.shape.error.catch(null);

function viewOf(row: JobRow, now: Date): JobView {
  const { steps } = PROGRESS.parse(row.progress);
  const end = row.finishedAt ?? now;
  const elapsed = row.startedAt === null ? null : (end.getTime() - row.startedAt.getTime()) / 1000;
  return {
    id: row.id,
    kind: row.kind,
    state: STATES.catch('running').parse(row.state),
    steps,
    elapsedSeconds: elapsed,
    remainingSeconds: row.state === 'running' ? remaining(steps, elapsed) : null,
    error: ERROR.parse(row.error),
  };
}

/** By the pace so far of the step that is running; null while there is none to go by. */
function remaining(steps: JobView['steps'], elapsed: number | null): number | null {
  const step = steps.find((candidate) => candidate.state === 'running');
  if (step === undefined || elapsed === null || step.total === null || step.done === 0) return null;
  const before = steps.reduce((sum, candidate) => sum + (candidate.seconds ?? 0), 0);
  return Math.max(0, ((elapsed - before) * (step.total - step.done)) / step.done);
}

/** A job as pages show it, or null where there is none in scope. */
export async function readJobView(tx: Tx, id: string | null, now: Date): Promise<JobView | null> {
  const row = id === null ? null : await findJob(tx, id);
  return row === null ? null : viewOf(row, now);
}
