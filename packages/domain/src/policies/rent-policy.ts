import type { Period, Section } from './section.ts';

/** Rent per ㎡ and month in yuan, by zone and group as far as the document tells them apart. */
export interface RentTier {
  readonly zone?: string;
  readonly group?: string;
  readonly yuanPerM2?: number;
  /** Share of the market rent, 0.1 for 10%. */
  readonly marketShare?: number;
}

export interface RentReduction {
  readonly group: string;
  /** Share waived: 1 for 全免. */
  readonly rate: number;
}

export interface RentPolicy extends Section {
  readonly tiers?: readonly RentTier[];
  readonly marketYuanPerM2?: number;
  readonly reductions?: readonly RentReduction[];
  readonly billing?: 'month' | 'quarter' | 'half-year' | 'year';
  readonly payInAdvance?: Period;
  /** Yuan a household. */
  readonly deposit?: number;
  readonly depositRefundWithin?: Period;
  /** Share of a month's rent for each day late. */
  readonly lateFeePerDay?: number;
  readonly proRataByDay?: boolean;
}
