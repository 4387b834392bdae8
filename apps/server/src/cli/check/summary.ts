import {
  type CalendarDate,
  type Outcome,
  type PolicyPack,
  REGISTER_KINDS,
  REGISTERS,
  type RegisterState,
  RULE_TITLES,
  type RuleCode,
  silentRules,
} from '@anju/domain';
import type { Comparison, RegisterStatistics, RosterReading } from '@anju/matching';

/** Counts findings by rule while they are written. */
export class FindingCounts {
  readonly fail: Record<string, { exact: number; probable: number }> = {};
  readonly incomparable: Record<string, number> = {};
  households = 0;
  readonly #said = new Set<RuleCode>();

  /** @param shown those of the outcomes that findings.jsonl shows */
  add(outcomes: readonly Outcome[], shown: readonly Outcome[]): void {
    for (const { rule } of outcomes) this.#said.add(rule);
    for (const { rule, status, confidence } of shown)
      if (status === 'fail') {
        const counts = this.fail[rule] ?? { exact: 0, probable: 0 };
        counts[confidence] += 1;
        this.fail[rule] = counts;
      } else this.incomparable[rule] = (this.incomparable[rule] ?? 0) + 1;
    if (shown.some(({ status }) => status === 'fail')) this.households += 1;
  }

  /** Code → title of the rules by which no family was judged. */
  notJudged(): Readonly<Record<string, string>> {
    return Object.fromEntries(silentRules(this.#said).map((rule) => [rule, RULE_TITLES[rule]]));
  }
}

export interface SummaryFacts {
  readonly asOf: CalendarDate;
  readonly policy: PolicyPack;
  readonly rosterFile: string;
  readonly roster: RosterReading;
  readonly judged: number;
  readonly comparison: Pick<Comparison, 'registers' | 'statistics' | 'refusals'>;
  readonly counts: FindingCounts;
  readonly seconds: Readonly<Record<string, number>>;
}

/** The content of summary.json. */
export function summaryOf(facts: SummaryFacts) {
  const { asOf, policy, roster, comparison, counts } = facts;
  const statistics = comparison.statistics();
  return {
    asOf,
    policy: { documentNo: policy.documentNo, title: policy.title, effectiveFrom: policy.effectiveFrom },
    roster: {
      file: facts.rosterFile,
      rowsRead: roster.rowsRead,
      rowsRefused: roster.refused.filter(({ extent }) => extent === 'row').length,
      households: roster.households.length,
      members: roster.households.reduce((sum, { members }) => sum + members.length, 0),
      judged: facts.judged,
      headersUnused: roster.headersUnused,
      sheetsLeftOut: roster.sheetsLeftOut,
    },
    rowsRead: sum(statistics, ({ rowsRead }) => rowsRead),
    rowsRefused: sum(statistics, ({ rowsRefused }) => rowsRefused),
    hits: {
      exact: sum(statistics, ({ hitsExact }) => hitsExact),
      probable: sum(statistics, ({ hitsProbable }) => hitsProbable),
    },
    registers: statistics.map((one) => ({
      ...one,
      label: REGISTERS[one.kind].label,
      seconds: rounded(one.seconds),
    })),
    registersMissing: REGISTER_KINDS.filter((kind) => !comparison.registers.has(kind)),
    registersStale: stale(comparison.registers.values()),
    findings: { households: counts.households, fail: counts.fail, incomparable: counts.incomparable },
    rulesNotJudged: counts.notJudged(),
    seconds: Object.fromEntries(Object.entries(facts.seconds).map(([step, value]) => [step, rounded(value)])),
    // Kilobytes on Linux, of this process with the database in it.
    peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

const sum = (list: readonly RegisterStatistics[], of: (one: RegisterStatistics) => number): number =>
  list.reduce((total, one) => total + of(one), 0);

const stale = (states: Iterable<RegisterState>) =>
  [...states].filter((state) => state.stale).map(({ kind }) => kind);

const rounded = (seconds: number): number => Math.round(seconds * 1000) / 1000;
