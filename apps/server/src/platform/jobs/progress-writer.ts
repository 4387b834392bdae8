import { type Database, inScope } from '../postgres/database.ts';
import type { Job, JobProgress } from './definition.ts';
import { saveProgress } from './job-store.ts';

export interface ProgressWriter {
  report(progress: JobProgress): void;
  /** Resolves when the last reported progress is written. */
  flush(): Promise<void>;
}

/** A page shows no more than this many steps a second anyway. */
const INTERVAL_MS = 250;

/** Writes a job's progress at most four times a second, one write at a time, and the last one always. */
export function progressWriter(db: Database, job: Job): ProgressWriter {
  let latest: JobProgress | null = null;
  let writing: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  const write = () => {
    timer = null;
    const progress = latest;
    latest = null;
    if (!progress) return;
    writing = writing
      .then(() => inScope(db, job.county, (tx) => saveProgress(tx, job.county, job.id, progress)))
      // Progress that could not be written is overtaken by the next.
      .catch(() => undefined);
  };
  return {
    report: (progress) => {
      latest = progress;
      timer ??= setTimeout(write, INTERVAL_MS);
    },
    flush: async () => {
      if (timer) clearTimeout(timer);
      write();
      await writing;
    },
  };
}
