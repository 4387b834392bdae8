import type { FastifyBaseLogger } from 'fastify';
import type { Clock } from '../clock.ts';
import { describeError } from '../http/error-answers.ts';
import { type Database, inScope } from '../postgres/database.ts';
import { Problem } from '../problem.ts';
import { JobFailure, type JobHandler } from './definition.ts';
import { type Claim, type Ending, finishJob, isCancelRequested } from './job-store.ts';
import { progressWriter } from './progress-writer.ts';

export interface PerformInput {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: FastifyBaseLogger;
  readonly handler: JobHandler;
  readonly claim: Claim;
  /** Aborted when the process stops or lost the job's lock. */
  readonly signal: AbortSignal;
}

/** A job that brought its process down so often is given up, so that it can't keep the server from starting. */
const MOST_ATTEMPTS = 5;
const CANCEL_POLL_MS = 500;

/**
 * Runs one job to its end and writes that down. Throws when it was interrupted from outside: the job then stays
 * running without a holder and is taken up again.
 */
export async function performJob(input: PerformInput): Promise<void> {
  const { db, clock, claim, signal } = input;
  const ending = await outcomeOf(input);
  if (signal.aborted) throw new Error('interrupted');
  await inScope(db, claim.county, (tx) => finishJob(tx, claim, ending, clock.now()));
}

async function outcomeOf(input: PerformInput): Promise<Ending> {
  const { db, claim, log } = input;
  if (claim.cancelRequested) return { state: 'cancelled' };
  if (claim.attempts > MOST_ATTEMPTS)
    return failed('attempts-exhausted', `任务已中断 ${MOST_ATTEMPTS} 次，不再重试。请联系系统管理员。`);
  const cancelled = new AbortController();
  const watch = watchForCancel(db, claim, cancelled);
  const signal = AbortSignal.any([input.signal, cancelled.signal]);
  const progress = progressWriter(db, claim);
  try {
    const result = await input.handler({
      job: claim,
      db,
      clock: input.clock,
      signal,
      inScope: (work) => inScope(db, claim.county, work),
      report: progress.report,
    });
    return { state: 'done', result: result ?? null };
  } catch (error) {
    if (cancelled.signal.aborted) return { state: 'cancelled' };
    if (error instanceof JobFailure) return failed(error.code, error.message);
    if (error instanceof Problem) return failed(error.code, error.detail);
    log.error({ ...describeError(error), job: claim.id, kind: claim.kind }, 'job failed');
    return failed('internal', '任务因系统内部错误而中止。请重试；仍不行时请联系系统管理员。');
  } finally {
    clearInterval(watch);
    await progress.flush();
  }
}

const failed = (code: string, message: string): Ending => ({ state: 'failed', error: { code, message } });

function watchForCancel(db: Database, claim: Claim, cancelled: AbortController): NodeJS.Timeout {
  return setInterval(() => {
    inScope(db, claim.county, (tx) => isCancelRequested(tx, claim.county, claim.id)).then(
      (requested) => {
        if (requested) cancelled.abort(new Error('cancelled'));
      },
      // Asked again in a moment; a lost database is the runner's matter.
      () => undefined,
    );
  }, CANCEL_POLL_MS);
}
