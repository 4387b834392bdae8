import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCrossings, judgeFamily, readPolicyPack } from '@anju/domain';
import { openComparison, readRoster } from '@anju/matching';
import { AS_OF, type BenchCounty } from './county.ts';

export interface JudgingTimes {
  /** Crossings between households, then every rule for every family as it comes from the engine. */
  readonly judging: number;
  readonly families: number;
  readonly fails: number;
}

export async function judging(county: BenchCounty): Promise<JudgingTimes> {
  const scratchDir = await mkdtemp(join(tmpdir(), 'anju-bench-'));
  try {
    const pack = readPolicyPack(JSON.parse(await readFile(county.policy, 'utf8')));
    const roster = await readRoster({ path: county.roster }, { scratchDir });
    if (!pack.ok || !roster.ok) throw new Error('the county can not be read');
    const opened = await openComparison({
      roster: roster.value.households,
      registers: county.registers.map(({ kind, path }) => ({ kind, path, asOf: AS_OF })),
      asOf: AS_OF,
      scratchDir,
      threads: 2,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    const { registers } = opened.value;
    const started = performance.now();
    const crossings = findCrossings(roster.value.households);
    let spent = performance.now() - started;
    let families = 0;
    let fails = 0;
    for await (const { household, hits } of opened.value.families()) {
      const arrived = performance.now();
      const family = { household, hits, registers, crossings: crossings.get(household.code) ?? [] };
      for (const { status } of judgeFamily(family, pack.value, AS_OF)) if (status === 'fail') fails += 1;
      spent += performance.now() - arrived;
      families += 1;
    }
    await opened.value.close();
    return { judging: spent / 1000, families, fails };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
