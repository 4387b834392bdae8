import { describe, expect, it } from 'vitest';
import { addToYearMonth, calendarDate, yearMonth } from '../../basics/calendar-date.ts';
import { family, hit, judge, member, pack, statusOf } from '../family.fixture.ts';
import { findCrossings } from '../find-crossings.ts';
import type { Household } from '../types.ts';
import { benefitDuplicate } from './benefit-duplicate.ts';
import { doubleAllocated } from './double-allocated.ts';
import { leaseExpired } from './lease-expired.ts';
import { notMovedIn } from './not-moved-in.ts';
import { rentArrears } from './rent-arrears.ts';
import { subsidyAndUnit } from './subsidy-and-unit.ts';
import { utilityExcess } from './utility-excess.ts';
import { utilityIdle } from './utility-idle.ts';

/** Readings up to June 2026; null: no reading for that month. */
const meter = (values: readonly (number | null)[], kind: 'electricity' | 'water' = 'electricity') => {
  const months = values.flatMap((value, i) => {
    const n = 2026 * 12 + 5 - (values.length - 1 - i);
    const month = yearMonth(`${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`);
    return value === null ? [] : [{ month, value }];
  });
  return hit(kind, { months }, { memberKey: null });
};
/** Readings up to June 2026, with a column for every month. */
const columns = (cells: readonly (number | 'blank')[]) => {
  const months = cells.map((cell, i) => ({
    month: addToYearMonth(yearMonth('2026-06'), i - cells.length + 1),
    value: cell === 'blank' ? null : cell,
  }));
  return hit('electricity', { months }, { memberKey: null });
};
const used = (values: readonly (number | null)[], tenancy = {}) => family({ hits: [meter(values)], tenancy });

describe('utility.idle', () => {
  it.each([
    ['six months at the limit', [99, 5, 5, 5, 5, 5, 5], 'fail'],
    ['five months', [99, 99, 5, 5, 5, 5, 5], 'pass'],
    ['one month of use', [0, 0, 0, 6, 0, 0, 0], 'pass'],
    ['use in the newest month', [0, 0, 0, 0, 0, 0, 6], 'pass'],
    ['a month missing', [0, 0, 0, null, 0, 0, 0], 'incomparable'],
    ['too few months', [0, 0, 0], 'incomparable'],
    ['no newest months', [0, 0, 0, 0, 0, 0, null, null, null, null], 'incomparable'],
  ])('%s', (_, values, status) => expect(statusOf(utilityIdle, used(values))).toBe(status));
  it.each([
    ['2026-06-30', [0, 0, 0, 0, 0, 0, 'blank'], 'incomparable'],
    ['2026-06-30', [0, 0, 0, 0, 0, 0, 'blank', 'blank', 'blank'], 'incomparable'],
    ['2026-06-30', [0, 0, 0, 'blank', 0, 0, 0], 'incomparable'],
    ['2026-06-30', ['blank', 0, 0, 0, 0, 0, 0], 'fail'],
    ['2026-06-15', [0, 0, 0, 0, 0, 0, 'blank'], 'fail'],
  ] as const)('on %s takes a blank month that is over for not known: %j', (asOf, cells, status) => {
    const judged = family({ hits: [columns(cells)] });
    expect(judge(utilityIdle, judged, undefined, calendarDate(asOf))[0]?.status).toBe(status);
  });
  it('does not add up meters of which one was not read', () => {
    const two = (other: readonly (number | 'blank')[]) => {
      const [one, second] = [columns([0, 0, 0, 0, 0, 0]), columns(other)];
      return family({
        hits: [
          { ...one, values: { ...one.values, meterNo: '1' } },
          { ...second, values: { ...second.values, meterNo: '2' } },
        ],
      });
    };
    expect(statusOf(utilityIdle, two([0, 0, 0, 0, 0, 0]))).toBe('fail');
    expect(statusOf(utilityIdle, two([0, 0, 0, 0, 0, 'blank']))).toBe('incomparable');
    expect(statusOf(utilityIdle, two([0, 0, 0, 0, 90, 'blank']))).toBe('incomparable');
    expect(statusOf(utilityIdle, two([0, 0, 0, 0, 'blank', 90]))).toBe('pass');
  });
  it('leaves the months before the tenancy out', () => {
    expect(
      statusOf(utilityIdle, used([0, 0, 0, 0, 0, 0, 0], { startDate: calendarDate('2026-03-10') })),
    ).toBe('pass');
    expect(
      statusOf(utilityIdle, used([0, 0, 0, 0, 0, 0, 0], { startDate: calendarDate('2026-01-01') })),
    ).toBe('fail');
  });
  it('does not take a unit that the register lacks for a used one', () => {
    expect(statusOf(utilityIdle, family({}))).toBe('incomparable');
    expect(statusOf(utilityIdle, family({ without: ['electricity'] }))).toBe('incomparable');
    expect(statusOf(utilityIdle, family({ tenancy: { estate: null, room: null } }))).toBe('none');
  });
  it('believes the water meter where the electricity shows nothing', () => {
    const both = pack({}, { idleWaterM3PerMonth: 1 });
    const hits = [meter([0, 0, 0, 0, 0, 0]), meter([9, 9, 9, 9, 9, 9], 'water')];
    expect(statusOf(utilityIdle, family({ hits }), both)).toBe('pass');
  });
  it('reads a row a month like a column a month', () => {
    const rows = ['01', '02', '03', '04', '05', '06'].map((m) =>
      hit('electricity', { period: yearMonth(`2026-${m}`), quantity: 2 }, { memberKey: null }),
    );
    expect(statusOf(utilityIdle, family({ hits: rows }))).toBe('fail');
  });
});

describe('utility.excess', () => {
  it('needs three months above the limit', () => {
    expect(statusOf(utilityExcess, used([100, 801, 100, 801, 801]))).toBe('fail');
    expect(statusOf(utilityExcess, used([100, 800, 800, 800, 2000]))).toBe('pass');
    expect(statusOf(utilityExcess, used([100]))).toBe('incomparable');
  });
  it('leaves the months before the tenancy out', () => {
    const high = (startDate: string) =>
      used([900, 900, 900, 100, 100, 100], { startDate: calendarDate(startDate) });
    expect(statusOf(utilityExcess, high('2026-01-01'))).toBe('fail');
    expect(statusOf(utilityExcess, high('2026-02-10'))).toBe('pass');
    expect(statusOf(utilityExcess, used([900, 900, 900], { startDate: calendarDate('2026-05-10') }))).toBe(
      'pass',
    );
  });
  it('is looked into again when it doubled within the year, and not month by month', () => {
    const facts = (values: readonly number[]) => judge(utilityExcess, used(values))[0]?.facts;
    const explained = facts([810, 810, 810]);
    expect(facts([810, 810, 810, 900])).toEqual(explained);
    expect(facts([810, 810, 810, 5000])).not.toEqual(explained);
    // The highest month stays the highest of its year, whatever follows.
    expect(facts([5000, 810, 810, 810])).toEqual(facts([810, 810, 810, 5000]));
  });
  it('does not judge now by readings of long ago', () => {
    const old = [100, 100, 100, 100, null, null, null, null];
    expect(statusOf(utilityExcess, used(old))).toBe('incomparable');
  });
});

describe('rent, lease and keys', () => {
  it.each([
    [5, 'pass'],
    [6, 'fail'],
    [null, 'incomparable'],
  ])('%s months unpaid: %s', (arrearsMonths, status) => {
    expect(statusOf(rentArrears, family({ tenancy: { arrearsMonths } }))).toBe(status);
  });
  it('takes six months of the ministry where the pack sets none, citing its article', () => {
    const [outcome] = judge(
      rentArrears,
      family({ tenancy: { arrearsMonths: 6 } }),
      pack({}, { arrearsMonths: undefined }),
    );
    expect(outcome).toMatchObject({ status: 'fail', evidence: { limit: 6 } });
    expect(outcome?.clause).toMatch(/公共租赁住房管理办法.*第二十九条/u);
  });
  it('holds on the last day of the lease', () => {
    const ends = (day: string | null) =>
      family({ tenancy: { endDate: day === null ? null : calendarDate(day) } });
    expect(statusOf(leaseExpired, ends('2026-06-30'))).toBe('pass');
    expect(statusOf(leaseExpired, ends('2026-06-29'))).toBe('fail');
    expect(statusOf(leaseExpired, ends(null))).toBe('incomparable');
  });
  it('gives the whole period to move in', () => {
    const keys = (day: string | null) =>
      family({ tenancy: { keysOn: day === null ? null : calendarDate(day), movedInOn: null } });
    expect(statusOf(notMovedIn, keys('2026-05-31'))).toBe('pass');
    expect(statusOf(notMovedIn, keys('2026-05-30'))).toBe('fail');
    expect(statusOf(notMovedIn, keys(null))).toBe('incomparable');
    expect(statusOf(notMovedIn, family({}))).toBe('pass');
  });
  it('takes a blank cell of a column for keys that nobody fetched', () => {
    const blank = (start: string | null, movedInOn: string | null = null) =>
      family({
        tenancy: {
          keysOn: null,
          keysRecorded: true,
          movedInOn: movedInOn === null ? null : calendarDate(movedInOn),
          startDate: start === null ? null : calendarDate(start),
        },
      });
    expect(judge(notMovedIn, blank('2026-05-30'))[0]).toMatchObject({
      status: 'fail',
      reason: expect.stringContaining('未领钥匙'),
    });
    expect(statusOf(notMovedIn, blank('2026-05-31'))).toBe('pass');
    expect(statusOf(notMovedIn, blank(null))).toBe('incomparable');
    expect(statusOf(notMovedIn, blank('2020-05-30', '2020-06-01'))).toBe('pass');
  });
});

describe('crossings', () => {
  const household = (code: string, parts: Parameters<typeof family>[0] = {}): Household => ({
    ...family(parts).household,
    code,
  });
  it('finds a person in two households, for both', () => {
    const found = findCrossings([
      household('A', { tenancy: { room: '1' } }),
      household('B', { tenancy: { room: '2' } }),
    ]);
    const crossed = family({ crossings: found.get('A') ?? [] });
    expect(judge(benefitDuplicate, crossed)).toMatchObject([
      { status: 'fail', memberKey: '1', evidence: { otherHouseholds: ['B'] } },
    ]);
    expect(found.get('B')).toHaveLength(1);
  });
  it('does not link two people by a number that fails its checks', () => {
    const members = [member('1', { idStatus: 'invalid' })];
    const found = findCrossings([
      household('A', { members, tenancy: { room: '1' } }),
      household('B', { members, tenancy: { room: '2' } }),
    ]);
    expect(found.size).toBe(0);
  });
  it('finds one unit let twice at a time, not one after the other', () => {
    const lets = (start: string | null) => {
      const b = household('B', {
        members: [member('9')],
        tenancy: { room: '1栋1单元101室', startDate: start === null ? null : calendarDate(start) },
      });
      const crossings = findCrossings([household('A'), b]).get('A') ?? [];
      return statusOf(doubleAllocated, family({ crossings }));
    };
    expect(lets('2025-01-01')).toBe('fail');
    expect(lets('2027-05-28')).toBe('pass');
    expect(lets(null)).toBe('incomparable');
  });
});

describe('benefits', () => {
  const other = (benefitKind: string | null, region: string | null, values = {}) =>
    family({ hits: [hit('other-benefit', { benefitKind, region, ...values })] });
  it.each([
    ['公租房实物配租', '652302', {}, 'fail', 'pass'],
    ['公租房实物配租', '652301', {}, 'pass', 'pass'],
    ['公租房实物配租', '652301', { address: '阳光里3-1-101' }, 'fail', 'pass'],
    ['经济适用住房', '652301', {}, 'fail', 'pass'],
    ['租赁补贴', '652301', {}, 'pass', 'fail'],
    ['租赁补贴', '652301', { endedOn: '2026-06-30' }, 'pass', 'pass'],
    [null, '652302', {}, 'incomparable', 'incomparable'],
    ['公租房实物配租', null, {}, 'incomparable', 'pass'],
    ['公租房实物配租', null, { address: '幸福家园1-1-101' }, 'pass', 'pass'],
  ])('%s of %s %j', (kind, region, values, duplicate, both) => {
    expect(statusOf(benefitDuplicate, other(kind, region, values))).toBe(duplicate);
    expect(statusOf(subsidyAndUnit, other(kind, region, values))).toBe(both);
  });
  it('does not pass without the register', () => {
    expect(statusOf(benefitDuplicate, family({ without: ['other-benefit'] }))).toBe('incomparable');
    expect(statusOf(subsidyAndUnit, family({ stale: ['other-benefit'] }))).toBe('incomparable');
  });
});
