import type { CalendarDate } from '../../basics/calendar-date.ts';
import { type PolicyPack, vehicleLimits } from '../../policies/index.ts';
import { hitsIn, inOrder, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';
import { addressKey, currentProperties, isDwelling } from './housing-facts.ts';
import { contractStands } from './housing-signed.ts';
import { eachVehicleOnce, type Vehicle, vehiclesCountedOn } from './vehicle-facts.ts';

export interface Asset {
  readonly hit: Hit;
  /** The same thing reported twice carries the same key; null for what can't be told apart. */
  readonly key: string | null;
  readonly kind: string | null;
  readonly valueFen: number;
  /** False: the price of a car when it was bought, which is the most it may be worth today. */
  readonly certain: boolean;
}

export interface AssetReading {
  readonly assets: readonly Asset[];
  /** Held, but what it is worth is not known. */
  readonly unclear: readonly Hit[];
}

/**
 * Tells what the members own: money, and where all assets count also cars (exempt kinds aside), shops, garages and
 * parking. The sum of its sale contract says what a shop is worth, and nothing else does; a car is worth its current
 * price, or at most what it cost.
 */
export function assetsCountedOn(
  asOf: CalendarDate,
  pack: PolicyPack,
  scope: 'all' | 'money',
): (family: Family) => AssetReading {
  const limits = vehicleLimits(pack);
  const vehiclesOf = vehiclesCountedOn(asOf, {
    exemptKinds: limits?.exemptKinds ?? [],
    exemptUses: limits?.exemptUses ?? [],
    // A car transferred away is no asset any more, whatever its price.
    transferLookbackMonths: null,
    priceBasis: 'current',
  });
  return (family) => {
    const assets: Asset[] = [];
    const unclear: Hit[] = [];
    addAccounts(family, assets, unclear);
    if (scope === 'all') {
      addVehicles(vehiclesOf(family), assets, unclear);
      addPremises(family, asOf, assets, unclear);
    }
    return { assets, unclear };
  };
}

function addAccounts(family: Family, assets: Asset[], unclear: Hit[]): void {
  for (const hit of inOrder(hitsIn(family, 'bank-assets'))) {
    const valueFen = numberIn(hit.values, 'balanceFen');
    const number = textIn(hit.values, 'accountNo');
    const kind = textIn(hit.values, 'assetKind');
    if (valueFen === null) unclear.push(hit);
    else if (valueFen > 0)
      assets.push({ hit, key: number === null ? null : `a${number}`, kind, valueFen, certain: true });
  }
}

function addVehicles(vehicles: readonly Vehicle[], assets: Asset[], unclear: Hit[]): void {
  for (const { hit, key, priceFen, certain: held } of eachVehicleOnce(vehicles)) {
    if (priceFen === null || !held) unclear.push(hit);
    else {
      const certain = numberIn(hit.values, 'currentPriceFen') === priceFen;
      assets.push({ hit, key: `v${key}`, kind: '机动车', valueFen: priceFen, certain });
    }
  }
}

function addPremises(family: Family, asOf: CalendarDate, assets: Asset[], unclear: Hit[]): void {
  const bought = new Set<string>();
  for (const hit of inOrder(hitsIn(family, 'presale'))) {
    const usage = textIn(hit.values, 'usage');
    const stands = contractStands(hit, asOf);
    if (stands === false || isDwelling(usage) !== false) continue;
    const address = addressKey(hit);
    const valueFen = numberIn(hit.values, 'priceFen');
    if (valueFen === null || stands === null) unclear.push(hit);
    else {
      if (address !== null) bought.add(address);
      assets.push({
        hit,
        key: address === null ? null : `p${address}`,
        kind: usage,
        valueFen,
        certain: true,
      });
    }
  }
  for (const { hit, dwelling } of currentProperties(family, asOf))
    if (dwelling === false && !bought.has(addressKey(hit) ?? '')) unclear.push(hit);
}

/** A thing reported twice counts once: an account with its newer balance, else at the higher value. */
export function eachAssetOnce(assets: readonly Asset[]): readonly Asset[] {
  const known = new Map<string, Asset>();
  const alone: Asset[] = [];
  for (const asset of assets) {
    if (asset.key === null) {
      alone.push(asset);
      continue;
    }
    const before = known.get(asset.key);
    if (before === undefined || isBetter(asset, before)) known.set(asset.key, asset);
  }
  return [...known.values(), ...alone];
}

function isBetter(asset: Asset, before: Asset): boolean {
  const [on, onBefore] = [asset, before].map(({ hit }) => textIn(hit.values, 'balanceOn') ?? '');
  if (on !== undefined && onBefore !== undefined && on !== onBefore) return on > onBefore;
  return asset.valueFen > before.valueFen;
}
