import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findCrossings, prepareJudge, readPolicyPack } from '@anju/domain';
import { openComparison, readRoster } from '@anju/matching';
import { AS_OF, type BenchCounty } from './county.ts';

export interface JudgingTimes {
  /** Crossings between households, then every rule for every family, once, in a process that has judged nothing. */
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
    // Read first, so that the engine's threads do not take the processor from the judge.
    const families = [];
    for await (const family of opened.value.families()) families.push(family);
    await opened.value.close();
    const started = performance.now();
    const crossings = findCrossings(roster.value.households);
    const judge = prepareJudge({ pack: pack.value, asOf: AS_OF, registers });
    let fails = 0;
    for (const { household, hits } of families) {
      const family = { household, hits, crossings: crossings.get(household.code) ?? [] };
      for (const { status } of judge(family)) if (status === 'fail') fails += 1;
    }
    return { judging: (performance.now() - started) / 1000, families: families.length, fails };
  } finally {
    await rm(scratchDir, { recursive: true, force: true });
  }
}
