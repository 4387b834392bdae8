import type { RunDifference } from '@anju/domain';
import type { FindingToStore } from '../findings/index.ts';
import type { JudgedRoster } from './judge-roster.ts';
import type { RuleCounts, RunCounts } from './store.ts';

/** The figures of a run, in all and by rule, from the comparison with what was on record. */
export function countRun(
  difference: RunDifference<FindingToStore>,
  judged: Omit<JudgedRoster, 'findings'>,
): RunCounts {
  const fresh = [...difference.fresh, ...difference.returned.map((pair) => pair.now)];
  const persisting = [...difference.persisting, ...difference.uncompared].map((pair) => pair.now);
  const raised = [...fresh, ...persisting];
  const rules = [...new Set([...raised, ...difference.cleared].map((finding) => finding.rule))].sort();
  const byRule = rules.map((rule): RuleCounts => {
    const of = <F extends { readonly rule: string }>(findings: readonly F[]) =>
      findings.filter((finding) => finding.rule === rule);
    return {
      rule,
      fail: of(raised).filter((finding) => finding.status === 'fail').length,
      incomparable: of(raised).filter((finding) => finding.status === 'incomparable').length,
      new: of(fresh).length,
      persisting: of(persisting).length,
      cleared: of(difference.cleared).length,
    };
  });
  return {
    families: judged.families,
    persons: judged.persons,
    fail: raised.filter((finding) => finding.status === 'fail').length,
    incomparable: raised.filter((finding) => finding.status === 'incomparable').length,
    new: fresh.length,
    persisting: persisting.length,
    cleared: difference.cleared.length,
    exited: difference.exited.length,
    settled: difference.settled.length,
    byRule,
    notJudged: judged.notJudged,
  };
}
