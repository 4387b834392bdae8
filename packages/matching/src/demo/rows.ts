import { addDays, addMonths, type CalendarDate } from '@anju/domain';
import type { Person, Population } from './people/population.ts';
import { at, type Random } from './random.ts';

/** Money in yuan, areas in ㎡, dates and months as ISO text; a series oldest first. */
export type DemoValue = string | number | null | readonly number[];
export type DemoRow = Readonly<Record<string, DemoValue>>;

export interface RowMaker {
  readonly asOf: CalendarDate;
  readonly county: string;
  readonly random: Random;
  readonly population: Population;
}

const ROADS = ['延安路', '宁边路', '乌伊路', '建国路', '红星路', '北京路', '长宁路', '文化路'];
const TRADES = ['商贸', '餐饮', '运输', '建材', '农业', '物业'];
const FIRMS = ['金穗', '丰源', '昌盛', '恒达', '天和', '瑞祥'];
const PLATE_LETTERS = [...'ABCDEFGH'];
const BANKS = ['某某银行昌盛支行', '某某农村信用社', '某某商业银行营业部'];

export const address = (random: Random): string =>
  `${random.pick(ROADS)}${random.between(1, 220)}号${random.between(1, 30)}栋${random.between(1, 5)}单元${random.between(101, 1802)}室`;

const MONTH_DAYS = 30.4375;
const pastDays = new Map<CalendarDate, CalendarDate[]>();

/**
 * A day in the past, so many months ago and up to three weeks more. Days are worked out once: a register of ten
 * million rows asks for as many.
 */
export function ago(
  { asOf, random }: Pick<RowMaker, 'asOf' | 'random'>,
  from: number,
  to: number,
): CalendarDate {
  const back = Math.round(random.between(from, to) * MONTH_DAYS) + random.int(21);
  const days = pastDays.get(asOf) ?? [];
  if (days.length === 0) pastDays.set(asOf, days);
  for (let i = days.length; i <= back; i++) days.push(addDays(asOf, -i));
  return at(days, back);
}

export const owner = (person: Person) => ({ name: person.name, id: person.id });

export function vehicleRow(maker: RowMaker, person: Person): DemoRow {
  const { random } = maker;
  // Written out instead of spread: ten million of these are made for a speed test.
  return {
    name: person.name,
    id: person.id,
    plate: `示${random.pick(PLATE_LETTERS)}${random.between(10_000, 99_999)}`,
    vehicleKind: random.chance(0.8) ? '小型轿车' : '小型普通客车',
    purchasePriceFen: random.between(5, 60) * 10_000,
    registeredOn: ago(maker, 4, 160),
    status: '正常',
    transferredOn: null,
  };
}

export function homeRow(maker: RowMaker, person: Person): DemoRow {
  const { random } = maker;
  return {
    ...owner(person),
    address: address(random),
    usage: random.pick(['住宅', '成套住宅']),
    floorAreaCm2: random.between(90, 280) / 2,
    sharing: '单独所有',
    registeredOn: ago(maker, 3, 280),
  };
}

export function businessRow(maker: RowMaker, person: Person): DemoRow {
  const { random } = maker;
  return {
    ...owner(person),
    businessName: `${random.pick(FIRMS)}${random.pick(TRADES)}有限公司`,
    businessKind: '有限责任公司',
    role: random.pick(['法定代表人', '股东']),
    subscribedFen: random.between(10, 500) * 10_000,
    status: random.chance(0.9) ? '存续' : '注销',
  };
}

export const marriageRow = (husband: Person, wife: Person, on: CalendarDate, kind = '登记结婚'): DemoRow => ({
  husbandName: husband.name,
  husbandId: husband.id,
  wifeName: wife.name,
  wifeId: wife.id,
  registeredOn: on,
  registrationKind: kind,
});

export function transferRow(maker: RowMaker, seller: Person, buyer: Person): DemoRow {
  return {
    sellerName: seller.name,
    sellerId: seller.id,
    buyerName: buyer.name,
    buyerId: buyer.id,
    address: address(maker.random),
    usage: '住宅',
    floorAreaCm2: maker.random.between(90, 260) / 2,
    transferKind: '买卖',
    transferredOn: ago(maker, 1, 60),
  };
}

export const accountRow = (maker: RowMaker, person: Person, yuan: number): DemoRow => ({
  ...owner(person),
  assetKind: '银行存款',
  institution: maker.random.pick(BANKS),
  accountNo: `6200${String(maker.random.int(1_000_000)).padStart(6, '0')}${String(maker.random.int(1_000_000)).padStart(6, '0')}`,
  balanceFen: yuan,
  balanceOn: maker.asOf,
});

export function presaleRow(maker: RowMaker, person: Person): DemoRow {
  const signedOn = ago(maker, 2, 30);
  return {
    ...owner(person),
    contractNo: `YS${signedOn.slice(0, 4)}${String(maker.random.int(100_000)).padStart(5, '0')}`,
    usage: '住宅',
    floorAreaCm2: maker.random.between(160, 260) / 2,
    signedOn,
    status: '已备案',
  };
}

export function insuranceRow(maker: RowMaker, person: Person, base: number): DemoRow {
  const period = addMonths(maker.asOf, -1).slice(0, 7);
  return { ...owner(person), employer: '某某公司', baseFen: base, period };
}

export const pensionRow = (maker: RowMaker, person: Person, monthly: number): DemoRow => ({
  ...owner(person),
  monthlyFen: monthly,
  startedOn: ago(maker, 12, 120),
});

export const payrollRow = (maker: RowMaker, person: Person, monthly: number): DemoRow => ({
  ...owner(person),
  employer: maker.random.pick(['某某局', '某某中学', '某某乡人民政府']),
  monthlyFen: monthly,
});

export const movedRow = (maker: RowMaker, person: Person): DemoRow => ({
  ...owner(person),
  region: maker.random.pick(maker.population.elsewhere),
  status: '迁出',
  changedOn: ago(maker, 1, 30),
});

export const benefitRow = (maker: RowMaker, person: Person, kind: string, region: string): DemoRow => ({
  ...owner(person),
  benefitKind: kind,
  region,
  startedOn: ago(maker, 4, 40),
  endedOn: null,
});

export function birthRow(maker: RowMaker, mother: Person, bornOn: CalendarDate): DemoRow {
  return {
    childName: `${mother.name.slice(0, 1)}小${maker.random.pick(['宝', '满', '乐', '禾'])}`,
    bornOn,
    motherName: mother.name,
    motherId: mother.id,
    fatherName: null,
    certificateNo: `D65${String(maker.random.int(10_000_000)).padStart(7, '0')}`,
  };
}
