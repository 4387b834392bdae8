import type { Confidence } from '@anju/domain';

/** A finding, planted or raised. */
export interface Answer {
  readonly household: string;
  readonly rule: string;
  /** ID number; null where the finding is about the household. */
  readonly person: string | null;
  readonly confidence: Confidence;
  /** Raising it or not is both right; without a person, whoever of the household is named. */
  readonly optional: boolean;
}

export interface RuleScore {
  readonly rule: string;
  readonly planted: number;
  readonly found: number;
  readonly missing: number;
  readonly extra: number;
}

export interface Score {
  /** By rule, in alphabetical order. */
  readonly rules: readonly RuleScore[];
  readonly missing: readonly Answer[];
  readonly extra: readonly Answer[];
  /** Found, but with the other confidence; `confidence` is what was planted. */
  readonly misjudged: readonly Answer[];
  readonly total: RuleScore;
}

const keyOf = ({ household, rule, person }: Answer): string =>
  `${household}\u0000${rule}\u0000${person ?? ''}`;

const placeOf = ({ household, rule }: Answer): string => `${household}\u0000${rule}`;

/** Holds what was raised against what was planted: the same household, rule and person. The same line twice counts once. */
export function compareAnswers(truth: readonly Answer[], findings: readonly Answer[]): Score {
  const planted = new Map(truth.map((answer) => [keyOf(answer), answer]));
  const raised = new Map(findings.map((answer) => [keyOf(answer), answer]));
  const needed = [...planted.values()].filter((answer) => !answer.optional);
  const missing = needed.filter((answer) => !raised.has(keyOf(answer)));
  const either = new Set(truth.filter((answer) => answer.optional && answer.person === null).map(placeOf));
  const extra = [...raised.values()].filter(
    (answer) => !planted.has(keyOf(answer)) && !either.has(placeOf(answer)),
  );
  const misjudged = needed.filter((answer) => {
    const found = raised.get(keyOf(answer));
    return found !== undefined && found.confidence !== answer.confidence;
  });
  const codes = [...new Set([...needed, ...extra].map(({ rule }) => rule))].sort();
  const rules = codes.map((rule) => {
    const of = (answers: readonly Answer[]) => answers.filter((answer) => answer.rule === rule).length;
    return scoreOf(rule, of(needed), of(missing), of(extra));
  });
  const total = scoreOf('', needed.length, missing.length, extra.length);
  return { rules, missing, extra, misjudged, total };
}

const scoreOf = (rule: string, planted: number, missing: number, extra: number): RuleScore => ({
  rule,
  planted,
  found: planted - missing,
  missing,
  extra,
});
