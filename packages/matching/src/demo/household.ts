import { addDays, addMonths, type CalendarDate, dateFromParts } from '@anju/domain';
import { type DemoMember, type FamilyWish, type Maker, makeMembers } from './family.ts';
import { at, type Random } from './random.ts';

export interface DemoHousehold {
  readonly code: string;
  readonly members: DemoMember[];
  estate: string;
  community: string | null;
  room: string;
  /** ㎡ with at most two decimals. */
  readonly area: number;
  category: string;
  /** Yuan a month. */
  readonly rent: number;
  start: CalendarDate;
  end: CalendarDate;
  arrearsMonths: number;
  keysOn: CalendarDate;
  movedInOn: CalendarDate | null;
  readonly phone: string;
  /** kWh by month, oldest first. */
  meter: number[];
}

export interface Community {
  readonly code: string;
  readonly name: string;
}

interface HouseholdMaker extends Maker {
  readonly county: string;
  readonly communities?: readonly Community[];
  /** Households of the county, for the length of the codes. */
  readonly total: number;
}

interface HouseholdWish {
  readonly wish: FamilyWish;
  /** Null: any that does not rest on assistance, unless quiet. */
  readonly category: string | null;
  /** Nothing will be planted. */
  readonly quiet: boolean;
}

export const METER_MONTHS = 12;

const ESTATES = [
  '安居小区一期',
  '安居小区二期',
  '北庭花苑',
  '幸福家园',
  '阳光里',
  '宁安苑',
  '和顺佳园',
  '锦绣新村',
];
const UNASSISTED = ['中等偏下收入', '中等偏下收入', '中等偏下收入', '新就业职工', '外来务工人员'];
const ASSISTED = ['低保', '低保', '低保边缘', '特困'];
const FLOORS = 6;
const DOORS = 2;
const STAIRS = 3;

/** A household that breaks no rule: lease running, rent paid, lived in. */
export function makeHousehold(maker: HouseholdMaker, index: number, wish: HouseholdWish): DemoHousehold {
  const { random, asOf, total, communities } = maker;
  const members = makeMembers(maker, wish.wish);
  const place = index % ESTATES.length;
  const door = Math.floor(index / ESTATES.length);
  const years = random.pick([3, 3, 5]);
  // At least a month left, and begun more than a year ago: readings of twelve months are all the family's own.
  const end = addDays(addMonths(asOf, random.between(2, 20)), -random.between(0, 25));
  const start = addMonths(end, -12 * years);
  const area = random.between(70, 120) / 2;
  const quietly = wish.quiet && random.chance(0.3) ? ASSISTED : UNASSISTED;
  return {
    code: `${maker.county}-${String(index + 1).padStart(Math.max(5, String(total).length), '0')}`,
    members,
    estate: at(ESTATES, place),
    community: communities?.[place % communities.length]?.name ?? null,
    room: roomOf(door),
    area,
    category: wish.category ?? random.pick(quietly),
    rent: Math.round(area * random.pick([1.5, 2.6, 5.2])),
    start,
    end,
    arrearsMonths: random.chance(0.1) ? random.between(1, 4) : 0,
    keysOn: start,
    movedInOn: addDays(start, random.between(1, 25)),
    phone: `139${String(random.int(100_000_000)).padStart(8, '0')}`,
    meter: usualMeter(random, METER_MONTHS),
  };
}

/** 栋-单元-室: every number another flat. */
function roomOf(door: number): string {
  const floor = (Math.floor(door / DOORS) % FLOORS) + 1;
  const stair = (Math.floor(door / DOORS / FLOORS) % STAIRS) + 1;
  const building = Math.floor(door / DOORS / FLOORS / STAIRS) + 1;
  return `${building}-${stair}-${floor}0${(door % DOORS) + 1}`;
}

/** The last months whose readings are in: the as-of month counts when it is over. */
export function meterMonths(asOf: CalendarDate, count: number): readonly string[] {
  const over = asOf.slice(0, 7) !== addDays(asOf, 1).slice(0, 7);
  const first = dateFromParts(Number(asOf.slice(0, 4)), Number(asOf.slice(5, 7)), 1) ?? asOf;
  const last = addMonths(first, over ? 0 : -1);
  return Array.from({ length: count }, (_, i) => addMonths(last, i - count + 1).slice(0, 7));
}

/** Use of a flat that is lived in. */
export function usualMeter(random: Random, months: number): number[] {
  return Array.from({ length: months }, () => random.between(48, 260));
}
