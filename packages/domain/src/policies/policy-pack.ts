import type { CalendarDate } from '../basics/calendar-date.ts';
import type { RegionCode } from '../basics/region.ts';
import type { AdmissionPolicy } from './admission-policy.ts';
import type { PublicityPolicy, ReviewStep, TransitionPolicy } from './procedure-policy.ts';
import type { RentPolicy } from './rent-policy.ts';
import type { Period, Section } from './section.ts';
import type { WaitlistPolicy } from './waitlist-policy.ts';

/**
 * Last year's disposable income per head in yuan, by year ('2025': 36209). A ratio limit uses the newest year
 * before the day judged, because a new figure holds only once published.
 */
export interface DisposableIncome extends Section {
  readonly byYear: Readonly<Record<string, number>>;
}

/** Thresholds during a tenancy. */
export interface TenancyPolicy extends Section {
  /** Consecutive months. */
  readonly idleMonths?: number;
  /** A month at or under this is idle. */
  readonly idleKwhPerMonth?: number;
  readonly idleWaterM3PerMonth?: number;
  readonly idleGasM3PerMonth?: number;
  readonly excessKwhPerMonth?: number;
  /** Cumulative months unpaid. */
  readonly arrearsMonths?: number;
  /** Days from the keys to moving in. */
  readonly moveInDays?: number;
  readonly maxYears?: number;
  readonly renewalNoticeMonths?: number;
  readonly filingDays?: number;
  readonly recheckEveryMonths?: number;
  readonly recheckBeforeExpiryMonths?: number;
}

export interface PenaltyPolicy extends Section {
  /** Yuan. */
  readonly maxFine?: number;
  readonly illegalIncomeMultiple?: number;
  readonly illegalIncomeCap?: number;
  readonly banYears?: number;
  /** Acts that carry the ban besides those of the ministry's rule, e.g. 欠租, 闲置. */
  readonly banAlsoFor?: readonly string[];
}

export interface RuralPolicy extends Section {
  readonly groups?: readonly string[];
  readonly grades?: readonly ('C' | 'D')[];
  /** ㎡ by household size, the first for one person; more people than listed: per head. */
  readonly minAreaBySize?: readonly number[];
  readonly minAreaPerCapita?: number;
  readonly maxAreaBySize?: readonly number[];
  readonly maxAreaPerCapita?: number;
  readonly payWithin?: Period;
}

/**
 * A region's standards as data: versioned, effective-dated, with document number. Money in yuan and area in ㎡, as
 * in the documents; the accessors give fen and cm². A section or key that is absent is not regulated here.
 */
export interface PolicyPack extends Section {
  readonly region: RegionCode;
  readonly title: string;
  readonly documentNo: string;
  readonly effectiveFrom: CalendarDate;
  readonly effectiveTo?: CalendarDate;
  readonly issuer?: string;
  readonly disposableIncome?: DisposableIncome;
  readonly admission: AdmissionPolicy;
  readonly tenancy?: TenancyPolicy;
  readonly rent?: RentPolicy;
  readonly transition?: TransitionPolicy;
  readonly publicity?: PublicityPolicy;
  readonly reviewChain?: readonly ReviewStep[];
  readonly waitlist?: WaitlistPolicy;
  readonly penalties?: PenaltyPolicy;
  readonly rural?: RuralPolicy;
}
