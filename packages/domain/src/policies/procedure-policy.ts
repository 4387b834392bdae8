import type { Period, Section } from './section.ts';

/** Rent while a family that must leave is still there; months as a range where the document gives one. */
export interface TransitionPolicy extends Section {
  readonly minMonths?: number;
  readonly maxMonths?: number;
  readonly rent: 'contract' | 'market';
  /** Times that rent: 0.8 for 80% of market, 1.5 for 150% of contract. */
  readonly factor?: number;
  /** Rent after the period, or for those who refuse. */
  readonly afterwards?: 'contract' | 'market';
}

export interface PublicityStage {
  readonly stage: string;
  readonly period: Period;
}

export interface PublicityPolicy extends Section {
  readonly stages: readonly PublicityStage[];
  readonly objectionAnsweredWithin?: Period;
}

/** One step of the chain; who receives, reviews, consults and publishes differs by region. */
export interface ReviewStep {
  readonly by: string;
  readonly does: readonly ('accept' | 'review' | 'publicise' | 'file')[];
  readonly consults?: readonly string[];
  readonly within?: Period;
}
