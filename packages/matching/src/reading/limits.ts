import { ReadFailure } from './read-fault.ts';
import type { ReadLimits } from './types.ts';

const MEGABYTE = 1024 * 1024;

/**
 * The input comes from outside the bureau: each bound is far above what an office exports and far below what
 * hurts the machine. Excel itself stops at 1,048,576 rows and 32,767 characters a cell.
 */
export const DEFAULT_LIMITS: ReadLimits = {
  fileBytes: 8192 * MEGABYTE,
  columns: 1000,
  rows: 200_000_000,
  cellLength: 65_536,
  inflatedBytes: 2048 * MEGABYTE,
  sharedStringBytes: 256 * MEGABYTE,
  zipEntries: 2000,
  compressionRatio: 200,
  seconds: 900,
};

/** Called now and then by every loop over a file: stops on abort (throws its reason) and when time is up. */
export type Checkpoint = () => void;

export function startCheckpoint(limits: ReadLimits, signal: AbortSignal | undefined): Checkpoint {
  const deadline = performance.now() + limits.seconds * 1000;
  return () => {
    signal?.throwIfAborted();
    if (performance.now() > deadline)
      throw new ReadFailure(
        'too-large',
        `读取超过 ${limits.seconds} 秒仍未完成，已停止。请拆分成几个较小的文件后重试`,
      );
  };
}
