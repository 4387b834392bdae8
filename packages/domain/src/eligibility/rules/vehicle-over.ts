import { type VehicleLimits, vehicleLimits } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failWith, trustOf } from '../trust.ts';
import type { Family } from '../types.ts';
import { atMost, yuan } from '../wording.ts';
import { countedVehicles, eachVehicleOnce, type Vehicle } from './vehicle-facts.ts';

const NEEDS = ['vehicle'] as const;

interface Excess {
  readonly vehicles: readonly Vehicle[];
  readonly faults: readonly string[];
}

/**
 * Count, price and displacement, each a limit by itself. A price or displacement that the register does not give,
 * or a transfer without its day, makes a pass 不可比; so does a kind that is not given where kinds are exempt.
 */
export const vehicleOver = defineRule({
  code: 'vehicle.over',
  section: 'admission.vehicles',
  needs: NEEDS,
  judge(family, pack, asOf) {
    const limits = vehicleLimits(pack);
    if (limits === null) return [];
    const all = countedVehicles(family, limits, asOf);
    const sure = all.filter((vehicle) => vehicle.certain);
    const found = failWith(family, sure, (some) => judgeVehicles(eachVehicleOnce(some), limits));
    if (found !== null) {
      const { vehicles, faults } = found.found;
      return [
        failed(
          {
            memberKey: weightiest(vehicles),
            confidence: found.confidence,
            reason: `家庭名下车辆${faults.join('；')}`,
            evidence: evidenceOf(family, vehicles, limits),
          },
          vehicles.map((vehicle) => vehicle.hit),
        ),
      ];
    }
    const missing = missingOf(family, NEEDS);
    if (missing.length > 0) return lacking(family, missing);
    if (all.length === 0) return passed('家庭成员名下无计入标准的车辆');
    const vehicles = eachVehicleOnce(all);
    const evidence = evidenceOf(family, vehicles, limits);
    if (isUnclear(vehicles, limits)) {
      return incomparable('车辆登记缺少车辆类型、价格、排量或转移日期', evidence, {
        hits: vehicles.map((vehicle) => vehicle.hit),
      });
    }
    return passed('车辆未超过标准', evidence);
  },
});

const passes = (value: number, limit: number, inclusive: boolean): boolean =>
  inclusive ? value > limit : value >= limit;

function judgeVehicles(vehicles: readonly Vehicle[], limits: VehicleLimits): Excess | null {
  const faults: string[] = [];
  const guilty = new Set<Vehicle>();
  if (limits.maxCount !== null && vehicles.length > limits.maxCount) {
    faults.push(`共${vehicles.length}辆，标准为不超过${limits.maxCount}辆`);
    for (const vehicle of vehicles) guilty.add(vehicle);
  }
  const { maxPriceFen, priceInclusive } = limits;
  if (maxPriceFen !== null) {
    const standard = `标准为${atMost(priceInclusive)}${yuan(maxPriceFen)}`;
    const dear = vehicles.filter(
      ({ priceFen }) => priceFen !== null && passes(priceFen, maxPriceFen, priceInclusive),
    );
    const sum = vehicles.reduce((total, { priceFen }) => total + (priceFen ?? 0), 0);
    for (const vehicle of dear) guilty.add(vehicle);
    const highest = Math.max(0, ...dear.map(({ priceFen }) => priceFen ?? 0));
    if (dear.length > 0) faults.push(`价格${yuan(highest)}，${standard}`);
    else if (limits.sumPrices && vehicles.length > 1 && passes(sum, maxPriceFen, priceInclusive)) {
      faults.push(`${vehicles.length}辆合计价格${yuan(sum)}，${standard}`);
      for (const vehicle of vehicles) guilty.add(vehicle);
    }
  }
  for (const vehicle of vehicles) {
    const limit = displacementLimit(vehicle, limits);
    if (limit === null || vehicle.displacement === null) continue;
    if (!passes(vehicle.displacement.ml, limit, limits.displacementInclusive)) continue;
    guilty.add(vehicle);
    faults.push(
      `排量${vehicle.displacement.ml}毫升，标准为${atMost(limits.displacementInclusive)}${limit}毫升`,
    );
  }
  return faults.length === 0 ? null : { vehicles: [...guilty], faults };
}

function displacementLimit({ displacement }: Vehicle, limits: VehicleLimits): number | null {
  return displacement?.turbo && limits.maxTurboDisplacementMl !== null
    ? limits.maxTurboDisplacementMl
    : limits.maxDisplacementMl;
}

function isUnclear(vehicles: readonly Vehicle[], limits: VehicleLimits): boolean {
  const uncertain = vehicles.some((vehicle) => !vehicle.certain);
  // An uncertain vehicle matters only where counting it would be a fail, or its figures are not known.
  if (uncertain && judgeVehicles(vehicles, limits) !== null) return true;
  return vehicles.some(
    (vehicle) =>
      (limits.maxPriceFen !== null && vehicle.priceFen === null) || hasUnclearEngine(vehicle, limits),
  );
}

function hasUnclearEngine(
  { displacement }: Vehicle,
  { maxDisplacementMl, maxTurboDisplacementMl, displacementInclusive }: VehicleLimits,
): boolean {
  if (maxDisplacementMl === null && maxTurboDisplacementMl === null) return false;
  if (displacement === null) return true;
  return (
    displacement.turbo === null &&
    maxTurboDisplacementMl !== null &&
    passes(displacement.ml, maxTurboDisplacementMl, displacementInclusive)
  );
}

function weightiest(vehicles: readonly Vehicle[]): string | null {
  const weight = new Map<string | null, readonly [count: number, price: number]>();
  for (const { hit, priceFen } of vehicles) {
    const [count, price] = weight.get(hit.memberKey) ?? [0, 0];
    weight.set(hit.memberKey, [count + 1, Math.max(price, priceFen ?? 0)]);
  }
  const [most] = [...weight].sort(
    ([keyA, [countA, priceA]], [keyB, [countB, priceB]]) =>
      countB - countA || priceB - priceA || ((keyA ?? '') < (keyB ?? '') ? -1 : 1),
  );
  return most?.[0] ?? null;
}

function evidenceOf(family: Family, vehicles: readonly Vehicle[], limits: VehicleLimits) {
  return {
    value: vehicles.length,
    limit: limits.maxCount,
    limitFen: limits.maxPriceFen,
    limitMl: limits.maxDisplacementMl,
    inclusive: limits.priceInclusive,
    lookbackMonths: limits.transferLookbackMonths,
    vehicles: vehicles.map((vehicle) => ({
      member: vehicle.hit.memberKey,
      kind: vehicle.kind,
      priceFen: vehicle.priceFen,
      displacementMl: vehicle.displacement?.ml ?? null,
      transferredOn: vehicle.transferredOn,
      confidence: trustOf(family, vehicle.hit),
    })),
  };
}
