import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDemoCounty } from '@anju/matching';
import { runCheck } from '../apps/server/src/cli/check.ts';
import { compareAnswers, type Score } from '../apps/server/src/cli/score/compare-answers.ts';
import { readFindings, readTruth } from '../apps/server/src/cli/score/read-lines.ts';
import { AS_OF } from './county.ts';

export interface RecallSize {
  readonly seed: string;
  readonly households: number;
  readonly population: number;
}

/** One county in every file format that departments use, checked as a bureau would, held against what was planted. */
export async function recall({ seed, households, population }: RecallSize): Promise<Score> {
  const dir = await mkdtemp(join(tmpdir(), 'anju-bench-recall-'));
  try {
    const files = await writeDemoCounty({
      dir,
      county: '652301',
      households,
      population,
      seed,
      asOf: AS_OF,
      shape: 'varied',
    });
    const out = join(dir, 'out');
    let said = '';
    const code = await runCheck(
      [
        ...['--roster', files.roster, '--policy', files.policy, '--as-of', AS_OF, '--out', out],
        ...files.registers.flatMap(({ kind, path }) => ['--register', `${kind}=${path}`]),
      ],
      { stdout: { write: () => true }, stderr: { write: (text: string) => (said += text) } },
    );
    if (code !== 0) throw new Error(said);
    return compareAnswers(
      await readTruth(join(dir, 'truth.jsonl')),
      await readFindings(join(out, 'findings.jsonl')),
    );
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The scores of several counties as one. */
export function addScores(scores: readonly Score[]): Score {
  const rules = new Map<string, Score['total']>();
  for (const { rule, ...counts } of scores.flatMap((score) => score.rules))
    rules.set(rule, add(rules.get(rule) ?? { rule, planted: 0, found: 0, missing: 0, extra: 0 }, counts));
  return {
    rules: [...rules.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    missing: scores.flatMap(({ missing }) => missing),
    extra: scores.flatMap(({ extra }) => extra),
    misjudged: scores.flatMap(({ misjudged }) => misjudged),
    total: scores.map(({ total }) => total).reduce(add),
  };
}

function add(a: Score['total'], b: Omit<Score['total'], 'rule'>): Score['total'] {
  return {
    rule: a.rule,
    planted: a.planted + b.planted,
    found: a.found + b.found,
    missing: a.missing + b.missing,
    extra: a.extra + b.extra,
  };
}
