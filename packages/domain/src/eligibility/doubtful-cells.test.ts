import { describe, expect, it } from 'vitest';
import { calendarDate } from '../basics/calendar-date.ts';
import { daysOf, hasBegun, hasCome } from './days-of.ts';
import { AS_OF, family, hit, judge, pack, statusOf, type TestFamily } from './family.fixture.ts';
import { assetsOver } from './rules/assets-over.ts';
import { benefitDuplicate } from './rules/benefit-duplicate.ts';
import { businessRegistered } from './rules/business-registered.ts';
import { housingDisposed } from './rules/housing-disposed.ts';
import { housingOwned } from './rules/housing-owned.ts';
import { housingSigned } from './rules/housing-signed.ts';
import { hukouMovedOut } from './rules/hukou-moved-out.ts';
import { incomeOver } from './rules/income-over.ts';
import { memberDeceased } from './rules/member-deceased.ts';
import { memberNewborn } from './rules/member-newborn.ts';
import { payrollPublic } from './rules/payroll-public.ts';
import { statusLost } from './rules/status-lost.ts';
import { subsidyAndUnit } from './rules/subsidy-and-unit.ts';
import { undeclaredSpouse } from './rules/undeclared-spouse.ts';
import { vehicleOver } from './rules/vehicle-over.ts';
import type { Rule } from './types.ts';

type Row = Parameters<typeof hit>;

const CAR: Row = ['vehicle', { purchasePriceFen: 50_000_000, vehicleKind: '小型轿车', plate: '新B1' }];
const HOME: Row = ['real-estate', { usage: '住宅', floorAreaCm2: 900_000, address: '甲路1号' }];
const CONTRACT: Row = ['presale', { usage: '住宅', floorAreaCm2: 900_000, address: '乙路1号' }];
const SALE: Row = ['property-transfer', { usage: '住宅', transferKind: '买卖' }];
const FIRM: Row = [
  'business',
  { businessKind: '有限责任公司', role: '法定代表人', subscribedFen: 500_000_000 },
];
const SUBSIDY: Row = ['other-benefit', { benefitKind: '租赁补贴', region: '652302' }];
const OTHER_HOME: Row = ['other-benefit', { benefitKind: '经济适用房', region: '652302' }];
const AID: Row = ['low-income', { category: '低保' }];
const WAGES: Row = ['payroll', { monthlyFen: 100_000_000 }];
const WEDDING: Row = [
  'marriage',
  { wifeId: '652301199101010028', wifeName: '王某某', registeredOn: '2020-06-18' },
  { role: 'husband' },
];

/** The row with a cell that is filled and can't be read. */
const unread = ([kind, values, parts]: Row, key: string): TestFamily =>
  family({ hits: [hit(kind, { ...values, [key]: null }, { ...parts, unread: [key] })] });

const withValue = ([kind, values, parts]: Row, key: string, value: string): TestFamily =>
  family({ hits: [hit(kind, { ...values, [key]: value }, parts)] });

const LOOKING_BACK = pack({
  housing: {
    basis: 'per-capita',
    area: 'floor-area',
    limit: 15,
    inclusive: true,
    disposalLookbackMonths: 12,
  },
});

describe('a cell that is filled and can not be read', () => {
  // 2025年底, 已注销: the thing may be over, or not.
  it.each<[string, Rule, Row, string]>([
    ['a car', vehicleOver, CAR, 'transferredOn'],
    ['a scrapped car', vehicleOver, CAR, 'scrappedOn'],
    [
      'a car of unknown price',
      vehicleOver,
      ['vehicle', { ...CAR[1], currentPriceFen: 1 }],
      'purchasePriceFen',
    ],
    ['a house', housingOwned, HOME, 'cancelledOn'],
    ['a contract', housingSigned, CONTRACT, 'cancelledOn'],
    ['a contract signed some time', housingSigned, CONTRACT, 'signedOn'],
    ['a company', businessRegistered, FIRM, 'cancelledOn'],
    ['a subsidy', subsidyAndUnit, SUBSIDY, 'endedOn'],
    ['another home', benefitDuplicate, OTHER_HOME, 'endedOn'],
    ['assistance', statusLost, AID, 'endedOn'],
    ['wages', incomeOver, WAGES, 'endedOn'],
    ['public pay', payrollPublic, WAGES, 'endedOn'],
    ['a marriage', undeclaredSpouse, WEDDING, 'divorcedOn'],
  ])('neither passes nor fails %s', (_, rule, row, key) => {
    expect(statusOf(rule, unread(row, key))).toBe('incomparable');
  });

  it('does not stand for the day of a sale', () => {
    expect(statusOf(housingDisposed, unread(SALE, 'transferredOn'), LOOKING_BACK)).toBe('incomparable');
    expect(statusOf(housingDisposed, unread(HOME, 'cancelledOn'), LOOKING_BACK)).toBe('incomparable');
  });

  it('takes nothing from what another cell says', () => {
    const scrapped = hit('vehicle', { ...CAR[1], status: '注销' }, { unread: ['scrappedOn'] });
    expect(statusOf(vehicleOver, family({ hits: [scrapped] }))).toBe('pass');
    const stopped = hit('low-income', { category: '低保', status: '停发' }, { unread: ['endedOn'] });
    expect(statusOf(statusLost, family({ hits: [stopped] }))).toBe('fail');
    const dead = hit('death', { diedOn: null }, { unread: ['diedOn'] });
    expect(statusOf(memberDeceased, family({ hits: [dead] }))).toBe('fail');
  });

  it('does not let the capital of the company stand for what the member put in', () => {
    const values = { ...FIRM[1], registeredCapitalFen: 500_000_000 };
    expect(statusOf(businessRegistered, unread(['business', values], 'subscribedFen'))).toBe('incomparable');
  });

  it('is no asset of known worth while it may be gone', () => {
    const all = pack({
      assets: { basis: 'per-capita', limit: 100000, inclusive: true, scope: 'all' },
    });
    const values = { ...CAR[1], currentPriceFen: 50_000_000 };
    expect(statusOf(assetsOver, unread(['vehicle', values], 'transferredOn'), all)).not.toBe('fail');
  });
});

describe('a day of which only the month is given', () => {
  const inMonth = hit('vehicle', { transferredOn: '2026-06' });

  it('may be any day of it', () => {
    expect(daysOf(inMonth, 'transferredOn')).toEqual({ first: '2026-06-01', last: '2026-06-30' });
    expect(hasCome(inMonth, 'transferredOn', calendarDate('2026-05-31'))).toBe(false);
    expect(hasCome(inMonth, 'transferredOn', calendarDate('2026-06-15'))).toBe(null);
    expect(hasCome(inMonth, 'transferredOn', calendarDate('2026-06-30'))).toBe(true);
  });

  it('is not the same as none', () => {
    const blank = hit('vehicle', { transferredOn: null });
    expect(hasCome(blank, 'transferredOn', AS_OF)).toBe(false);
    expect(hasBegun(blank, 'transferredOn', AS_OF)).toBe(true);
    expect(hasBegun(inMonth, 'transferredOn', calendarDate('2026-06-15'))).toBe(null);
  });

  it.each<[string, Rule, Row, string]>([
    ['assistance', statusLost, AID, 'endedOn'],
    ['a house', housingOwned, HOME, 'cancelledOn'],
    ['public pay', payrollPublic, WAGES, 'endedOn'],
    ['a death', memberDeceased, ['death', {}], 'diedOn'],
    ['a marriage', undeclaredSpouse, WEDDING, 'registeredOn'],
    ['a divorce', undeclaredSpouse, WEDDING, 'divorcedOn'],
    ['a move', hukouMovedOut, ['hukou', { status: '迁出' }], 'changedOn'],
    ['a birth', memberNewborn, ['birth', {}, { role: 'mother' }], 'bornOn'],
  ])('neither passes nor fails %s within that month', (_, rule, row, key) => {
    const judged = withValue(row, key, '2026-06');
    expect(judge(rule, judged, undefined, calendarDate('2026-06-15'))[0]?.status).toBe('incomparable');
  });

  it.each([
    ['2025-05', 'pass'],
    ['2025-06', 'incomparable'],
    ['2025-07', 'fail'],
  ])('in %s is held against a look-back to the fifteenth of June: %s', (month, status) => {
    const asOf = calendarDate('2026-06-15');
    const car = withValue(['vehicle', { ...CAR[1], status: '已转出' }], 'transferredOn', month);
    expect(judge(vehicleOver, car, undefined, asOf)[0]?.status).toBe(status);
    const sale = withValue(SALE, 'transferredOn', month);
    expect(judge(housingDisposed, sale, LOOKING_BACK, asOf)[0]?.status).toBe(status);
  });

  it('is said as it was written', () => {
    const [outcome] = judge(statusLost, withValue(AID, 'endedOn', '2026-05'));
    expect(outcome).toMatchObject({ status: 'fail', evidence: { endedOn: '2026-05' } });
    expect(outcome?.reason).toContain('已于2026-05终止');
  });

  it('of a divorce in the month of the wedding leaves open which came last', () => {
    expect(statusOf(undeclaredSpouse, withValue(WEDDING, 'divorcedOn', '2020-06'))).toBe('incomparable');
    expect(statusOf(undeclaredSpouse, withValue(WEDDING, 'divorcedOn', '2020-07'))).toBe('pass');
  });
});
