import { addMonths, type CalendarDate } from '../../basics/calendar-date.ts';
import type { VehicleLimits } from '../../policies/index.ts';
import { daysOf, hasCome, isUnread } from '../days-of.ts';
import { hitsIn, inOrder, numberIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const SCRAPPED = /注销|报废|灭失|拆解/u;
const TRANSFERRED = /转(?!入)|过户|已售|出售|卖出/u;

export interface Vehicle {
  readonly hit: Hit;
  /** False where an unknown date or kind keeps it from being counted or not. */
  readonly certain: boolean;
  readonly key: string;
  readonly kind: string | null;
  readonly priceFen: number | null;
  readonly displacement: Displacement | null;
  /** A day, or a month where the register says no more. */
  readonly transferredOn: string | null;
}

export interface Displacement {
  /** As written. */
  readonly ml: number;
  /** By the class that an engine is sold under: one of 1984 mL is a 2.0. */
  readonly nominalMl: number;
  /** Null where neither the figure nor the intake tells. */
  readonly turbo: boolean | null;
}

export type CountingLimits = Pick<
  VehicleLimits,
  'exemptKinds' | 'exemptUses' | 'transferLookbackMonths' | 'priceBasis'
>;

/**
 * Tells which vehicles count: registered now, or transferred away on or after the day so many months before the as-of
 * date. Exempt kinds and uses never count, nor do scrapped ones; where kinds are exempt, one of no known kind is
 * uncertain.
 */
export function vehiclesCountedOn(
  asOf: CalendarDate,
  limits: CountingLimits,
): (family: Family) => readonly Vehicle[] {
  const isExemptKind = among(limits.exemptKinds);
  const isExemptUse = among(limits.exemptUses);
  return (family) => {
    const vehicles: Vehicle[] = [];
    for (const hit of inOrder(hitsIn(family, 'vehicle'))) {
      const kind = textIn(hit.values, 'vehicleKind');
      if (isExemptKind(kind) || isExemptUse(textIn(hit.values, 'use'))) continue;
      const held = isHeld(hit, limits, asOf);
      if (held === false) continue;
      vehicles.push({
        hit,
        certain: held !== null && (kind !== null || limits.exemptKinds.length === 0),
        key: vehicleKey(hit),
        kind,
        priceFen: priceOf(hit, limits.priceBasis),
        displacement: readDisplacement(hit),
        transferredOn: textIn(hit.values, 'transferredOn'),
      });
    }
    return vehicles;
  };
}

/** Registers write the same few kinds and uses again and again. */
const KEPT_WORDS = 5000;

/** Tells whether a kind or use is one of those exempt. */
function among(exempt: readonly string[]): (value: string | null) => boolean {
  const known = new Map<string, boolean>();
  return (value) => {
    if (value === null || exempt.length === 0) return false;
    let found = known.get(value);
    if (found === undefined) {
      found = isExempt(value, exempt);
      if (known.size < KEPT_WORDS) known.set(value, found);
    }
    return found;
  };
}

function isExempt(value: string, exempt: readonly string[]): boolean {
  const written = inOneWording(value);
  return exempt.some((one) => {
    const named = inOneWording(one);
    return names(written, named) || (written.length >= 4 && names(named, written));
  });
}

/** 两轮普通摩托车 is a 普通二轮摩托车. */
const inOneWording = (text: string): string =>
  text.replaceAll('两轮', '二轮').replace(/二轮(普通|轻便)摩托/u, '$1二轮摩托');

/** Whether the text speaks of it, and does not deny it: 非营运 is no 营运, nor 营转非 or 出租转非 what it was before. */
function names(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!/[非不无未]/u.test(text.charAt(at - 1)) && !text.startsWith('转非', at + word.length)) return true;
  return false;
}

/** Null: transferred or scrapped, and nobody knows when. */
function isHeld(hit: Hit, limits: CountingLimits, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  if (status !== null && SCRAPPED.test(status)) return false;
  const scrapped = hasCome(hit, 'scrappedOn', asOf);
  if (scrapped === true) return false;
  const counts = countsDespiteTransfer(hit, status, limits.transferLookbackMonths, asOf);
  return counts === true && scrapped === null ? null : counts;
}

function countsDespiteTransfer(
  hit: Hit,
  status: string | null,
  lookbackMonths: number | null,
  asOf: CalendarDate,
): boolean | null {
  const come = hasCome(hit, 'transferredOn', asOf);
  const gone = status === null ? come : TRANSFERRED.test(status);
  if (gone === false) return true;
  const days = daysOf(hit, 'transferredOn');
  if (days !== null && days.first > asOf) return true;
  if (lookbackMonths === null) return gone === true && come !== null ? false : null;
  if (days === null) return null;
  const from = addMonths(asOf, -lookbackMonths);
  if (days.first >= from) return true;
  return days.last < from ? false : null;
}

/** The same car listed for husband and wife, or before and after a transfer between them, is one. */
function vehicleKey(hit: Hit): string {
  const vin = textIn(hit.values, 'vin');
  if (vin !== null) return `v${vin.toUpperCase()}`;
  const plate = textIn(hit.values, 'plate');
  if (plate !== null)
    return `p${plate.toUpperCase().replace(/[\s·.-]/gu, '')}|${textIn(hit.values, 'plateKind') ?? ''}`;
  return `r${hit.lineage.file}|${hit.lineage.row}`;
}

/** Of several rows about one car, the one with the highest price. */
export function eachVehicleOnce(vehicles: readonly Vehicle[]): readonly Vehicle[] {
  if (vehicles.length < 2) return vehicles;
  const seen = new Map<string, Vehicle>();
  for (const vehicle of vehicles) {
    const before = seen.get(vehicle.key);
    if (before === undefined || (before.priceFen ?? 0) < (vehicle.priceFen ?? 0))
      seen.set(vehicle.key, vehicle);
  }
  return [...seen.values()];
}

const PRICES = {
  invoice: ['invoicePriceFen', 'taxInclusivePriceFen', 'purchasePriceFen', 'currentPriceFen'],
  'tax-inclusive': ['taxInclusivePriceFen', 'invoicePriceFen', 'purchasePriceFen', 'currentPriceFen'],
  purchase: ['purchasePriceFen', 'invoicePriceFen', 'taxInclusivePriceFen', 'currentPriceFen'],
  current: ['currentPriceFen', 'purchasePriceFen', 'invoicePriceFen', 'taxInclusivePriceFen'],
} as const;

/** The price in the policy's basis, else the nearest one that the register gives; zero stands for not known. */
function priceOf(hit: Hit, basis: VehicleLimits['priceBasis']): number | null {
  for (const key of PRICES[basis ?? 'purchase']) {
    if (isUnread(hit, key)) return null;
    const price = numberIn(hit.values, key);
    if (price !== null && price > 0) return price;
  }
  return null;
}

/** 1798, 1798ml, 1.8L, 2.0T, 1.5 with 涡轮增压; electric cars have none: zero. */
export function readDisplacement(hit: Hit): Displacement | null {
  const fuel = textIn(hit.values, 'fuel');
  if (fuel !== null && /^(纯电|电|氢)/u.test(fuel)) return { ml: 0, nominalMl: 0, turbo: false };
  const text = textIn(hit.values, 'displacement')?.normalize('NFKC').toUpperCase() ?? null;
  const parts = text === null ? null : /^(\d+(?:\.\d+)?)\s*(ML|CC|毫升|L|升|T)?/u.exec(text);
  if (!parts?.[1] || text === null) return null;
  const litres =
    parts[2] === 'L' ||
    parts[2] === '升' ||
    parts[2] === 'T' ||
    (parts[2] === undefined && Number(parts[1]) < 20);
  const turbo = /T$|增压|涡轮/u.test(text) || isTurbo(textIn(hit.values, 'intake'), parts[2]);
  // Litres come with one or two decimals; the product with 1000 is whole but for binary noise.
  const ml = Math.round(Number(parts[1]) * (litres ? 1000 : 1));
  return { ml, nominalMl: Math.round(ml / 100) * 100, turbo };
}

/** 1.8L is written of natural intake, as 1.8T of turbo; a bare 1798 says neither. */
function isTurbo(intake: string | null, unit: string | undefined): boolean | null {
  if (intake === null) return unit === 'L' || unit === '升' ? false : null;
  return /增压|涡轮|^是$|^T$/u.test(intake) && !/非|无|不|否/u.test(intake);
}
