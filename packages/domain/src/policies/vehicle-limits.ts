import type { Fen } from '../basics/money.ts';
import type { VehiclePolicy } from './admission-policy.ts';
import { yuanToFen } from './amounts.ts';
import type { PolicyPack } from './policy-pack.ts';

/** Every limit holds by itself: passing one is enough for a finding. Null: that one is not regulated. */
export interface VehicleLimits {
  readonly maxCount: number | null;
  readonly maxPriceFen: Fen | null;
  readonly priceInclusive: boolean;
  readonly priceBasis: NonNullable<VehiclePolicy['priceBasis']> | null;
  readonly sumPrices: boolean;
  /** Millilitres, as registers carry displacement. */
  readonly maxDisplacementMl: number | null;
  readonly maxTurboDisplacementMl: number | null;
  readonly displacementInclusive: boolean;
  readonly transferLookbackMonths: number | null;
  readonly exemptKinds: readonly string[];
  readonly exemptUses: readonly string[];
}

function toMl(litres: number | undefined): number | null {
  return litres === undefined ? null : Math.round(litres * 1000);
}

/** The vehicle limits; null when the pack does not regulate vehicles. */
export function vehicleLimits(pack: PolicyPack): VehicleLimits | null {
  const vehicles = pack.admission.vehicles;
  if (!vehicles) return null;
  const inclusive = vehicles.inclusive ?? true;
  return {
    maxCount: vehicles.maxCount ?? null,
    maxPriceFen: vehicles.maxPrice === undefined ? null : yuanToFen(vehicles.maxPrice),
    priceInclusive: inclusive,
    priceBasis: vehicles.priceBasis ?? null,
    sumPrices: vehicles.sumPrices ?? false,
    maxDisplacementMl: toMl(vehicles.maxDisplacementL),
    maxTurboDisplacementMl: toMl(vehicles.maxTurboDisplacementL),
    displacementInclusive: vehicles.displacementInclusive ?? inclusive,
    transferLookbackMonths: vehicles.transferLookbackMonths ?? null,
    exemptKinds: vehicles.exemptKinds ?? [],
    exemptUses: vehicles.exemptUses ?? [],
  };
}
