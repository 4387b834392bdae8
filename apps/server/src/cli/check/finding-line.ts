import type { Household, Outcome } from '@anju/domain';

/** A line of findings.jsonl. */
export interface FindingLine {
  readonly household: string;
  readonly rule: string;
  readonly person: { readonly name: string; readonly id: string | null } | null;
  readonly status: 'fail' | 'incomparable';
  readonly confidence: 'exact' | 'probable';
  readonly clause: string;
  /** The figures compared, and `reason`, a Chinese sentence. */
  readonly evidence: Outcome['evidence'];
  readonly lineage: Outcome['lineage'];
}

/** The findings of a household: every failed outcome, and what could not be compared once for each rule. */
export function findingLines(household: Household, outcomes: readonly Outcome[]): readonly FindingLine[] {
  const lines: FindingLine[] = [];
  const incomparable = new Set<string>();
  for (const outcome of outcomes) {
    if (outcome.status === 'pass') continue;
    if (outcome.status === 'incomparable') {
      if (incomparable.has(outcome.rule)) continue;
      incomparable.add(outcome.rule);
    }
    const member = household.members.find(({ key }) => key === outcome.memberKey);
    lines.push({
      household: household.code,
      rule: outcome.rule,
      person: member === undefined ? null : { name: member.name, id: member.idNumber },
      status: outcome.status,
      confidence: outcome.confidence,
      clause: outcome.clause,
      evidence: { ...outcome.evidence, reason: outcome.reason },
      lineage: outcome.lineage,
    });
  }
  return lines;
}
