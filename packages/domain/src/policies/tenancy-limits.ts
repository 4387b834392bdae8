import type { PolicyPack, TenancyPolicy } from './policy-pack.ts';

/** Null: the pack does not regulate it. */
export interface TenancyLimits {
  readonly idleMonths: number | null;
  readonly idleKwhPerMonth: number | null;
  readonly idleWaterM3PerMonth: number | null;
  readonly idleGasM3PerMonth: number | null;
  readonly excessKwhPerMonth: number | null;
  readonly arrearsMonths: number | null;
  readonly moveInDays: number | null;
}

/** 《公共租赁住房管理办法》 for packs that do not set their own; articles 27, 29, 18, 17 and 30. */
export const NATIONAL_TENANCY = {
  idleMonths: 6,
  arrearsMonths: 6,
  maxYears: 5,
  filingDays: 30,
  renewalNoticeMonths: 3,
} as const satisfies TenancyPolicy;

/** The thresholds during a tenancy as the pack gives them. */
export function tenancyLimits(pack: PolicyPack): TenancyLimits {
  const tenancy = pack.tenancy;
  return {
    idleMonths: tenancy?.idleMonths ?? null,
    idleKwhPerMonth: tenancy?.idleKwhPerMonth ?? null,
    idleWaterM3PerMonth: tenancy?.idleWaterM3PerMonth ?? null,
    idleGasM3PerMonth: tenancy?.idleGasM3PerMonth ?? null,
    excessKwhPerMonth: tenancy?.excessKwhPerMonth ?? null,
    arrearsMonths: tenancy?.arrearsMonths ?? null,
    moveInDays: tenancy?.moveInDays ?? null,
  };
}

/** The age an applicant must have reached; null when the pack does not say. */
export function minimumAge(pack: PolicyPack, livesAlone: boolean): number | null {
  const { minimumAge: general, singleMinimumAge: single } = pack.admission;
  return (livesAlone ? single : undefined) ?? general ?? null;
}
