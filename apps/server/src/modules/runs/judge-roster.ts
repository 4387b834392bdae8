import { createHash } from 'node:crypto';
import {
  type Basis,
  type Crossing,
  type Hit,
  type Household,
  lastingFacts,
  type Outcome,
  prepareJudge,
  type RuleCode,
  silentRules,
} from '@anju/domain';
import { canonicalJson, type Json } from '../../platform/json.ts';
import type { FindingToStore } from '../findings/index.ts';

/** Where a household of the roster stands in the database. */
export interface HouseholdPlace {
  readonly id: string;
  readonly region: string;
}

export interface JudgeInput {
  /** Every household once, with what the registers have about it. */
  readonly families: AsyncIterable<{ readonly household: Household; readonly hits: readonly Hit[] }>;
  readonly places: ReadonlyMap<string, HouseholdPlace>;
  readonly crossings: ReadonlyMap<string, readonly Crossing[]>;
  readonly basis: Basis;
  /** Makes the ids of new findings. */
  readonly ids: () => string;
  readonly onJudged: (families: number) => void;
}

export interface JudgedRoster {
  readonly findings: readonly FindingToStore[];
  readonly families: number;
  readonly persons: number;
  /** The rules that said nothing of any family. */
  readonly notJudged: readonly RuleCode[];
}

/** Judges every family against a policy pack and keeps what fails or can't be compared. */
export async function judgeRoster(input: JudgeInput): Promise<JudgedRoster> {
  const findings: FindingToStore[] = [];
  const judge = prepareJudge(input.basis);
  const said = new Set<RuleCode>();
  let families = 0;
  let persons = 0;
  for await (const { household, hits } of input.families) {
    const place = input.places.get(household.code);
    if (place === undefined) throw new Error(`household ${household.code} has no place in the database`);
    const outcomes = judge({ household, hits, crossings: input.crossings.get(household.code) ?? [] });
    for (const { rule } of outcomes) said.add(rule);
    for (const outcome of worthStoring(outcomes))
      findings.push(toStore(outcome, household.code, place, input.ids()));
    families += 1;
    persons += household.members.length;
    input.onJudged(families);
  }
  return { findings, families, persons, notJudged: silentRules(said) };
}

/**
 * At most one a rule and member. What can't be compared counts once for the household, because a register that is
 * missing is missing for all its members alike; a failure outweighs it, and of two failures the rule's first stands.
 */
function worthStoring(outcomes: readonly Outcome[]): readonly Outcome[] {
  const kept = new Map<string, Outcome>();
  for (const outcome of outcomes) {
    if (outcome.status === 'pass') continue;
    const key = `${outcome.rule} ${outcome.status === 'fail' ? (outcome.memberKey ?? '') : ''}`;
    const before = kept.get(key);
    if (before === undefined || (before.status === 'incomparable' && outcome.status === 'fail')) {
      kept.set(key, outcome);
    }
  }
  return [...kept.values()];
}

function toStore(outcome: Outcome, code: string, place: HouseholdPlace, id: string): FindingToStore {
  const status = outcome.status === 'fail' ? 'fail' : 'incomparable';
  const memberId = status === 'fail' ? outcome.memberKey : null;
  return {
    id,
    region: place.region,
    household: place.id,
    householdCode: code,
    memberId,
    subject: memberId ?? '',
    rule: outcome.rule,
    status,
    confidence: outcome.confidence,
    clause: outcome.clause,
    reason: outcome.reason,
    evidence: outcome.evidence,
    lineage: outcome.lineage,
    factsHash: digestOf(outcome),
  };
}

/** Digest of the facts alone: the same car in next month's file, on another row, is the same fact. */
function digestOf(outcome: Outcome): string {
  const facts: Json = JSON.parse(JSON.stringify(lastingFacts(outcome)));
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}
