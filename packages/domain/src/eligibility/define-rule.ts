import type { CalendarDate } from '../basics/calendar-date.ts';
import { clauseOf, type PolicyPack } from '../policies/index.ts';
import { REGISTERS, type RegisterKind } from '../registers/index.ts';
import { missingText } from './availability.ts';
import { RULE_TITLES, type RuleCode } from './rule-codes.ts';
import type {
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
  /** No verdict: not regulated, or without bearing on this family. */
  readonly judge: (family: Family, pack: PolicyPack, asOf: CalendarDate) => readonly Verdict[];
}

const NO_OUTCOMES: readonly Outcome[] = Object.freeze([]);
const NO_VERDICTS: readonly Verdict[] = Object.freeze([]);
const NOTHING: Evidence = Object.freeze({});
const NOWHERE: readonly Lineage[] = Object.freeze([]);

export function defineRule({ code, section, needs = [], uses = [], judge }: RuleParts): Rule {
  const aboutPeople = needs.filter((kind) => REGISTERS[kind].join === 'person');
  const unfound =
    aboutPeople.length === 0
      ? null
      : `无法比对${aboutPeople.map((kind) => REGISTERS[kind].label).join('、')}`;
  const outcomes = new WeakMap<Verdict, readonly Outcome[]>();
  // A hundred thousand families are judged on one pack, and most of them alike.
  let lastPack: PolicyPack | null = null;
  let lastClause = '';
  let lastSaid: Verdict | null = null;
  let lastMade = NO_OUTCOMES;
  const clauseIn = (pack: PolicyPack): string => {
    if (pack !== lastPack) {
      lastClause = clauseOf(pack, section);
      lastPack = pack;
      lastSaid = null;
    }
    return lastClause;
  };
  return {
    code,
    title: RULE_TITLES[code],
    clause: clauseIn,
    needs,
    uses,
    judge(family, pack, asOf) {
      const clause = clauseIn(pack);
      const verdicts = withUnfindable(family, unfound, judge(family, pack, asOf));
      const [first] = verdicts;
      if (first === undefined) return NO_OUTCOMES;
      if (first.shared !== true) return verdicts.map((said) => outcomeOf(code, clause, said));
      if (first === lastSaid) return lastMade;
      lastSaid = first;
      lastMade = outcomes.get(first) ?? NO_OUTCOMES;
      if (lastMade[0]?.clause !== clause) {
        lastMade = [outcomeOf(code, clause, first)];
        outcomes.set(first, lastMade);
      }
      return lastMade;
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

const passOf = (reason: string, evidence: Evidence): Verdict => ({
  status: 'pass',
  memberKey: null,
  confidence: 'exact',
  reason,
  evidence,
  lineage: NOWHERE,
});

/** A pass; without evidence it is the same for every family of which it is said, and made once for each reason. */
export function passed(reason: string, evidence: Evidence = NOTHING): readonly Verdict[] {
  return evidence === NOTHING ? alike(passes, reason, {}) : [passOf(reason, evidence)];
}

/** As `passed`, where what the registers say of any member makes no difference. */
export function exempt(reason: string): readonly Verdict[] {
  return alike(exemptions, reason, { certain: true });
}

const passes = new Map<string, readonly Verdict[]>();
const exemptions = new Map<string, readonly Verdict[]>();

/** @param reason one of few: a text of the code, or with a name that the policy pack gives */
function alike(
  known: Map<string, readonly Verdict[]>,
  reason: string,
  about: Pick<Verdict, 'certain'>,
): readonly Verdict[] {
  const said = known.get(reason);
  if (said !== undefined) return said;
  const made: readonly Verdict[] = [{ ...passOf(reason, NOTHING), ...about, shared: true }];
  known.set(reason, made);
  return made;
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

/**
 * 不可比 because registers are missing or stale. Said of every family of a run, so that it is made once for the
 * registers they share.
 */
export function lacking(
  family: Family,
  missing: readonly RegisterKind[],
  evidence: Evidence = NOTHING,
): readonly Verdict[] {
  if (evidence !== NOTHING) return incomparable(missingText(family, missing), { ...evidence, missing });
  const key = missing.join();
  const known = lacks.get(family.registers);
  const said = known?.get(key);
  if (said !== undefined) return said;
  const made = incomparable(missingText(family, missing), { missing }).map(
    (verdict): Verdict => ({ ...verdict, shared: true }),
  );
  lacks.set(family.registers, (known ?? new Map<string, readonly Verdict[]>()).set(key, made));
  return made;
}

const lacks = new WeakMap<Family['registers'], Map<string, readonly Verdict[]>>();

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

function hasUnnumbered(members: readonly Member[]): boolean {
  for (const { idStatus } of members) if (idStatus === 'missing') return true;
  return false;
}

/**
 * Nothing found says nothing about a member whom the registers can't find.
 * @param reason what can't be compared for such a member; null where the rule asks no register about people
 */
function withUnfindable(
  family: Family,
  reason: string | null,
  verdicts: readonly Verdict[],
): readonly Verdict[] {
  if (reason === null || verdicts.length === 0) return verdicts;
  for (const { status, certain } of verdicts) if (status !== 'pass' || certain) return verdicts;
  const gap = unfindable(family, reason);
  return gap.length > 0 ? gap : verdicts;
}

/** Where the hits were read, each row once. */
export function lineageOf(hits: readonly Hit[]): readonly Lineage[] {
  if (hits.length === 0) return NOWHERE;
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
