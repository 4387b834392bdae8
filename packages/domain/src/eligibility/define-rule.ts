import { clauseOf } from '../policies/index.ts';
import { REGISTERS, type RegisterKind } from '../registers/index.ts';
import { missingOf, missingText } from './availability.ts';
import { isAboutHousehold, RULE_TITLES, type RuleCode } from './rule-codes.ts';
import type {
  Basis,
  Confidence,
  Evidence,
  Family,
  Hit,
  Lineage,
  Member,
  Outcome,
  OutcomeStatus,
  Rule,
} from './types.ts';

type Section = Parameters<typeof clauseOf>[1];

/** What a rule says, before its code and clause are written on it. */
export interface Verdict {
  readonly status: OutcomeStatus;
  readonly memberKey: string | null;
  readonly confidence: Confidence;
  readonly reason: string;
  readonly evidence: Evidence;
  /** Where some of the evidence moves by itself, what of it does not. */
  readonly facts?: Evidence;
  readonly lineage: readonly Lineage[];
  /** A pass that no register could change, whoever of the family it can't find. */
  readonly certain?: true;
  /** The only verdict, and the same object for every family of which it is said. */
  readonly shared?: true;
}

interface RuleParts {
  readonly code: RuleCode;
  /** The section of the policy pack it rests on. */
  readonly section: Section;
  readonly needs?: readonly RegisterKind[];
  readonly uses?: readonly RegisterKind[];
  /** Works out once what does not depend on a family. Null: the pack does not regulate it. */
  readonly prepare: (basis: Basis) => PreparedParts | null;
}

interface PreparedParts {
  /** No verdict: the rule has no bearing on this family. */
  readonly judge: (family: Family) => readonly Verdict[];
  /**
   * What `judge` says of every family without hits in the registers needed and used and without crossings. Most
   * families are such: they are not judged one by one. Null: that depends on the family.
   */
  readonly nothing?: readonly Verdict[] | null;
}

const NO_OUTCOMES: readonly Outcome[] = Object.freeze([]);
const NO_VERDICTS: readonly Verdict[] = Object.freeze([]);
const NOTHING: Evidence = Object.freeze({});
const NOWHERE: readonly Lineage[] = Object.freeze([]);

export function defineRule({ code, section, needs = [], uses = [], prepare }: RuleParts): Rule {
  const aboutPeople = needs.filter((kind) => REGISTERS[kind].join === 'person');
  const unfound =
    aboutPeople.length === 0
      ? null
      : `无法比对${aboutPeople.map((kind) => REGISTERS[kind].label).join('、')}`;
  return {
    code,
    title: RULE_TITLES[code],
    needs,
    uses,
    prepare(basis) {
      const prepared = prepare(basis);
      if (prepared === null) return null;
      const clause = clauseOf(basis.pack, section);
      const alike = new WeakMap<Verdict, readonly Outcome[]>();
      const outcomesOf = (verdicts: readonly Verdict[]): readonly Outcome[] => {
        const [first] = verdicts;
        if (first === undefined) return NO_OUTCOMES;
        if (first.shared !== true) return verdicts.map((said) => outcomeOf(code, clause, said));
        const known = alike.get(first);
        if (known !== undefined) return known;
        const made = [outcomeOf(code, clause, first)];
        alike.set(first, made);
        return made;
      };
      const { judge, nothing } = prepared;
      return {
        judge(family) {
          const verdicts = judge(family);
          if (unfound === null || (isAboutHousehold(code) && verdicts[0]?.status === 'fail'))
            return outcomesOf(verdicts);
          return outcomesOf(withUnfindable(family, unfound, verdicts));
        },
        nothing: nothing == null ? null : outcomesOf(nothing),
      };
    },
  };
}

const outcomeOf = (rule: RuleCode, clause: string, said: Verdict): Outcome => ({
  rule,
  status: said.status,
  memberKey: said.memberKey,
  confidence: said.confidence,
  clause,
  reason: said.reason,
  evidence: said.evidence,
  facts: said.facts ?? said.evidence,
  lineage: said.lineage,
});

/** A pass of this family alone, with the figures compared. */
export function passed(reason: string, evidence: Evidence): readonly Verdict[] {
  return [
    {
      status: 'pass',
      memberKey: null,
      confidence: 'exact',
      reason,
      evidence,
      lineage: NOWHERE,
    },
  ];
}

/** A pass in the same words for every family of which it is said: made once, not for each of them. */
export function clear(reason: string): readonly Verdict[] {
  return passed(reason, NOTHING).map((verdict) => ({ ...verdict, shared: true }));
}

/** As `clear`, where what the registers say of any member makes no difference. */
export function exempt(reason: string): readonly Verdict[] {
  return clear(reason).map((verdict) => ({ ...verdict, certain: true }));
}

export function incomparable(
  reason: string,
  evidence: Evidence = NOTHING,
  about: {
    readonly memberKey?: string | null;
    readonly hits?: readonly Hit[];
    readonly lineage?: readonly Lineage[];
    readonly facts?: Evidence;
  } = {},
): readonly Verdict[] {
  return [
    {
      status: 'incomparable',
      memberKey: about.memberKey ?? null,
      confidence: 'exact',
      reason: `${reason}，不可比`,
      evidence,
      facts: about.facts ?? evidence,
      lineage: about.lineage ?? lineageOf(about.hits ?? []),
    },
  ];
}

/** 不可比 because registers are missing or stale, said alike of every family; null where none is. */
export function lacking(basis: Basis, needs: readonly RegisterKind[]): readonly Verdict[] | null {
  const missing = missingOf(basis, needs);
  if (missing.length === 0) return null;
  return incomparable(missingText(basis, missing), { missing }).map((verdict) => ({
    ...verdict,
    shared: true,
  }));
}

export function failed(said: Omit<Verdict, 'status' | 'lineage'>, hits: readonly Hit[]): Verdict {
  return { status: 'fail', ...said, lineage: lineageOf(hits) };
}

/** Members without a usable ID number, whom no register can find: 不可比 for them; none where every member has one. */
export function unfindable(family: Family, reason: string): readonly Verdict[] {
  const { members } = family.household;
  // Asked of every family by most rules, and nearly always for nothing.
  if (!hasUnnumbered(members)) return NO_VERDICTS;
  const unnumbered = members.filter(({ idStatus }) => idStatus === 'missing');
  const [first] = unnumbered;
  return incomparable(
    `家庭成员中${unnumbered.length}人无可用证件号，${reason}`,
    { withoutNumber: unnumbered.length },
    {
      memberKey: unnumbered.length === 1 && first !== undefined ? first.key : null,
      lineage: unnumbered.map(({ lineage }) => lineage),
    },
  );
}

export function hasUnnumbered(members: readonly Member[]): boolean {
  for (const { idStatus } of members) if (idStatus === 'missing') return true;
  return false;
}

/**
 * What was found or not says nothing about a member whom the registers can't find.
 * @param reason what can't be compared for such a member
 */
function withUnfindable(family: Family, reason: string, verdicts: readonly Verdict[]): readonly Verdict[] {
  if (verdicts.length === 0) return verdicts;
  for (const { status, certain } of verdicts) if (status === 'incomparable' || certain) return verdicts;
  const gap = unfindable(family, reason);
  return gap.length > 0 ? [...verdicts.filter(({ status }) => status === 'fail'), ...gap] : verdicts;
}

/** Where the hits were read, each row once. */
export function lineageOf(hits: readonly Hit[]): readonly Lineage[] {
  const [first] = hits;
  if (first === undefined) return NOWHERE;
  if (hits.length === 1) return [first.lineage];
  const seen = new Set<string>();
  return hits
    .map((hit) => hit.lineage)
    .filter((from) => {
      const key = `${from.register}\u0000${from.file}\u0000${from.row}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}
