import type { CalendarDate } from '../../basics/calendar-date.ts';

/** Who acted, and for whom: a community or department, or null for the county's own office. */
export interface Hand {
  readonly id: string;
  readonly name: string;
  readonly office: string | null;
}

/** A problem as far as its rectification can be doubted. Moments are milliseconds since 1970. */
export interface RectifiedProblem {
  readonly id: string;
  readonly number: string;
  readonly registeredAt: number;
  readonly registeredBy: string;
  /** Since when it has been under rectification: the first 五落实, or the last reopening. */
  readonly rectifyingSince: number | null;
  readonly progressAt: readonly number[];
  readonly rectifiedAt: number | null;
  readonly rectifiedBy: Hand | null;
  readonly closedAt: number | null;
  /** The bureau's day of the closing. */
  readonly closedOn: CalendarDate | null;
  readonly closedBy: Hand | null;
  readonly reopened: number;
  /** When it was sent back: returned before its closing, or reopened after it. */
  readonly sentBackAt: readonly number[];
  readonly evidence: readonly Evidence[];
}

/** A paper handed in for a problem; `at` is when. */
export interface Evidence {
  readonly id: string;
  readonly sha256: string;
  /** Fingerprint of what a photograph shows, 32 bytes in hex; null where there is none. */
  readonly picture: string | null;
  readonly name: string;
  readonly image: boolean;
  readonly at: number;
}

/** What a problem that is closed has for certain. */
export interface ClosedProblem extends RectifiedProblem {
  readonly closedAt: number;
  readonly closedOn: CalendarDate;
  readonly closedBy: Hand;
}

export interface FlagLimits {
  /** So many closings by one person … */
  readonly bulkClosings: number;
  /** … within so many minutes, inclusive. */
  readonly bulkMinutes: number;
  /** More than this share of a month's closings on the due day … */
  readonly dueDayShare: number;
  /** … and at least so many. */
  readonly dueDayClosings: number;
  readonly reopenings: number;
  /** Closed earlier than so many hours after registration. */
  readonly instantHours: number;
}

/** Our own starting values: no source gives any. */
export const DEFAULT_FLAG_LIMITS: FlagLimits = {
  bulkClosings: 10,
  bulkMinutes: 60,
  dueDayShare: 0.5,
  dueDayClosings: 5,
  reopenings: 2,
  instantHours: 24,
};

export interface FlagContext {
  readonly limits: FlagLimits;
  /** The days of a month ('YYYY-MM') by which the campaign's forms are due. */
  readonly dueDays: (month: string) => readonly CalendarDate[];
}

/** A suspicion, never a finding of guilt: what it is, why, with which figures and records. */
export interface Raised {
  readonly problems: readonly { readonly id: string; readonly number: string }[];
  /** Papers to lay beside each other, each with the number of its problem. */
  readonly papers?: readonly { readonly id: string; readonly name: string; readonly number: string }[];
  /** When it showed, in milliseconds: the newest stand first. */
  readonly at: number;
  /** Chinese, one sentence. */
  readonly why: string;
  readonly figures: readonly { readonly label: string; readonly value: string }[];
}

/** One way in which rectification is faked: a title, and what of the ledger looks like it. */
export interface FlagRule<Code extends string> {
  readonly code: Code;
  readonly title: string;
  /** What a person should do to know. */
  readonly advice: string;
  /** Looks at all problems that a reader may see at once, instead of one campaign's of one county. */
  readonly everywhere?: true;
  judge(problems: readonly RectifiedProblem[], context: FlagContext): readonly Raised[];
}

export function isClosed(problem: RectifiedProblem): problem is ClosedProblem {
  return problem.closedAt !== null && problem.closedOn !== null && problem.closedBy !== null;
}

/** The records that a flag names. */
export function named(problems: readonly RectifiedProblem[]): Raised['problems'] {
  return problems.map(({ id, number }) => ({ id, number }));
}

/** Groups by a key; what has none stays out. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

const BEIJING_MS = 8 * 3_600_000;

/** A moment at the bureau: 2026-08-26 17:40. */
export function momentText(at: number): string {
  return new Date(at + BEIJING_MS).toISOString().slice(0, 16).replace('T', ' ');
}
