import { ALLOCATION_2023 } from './allocation-2023.ts';
import { POST_LEASE_2021 } from './post-lease-2021.ts';
import type { ReadyPlan } from './ready-plan.ts';
import { RURAL_2018 } from './rural-2018.ts';

export * from './ready-plan.ts';

/** The plans of the sources. */
export const READY_PLANS: readonly ReadyPlan[] = Object.freeze([
  ALLOCATION_2023,
  POST_LEASE_2021,
  RURAL_2018,
]);

export function readyPlan(code: string): ReadyPlan | null {
  return READY_PLANS.find((plan) => plan.code === code) ?? null;
}
