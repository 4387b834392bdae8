import type { Household, Outcome } from '@anju/domain';

/** What findings.jsonl shows of a household: every failed outcome, and what could not be compared once for each rule. */
export function shownOutcomes(outcomes: readonly Outcome[]): readonly Outcome[] {
  const incomparable = new Set<string>();
  return outcomes.filter(({ status, rule }) => {
    if (status !== 'incomparable') return status === 'fail';
    if (incomparable.has(rule)) return false;
    incomparable.add(rule);
    return true;
  });
}

// Where a register lacks, one outcome holds for every family: its text is made once.
const known = new WeakMap<Outcome, string>();

/** The line of an outcome, with its end. */
export function findingLine(household: Household, outcome: Outcome): string {
  const concernsMember = outcome.memberKey !== null;
  let rest = concernsMember ? undefined : known.get(outcome);
  if (rest === undefined) {
    const member = household.members.find(({ key }) => key === outcome.memberKey);
    const line = {
      rule: outcome.rule,
      person: member === undefined ? null : { name: member.name, id: member.idNumber },
      status: outcome.status,
      confidence: outcome.confidence,
      clause: outcome.clause,
      // The figures compared, and a Chinese sentence.
      evidence: { ...outcome.evidence, reason: outcome.reason },
      lineage: outcome.lineage,
    };
    rest = JSON.stringify(line).slice(1);
    if (!concernsMember) known.set(outcome, rest);
  }
  return `{"household":${JSON.stringify(household.code)},${rest}\n`;
}
