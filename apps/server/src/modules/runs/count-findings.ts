import type { RunDifference } from '@anju/domain';
import type { FindingToStore } from '../findings/index.ts';
import type { RuleCounts, RunCounts } from './store.ts';

/** The figures of a run, in all and by rule, from the comparison with what was on record. */
export function countRun(
  difference: RunDifference<FindingToStore>,
  rulesOfCleared: ReadonlyMap<string, number>,
  size: { readonly families: number; readonly persons: number },
): RunCounts {
  const raised = [...difference.fresh, ...difference.persisting.map((pair) => pair.now)];
  const rules = [...new Set([...raised.map((finding) => finding.rule), ...rulesOfCleared.keys()])].sort();
  const byRule = rules.map((rule): RuleCounts => {
    const of = (findings: readonly FindingToStore[]) => findings.filter((finding) => finding.rule === rule);
    return {
      rule,
      fail: of(raised).filter((finding) => finding.status === 'fail').length,
      incomparable: of(raised).filter((finding) => finding.status === 'incomparable').length,
      new: of(difference.fresh).length,
      persisting: of(difference.persisting.map((pair) => pair.now)).length,
      cleared: rulesOfCleared.get(rule) ?? 0,
    };
  });
  return {
    ...size,
    fail: raised.filter((finding) => finding.status === 'fail').length,
    incomparable: raised.filter((finding) => finding.status === 'incomparable').length,
    new: difference.fresh.length,
    persisting: difference.persisting.length,
    cleared: difference.cleared.length,
    settled: difference.settled.length,
    byRule,
  };
}
