import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ReadApart {
  /** The first fault's code, or 'read' where there is none. */
  readonly outcome: string;
  /** The most memory the process has had so far. */
  readonly peakMb: number;
}

export interface Reader {
  /** Throws when the process dies over the file, or has not ended with it after a minute: then it is killed. */
  read(path: string): Promise<ReadApart>;
  stop(): void;
}

const LONGEST_MS = 60_000;

/** A process of its own that reads forms one after the other: what a file does to it is not lost among other tests. */
export function startReader(): Reader {
  const child = fork(join(import.meta.dirname, 'reader-process.ts'), { execArgv: ['--import', 'tsx'] });
  return {
    read: async (path) => {
      const done = new AbortController();
      const end = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
      const died = once(child, 'exit', { signal: done.signal }).then(([, signal]) => {
        throw new Error(`the reader ended over ${path}: ${signal ?? 'crashed'}`);
      });
      try {
        const answered = once(child, 'message', { signal: done.signal });
        child.send(path);
        const [outcome] = await Promise.race([answered, died]);
        return outcome;
      } finally {
        clearTimeout(end);
        done.abort();
      }
    },
    stop: () => void child.kill(),
  };
}
