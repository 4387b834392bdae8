import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openComparison, readRoster } from '@anju/matching';
import { AS_OF, type BenchCounty } from './county.ts';

export interface EngineTimes {
  /** Opening and matching the registers, as summary.json gives it. */
  readonly registers: number;
  /** That, indexing the people, and reading every typed hit back by family. */
  readonly all: number;
  readonly hits: number;
}

export async function engineJoin(county: BenchCounty): Promise<EngineTimes> {
  const scratchDir = await mkdtemp(join(tmpdir(), 'anju-bench-'));
  try {
    const roster = await readRoster({ path: county.roster }, { scratchDir });
    if (!roster.ok) throw new Error(roster.error.message);
    const started = performance.now();
    const opened = await openComparison({
      roster: roster.value.households,
      registers: county.registers.map(({ kind, path }) => ({ kind, path, asOf: AS_OF })),
      asOf: AS_OF,
      scratchDir,
      threads: 2,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    let hits = 0;
    for await (const family of opened.value.families()) hits += family.hits.length;
    const all = (performance.now() - started) / 1000;
    const registers = opened.value.statistics().reduce((total, { seconds }) => total + seconds, 0);
    await opened.value.close();
    return { registers, all, hits };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
