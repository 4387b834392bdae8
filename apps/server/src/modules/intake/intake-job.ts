import { type JobContext, JobFailure } from '../../platform/jobs/definition.ts';
import { Problem } from '../../platform/problem.ts';
import { type IntakeKey, type IntakeProblem, type IntakeTable, moveIntake } from './intake-store.ts';

/** The file can't be used: the delivery ends as failed with its problem, and so does the job. Never returns. */
export async function failIntake(
  context: JobContext,
  table: IntakeTable,
  key: IntakeKey,
  problem: IntakeProblem,
): Promise<never> {
  await context.inScope((tx) =>
    moveIntake(tx, table, key, 'fail', { problem, finishedAt: context.clock.now(), preview: null }),
  );
  throw new JobFailure(problem.code, problem.message);
}

const INTERNAL: IntakeProblem = {
  code: 'internal',
  message: '处理文件时系统内部出错。请重试；仍不行时请联系系统管理员。',
};

/**
 * Does the work of a job on a delivery. An unexpected end leaves the delivery failed, not for ever in progress;
 * stopping the server and cancelling are no failures: the job is taken up again, or the delivery is cancelled.
 */
export async function guardIntake<T>(
  context: JobContext,
  table: IntakeTable,
  key: IntakeKey,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (context.signal.aborted || error instanceof JobFailure) throw error;
    // Such as: the file store can't be reached. Its words say what to do.
    const problem = error instanceof Problem ? { code: error.code, message: error.detail } : INTERNAL;
    await context.inScope((tx) =>
      moveIntake(tx, table, key, 'fail', { problem, finishedAt: context.clock.now() }),
    );
    throw error;
  }
}
