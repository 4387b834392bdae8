import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchCounty } from './county.ts';

const run = promisify(execFile);

export interface Measured<T> {
  readonly result: T;
  readonly peakMb: number;
}

/** Runs one piece of work in a process of its own. */
export async function measure<T>(work: string, county: BenchCounty): Promise<Measured<T>> {
  const child = join(import.meta.dirname, 'child.ts');
  const { stdout } = await run(
    process.execPath,
    // As bin/anju.mjs is started.
    ['--max-semi-space-size=64', '--import', 'tsx', child, work, join(county.dir, 'bench.json')],
    { maxBuffer: 1 << 24 },
  );
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}
