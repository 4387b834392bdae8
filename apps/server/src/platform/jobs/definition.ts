import type { Clock } from '../clock.ts';
import type { Json } from '../json.ts';
import type { Database, Tx } from '../postgres/database.ts';

export type StepState = 'waiting' | 'running' | 'done' | 'failed';

/** One step of a job as its page shows it. */
export interface JobStep {
  readonly name: string;
  /** Chinese. */
  readonly label: string;
  readonly state: StepState;
  readonly done: number;
  /** Null while nobody knows how much there is. */
  readonly total: number | null;
  /** ISO moment. */
  readonly startedAt: string | null;
  readonly seconds: number | null;
}

export interface JobProgress {
  readonly steps: readonly JobStep[];
}

export interface Job {
  readonly county: string;
  readonly id: string;
  readonly kind: string;
  readonly input: unknown;
  readonly requestedBy: string | null;
  /** 1 at the first go; more after a crash. */
  readonly attempts: number;
}

export interface JobContext {
  readonly job: Job;
  readonly db: Database;
  readonly clock: Clock;
  /** Aborted at cancellation, at shutdown, and when the process may no longer hold the job. */
  readonly signal: AbortSignal;
  /** A transaction that sees the job's county. */
  inScope<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Shows progress; written to the database at most four times a second, the last one always. */
  report(progress: JobProgress): void;
}

/**
 * Does the work. Runs again from the start after a crash, so whatever it did must be safe to do twice.
 * The returned value is kept as the job's result.
 */
export type JobHandler = (context: JobContext) => Promise<Json | undefined>;

export interface JobDefinition {
  readonly kind: string;
  readonly handler: JobHandler;
}

export function defineJob(kind: string, handler: JobHandler): JobDefinition {
  return { kind, handler };
}

/** A failure that the person is told about; the job ends as failed and isn't tried again. */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
  readonly code: string;
  /** `message`: Chinese, with the remedy. */
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
