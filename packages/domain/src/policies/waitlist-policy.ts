import type { Section } from './section.ts';

/** Points of one factor: by steps of its value, by household size or by group. */
export interface ScoreFactor {
  readonly key: string;
  readonly title: string;
  readonly maxPoints: number;
  /** Points from a value upward, e.g. years of residence. */
  readonly steps?: readonly { readonly from: number; readonly points: number }[];
  readonly bySize?: readonly number[];
  readonly byGroup?: Readonly<Record<string, number>>;
}

export interface WaitlistPolicy extends Section {
  readonly maxYears?: number;
  readonly order?: 'score' | 'date' | 'lottery';
  readonly recheckEveryMonths?: number;
  readonly factors?: readonly ScoreFactor[];
  readonly tieBreak?: readonly string[];
  readonly priorityGroups?: readonly string[];
  readonly maxRefusals?: number;
  readonly pauseAfterRefusalsMonths?: number;
  /** Refusing a unit that does not fit the household counts; false everywhere seen. */
  readonly unfitUnitCounts?: boolean;
}
