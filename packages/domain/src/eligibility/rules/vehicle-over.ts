import { type VehicleLimits, vehicleLimits } from '../../policies/index.ts';
import { clear, defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failWith, trustOf } from '../trust.ts';
import type { Family } from '../types.ts';
import { atMost, yuan } from '../wording.ts';
import { eachVehicleOnce, type Vehicle, vehiclesCountedOn } from './vehicle-facts.ts';

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
  prepare(basis) {
    const limits = vehicleLimits(basis.pack);
    if (limits === null) return null;
    const vehiclesOf = vehiclesCountedOn(basis.asOf, limits);
    const lack = lacking(basis, NEEDS);
    const nothing = lack ?? clear('家庭成员名下无计入标准的车辆');
    return {
      nothing,
      judge(family) {
        const all = vehiclesOf(family);
        if (all.length === 0) return nothing;
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
        if (lack !== null) return lack;
        const vehicles = eachVehicleOnce(all);
        const evidence = evidenceOf(family, vehicles, limits);
        if (isUnclear(vehicles, limits)) {
          return incomparable('车辆登记的车辆类型、价格、排量或转移、注销日期缺失或无法判断', evidence, {
            hits: vehicles.map((vehicle) => vehicle.hit),
          });
        }
        return passed('车辆未超过标准', evidence);
      },
    };
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
    const engine = judgeEngine(vehicle, limits);
    if (engine?.over !== true) continue;
    guilty.add(vehicle);
    faults.push(`排量${engine.written}，标准为${atMost(limits.displacementInclusive)}${engine.limit}毫升`);
  }
  return faults.length === 0 ? null : { vehicles: [...guilty], faults };
}

interface EngineJudged {
  readonly limit: number;
  readonly written: string;
  /** Null: its size is within the limit and its class is not. */
  readonly over: boolean | null;
}

/**
 * A limit in T speaks of the class that engines are sold under: one of 1984 mL is a 2.0T. A limit in litres may be
 * read either way: within it by size and over it by class is not known. Null: no limit, or no displacement known.
 */
function judgeEngine({ displacement }: Vehicle, limits: VehicleLimits): EngineJudged | null {
  if (displacement === null) return null;
  const { ml, nominalMl, turbo } = displacement;
  const inclusive = limits.displacementInclusive;
  const written = `${ml}毫升${nominalMl === ml ? '' : `（标称${nominalMl / 1000}升）`}`;
  if (turbo && limits.maxTurboDisplacementMl !== null) {
    const limit = limits.maxTurboDisplacementMl;
    return { limit, written, over: passes(nominalMl, limit, inclusive) };
  }
  if (limits.maxDisplacementMl === null) return null;
  const limit = limits.maxDisplacementMl;
  if (passes(ml, limit, inclusive)) return { limit, written, over: true };
  return { limit, written, over: passes(nominalMl, limit, inclusive) ? null : false };
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

function hasUnclearEngine(vehicle: Vehicle, limits: VehicleLimits): boolean {
  const { displacement } = vehicle;
  const { maxDisplacementMl, maxTurboDisplacementMl, displacementInclusive } = limits;
  if (maxDisplacementMl === null && maxTurboDisplacementMl === null) return false;
  if (displacement === null || judgeEngine(vehicle, limits)?.over === null) return true;
  return (
    displacement.turbo === null &&
    maxTurboDisplacementMl !== null &&
    passes(displacement.nominalMl, maxTurboDisplacementMl, displacementInclusive)
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
