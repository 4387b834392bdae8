import type { PolicyPack } from './policy-pack.ts';

/** Null: the pack does not regulate it. */
export interface TenancyLimits {
  readonly idleMonths: number;
  readonly idleKwhPerMonth: number | null;
  readonly idleWaterM3PerMonth: number | null;
  readonly idleGasM3PerMonth: number | null;
  readonly excessKwhPerMonth: number | null;
  readonly arrearsMonths: number;
  readonly moveInDays: number | null;
}

/**
 * What 《公共租赁住房管理办法》 sets for packs that do not set their own, with the article: an authority of the county
 * may ask for more, but it can't leave these out.
 */
export const NATIONAL_TENANCY = Object.freeze({
  idleMonths: { value: 6, clause: '《公共租赁住房管理办法》（住房和城乡建设部令第11号）第二十七条' },
  arrearsMonths: { value: 6, clause: '《公共租赁住房管理办法》（住房和城乡建设部令第11号）第二十九条' },
});

/** The thresholds during a tenancy as the pack gives them, else as the ministry does. */
export function tenancyLimits(pack: PolicyPack): TenancyLimits {
  const tenancy = pack.tenancy;
  return {
    idleMonths: tenancy?.idleMonths ?? NATIONAL_TENANCY.idleMonths.value,
    idleKwhPerMonth: tenancy?.idleKwhPerMonth ?? null,
    idleWaterM3PerMonth: tenancy?.idleWaterM3PerMonth ?? null,
    idleGasM3PerMonth: tenancy?.idleGasM3PerMonth ?? null,
    excessKwhPerMonth: tenancy?.excessKwhPerMonth ?? null,
    arrearsMonths: tenancy?.arrearsMonths ?? NATIONAL_TENANCY.arrearsMonths.value,
    moveInDays: tenancy?.moveInDays ?? null,
  };
}

/** The age an applicant must have reached; null when the pack does not say. */
export function minimumAge(pack: PolicyPack, livesAlone: boolean): number | null {
  const { minimumAge: general, singleMinimumAge: single } = pack.admission;
  return (livesAlone ? single : undefined) ?? general ?? null;
}
