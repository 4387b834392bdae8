import { Worker } from 'node:worker_threads';
import { type FilePart, type SiftedPart, siftPart } from './sift-part.mjs';

/** Smaller files are done before a thread has started. */
const WORTH_A_THREAD = 4 << 20;

interface Waiting {
  readonly part: FilePart;
  readonly resolve: (sifted: SiftedPart | null) => void;
  readonly reject: (error: Error) => void;
}

/** Threads that sift parts of files; started when a large file comes, ended by `close`. */
export class SiftPool {
  readonly threads: number;
  readonly #waiting: Waiting[] = [];
  readonly #workers = new Set<Worker>();
  readonly #idle: Worker[] = [];

  constructor(threads: number) {
    this.threads = threads;
  }

  /** To be called early for a file that will be sifted: threads start while other work is done. */
  expect(bytes: number): void {
    if (bytes < WORTH_A_THREAD) return;
    while (this.#workers.size < this.threads) {
      const worker = new Worker(new URL('./sift-worker.mjs', import.meta.url));
      this.#workers.add(worker);
      this.#idle.push(worker);
    }
  }

  async sift(part: FilePart): Promise<SiftedPart | null> {
    if (this.#workers.size === 0) return siftPart(part);
    return new Promise((resolve, reject) => {
      this.#waiting.push({ part, resolve, reject });
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    const workers = [...this.#workers];
    this.#workers.clear();
    this.#idle.length = 0;
    this.#waiting.length = 0;
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #dispatch(): void {
    while (this.#idle.length > 0) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      const worker = this.#idle.pop();
      if (worker !== undefined) this.#hand(worker, next);
    }
  }

  #hand(worker: Worker, { part, resolve, reject }: Waiting): void {
    const failed = (error: Error): void => {
      this.#workers.delete(worker);
      reject(error);
    };
    worker.once('error', failed);
    worker.once('message', (sifted: SiftedPart | null) => {
      worker.off('error', failed);
      if (this.#workers.has(worker)) this.#idle.push(worker);
      resolve(sifted);
      this.#dispatch();
    });
    worker.postMessage(part);
  }
}
