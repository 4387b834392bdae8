import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { family, hit, judge, member, pack, statusOf } from '../family.fixture.ts';
import { assetsOver } from './assets-over.ts';
import { incomeOver } from './income-over.ts';
import { payrollPublic } from './payroll-public.ts';

const two = [member('1'), member('2', { relation: 'spouse' })];
const paid = (yuan: number, values = {}, parts = {}) =>
  hit('payroll', { monthlyFen: yuan * 100, ...values }, parts);
const insured = (yuan: number, values = {}) =>
  hit('social-insurance', { baseFen: yuan * 100, period: '2026-05', ...values });
const pension = (yuan: number, values = {}, parts = {}) =>
  hit('pension', { monthlyFen: yuan * 100, ...values }, parts);

describe('income.over', () => {
  it('takes the higher of pay and base, and adds the pension', () => {
    const [outcome] = judge(incomeOver, family({ hits: [paid(2000), insured(2400), pension(101)] }));
    expect(outcome).toMatchObject({
      status: 'fail',
      memberKey: '1',
      evidence: { valueFen: 30_012_00, limitFen: 30_000_00 },
    });
  });

  it('meets the limit exactly, or not, as the policy says', () => {
    const exactly = family({ members: two, hits: [paid(5000)] });
    expect(statusOf(incomeOver, exactly)).toBe('pass');
    expect(
      statusOf(
        incomeOver,
        exactly,
        pack({ income: { basis: 'per-capita-annual', limit: 30000, inclusive: false } }),
      ),
    ).toBe('fail');
  });

  it('multiplies a monthly limit by twelve without rounding', () => {
    const monthly = pack({ income: { basis: 'per-capita-monthly', limit: 2413.93, inclusive: true } });
    expect(statusOf(incomeOver, family({ hits: [paid(2413.93)] }), monthly)).toBe('pass');
    expect(statusOf(incomeOver, family({ hits: [paid(2413.94)] }), monthly)).toBe('fail');
  });

  it('fails on what is known, and else does not pass without the registers', () => {
    expect(statusOf(incomeOver, family({ hits: [paid(9000)], without: ['pension'] }))).toBe('fail');
    expect(statusOf(incomeOver, family({ hits: [paid(900)], without: ['pension'] }))).toBe('incomparable');
    expect(statusOf(incomeOver, family({ stale: ['payroll'] }))).toBe('incomparable');
    expect(statusOf(incomeOver, family({ without: ['social-insurance'] }))).toBe('pass');
    expect(statusOf(incomeOver, family({ without: ['social-insurance', 'housing-fund'] }))).toBe(
      'incomparable',
    );
    const ratio = pack({ income: { basis: 'per-capita-annual', ratio: 0.8, inclusive: true } });
    expect(statusOf(incomeOver, family({}), ratio)).toMatch(/incomparable/);
  });

  it('takes the newest month, leaves ended and old rows out, and does not add two insurances', () => {
    const hits = [
      insured(9000, { period: '2026-01' }),
      insured(2000),
      insured(2100),
      paid(9000, { status: '离职' }),
    ];
    expect(statusOf(incomeOver, family({ hits }))).toBe('pass');
    expect(
      statusOf(incomeOver, family({ hits: [insured(9000, { period: '2025-05' }), insured(2000)] })),
    ).toBe('pass');
    expect(statusOf(incomeOver, family({ hits: [pension(9000, { endedOn: '2026-06-30' })] }))).toBe('pass');
  });

  it('does not pass on pay of which the amount of today is not known', () => {
    const old = insured(9000, { period: '2025-05' });
    expect(statusOf(incomeOver, family({ hits: [old] }))).toBe('incomparable');
    expect(statusOf(incomeOver, family({ hits: [old, insured(2000, { status: '停保' })] }))).toBe('pass');
    expect(statusOf(incomeOver, family({ hits: [old, paid(2000)] }))).toBe('pass');
    expect(statusOf(incomeOver, family({ hits: [old, pension(2000)] }))).toBe('incomparable');
    const [unknown] = judge(incomeOver, family({ hits: [hit('payroll', { monthlyFen: null })] }));
    expect(unknown).toMatchObject({ status: 'incomparable', lineage: [{ register: 'payroll' }] });
  });

  it('is probable only where a probable hit is needed', () => {
    const probable = { memberKey: '2', confidence: 'probable' } as const;
    expect(
      statusOf(incomeOver, family({ members: two, hits: [paid(4000), pension(2000, {}, probable)] })),
    ).toBe('fail probable');
    expect(
      statusOf(incomeOver, family({ members: two, hits: [paid(5001), pension(2000, {}, probable)] })),
    ).toBe('fail');
  });

  it('more pay never turns a fail into a pass, one more member never a pass into a fail', () => {
    const pay = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(pay, pay, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        const one = (yuan: number) => statusOf(incomeOver, family({ hits: [paid(yuan)] }));
        const couple = statusOf(incomeOver, family({ members: two, hits: [paid(low)] }));
        return (one(low) !== 'fail' || one(high) === 'fail') && (one(low) !== 'pass' || couple === 'pass');
      }),
    );
  });
});

describe('assets.over', () => {
  const money = (yuan: number, values = {}) => hit('bank-assets', { balanceFen: yuan * 100, ...values });
  it('measures known balances against the limit for the family', () => {
    expect(statusOf(assetsOver, family({ hits: [money(100_000)] }))).toBe('pass');
    expect(statusOf(assetsOver, family({ hits: [money(100_000), money(1)] }))).toBe('fail');
    expect(statusOf(assetsOver, family({ without: ['bank-assets'] }))).toBe('incomparable');
    expect(statusOf(assetsOver, family({}), pack({ assets: undefined }))).toBe('none');
  });
  it('counts cars and contracts by their sums where all assets count', () => {
    const car = (yuan: number | null, values = {}) =>
      hit('vehicle', {
        purchasePriceFen: yuan === null ? null : yuan * 100,
        plate: '新B10001',
        vehicleKind: '小型轿车',
        ...values,
      });
    const shop = hit('real-estate', { usage: '商业服务', address: '甲路1号' });
    const contract = (yuan: number) =>
      hit('presale', { usage: '商业服务', address: '甲路1号', priceFen: yuan * 100 });
    const owns = (...hits: readonly ReturnType<typeof hit>[]) => statusOf(assetsOver, family({ hits }));
    expect(owns(money(50_000), car(50_000))).toBe('pass');
    expect(owns(money(50_000), car(50_001))).toBe('incomparable');
    expect(owns(money(50_000), car(90_000, { currentPriceFen: 5_000_100 }))).toBe('fail');
    expect(owns(money(50_000), car(90_000, { currentPriceFen: 5_000_000 }))).toBe('pass');
    expect(owns(car(null))).toBe('incomparable');
    expect(owns(car(500_000, { status: '已转出', transferredOn: '2026-06-01' }))).toBe('pass');
    expect(owns(car(500_000, { vehicleKind: '普通二轮摩托车' }))).toBe('pass');
    expect(owns(shop)).toBe('incomparable');
    expect(owns(shop, contract(80_000))).toBe('pass');
    expect(owns(shop, contract(180_000))).toBe('fail');
    expect(statusOf(assetsOver, family({ without: ['vehicle'] }))).toBe('incomparable');
    const moneyOnly = pack({
      assets: { basis: 'per-capita', limit: 100000, inclusive: true, scope: 'money' },
    });
    expect(
      statusOf(assetsOver, family({ hits: [shop, car(500_000)], without: ['vehicle'] }), moneyOnly),
    ).toBe('pass');
  });
  it('counts an account reported twice once, at its newer balance', () => {
    const hits = [
      money(90_000, { accountNo: '1', balanceOn: '2026-05-01' }),
      money(80_000, { accountNo: '1', balanceOn: '2026-06-01' }),
    ];
    expect(statusOf(assetsOver, family({ hits }))).toBe('pass');
  });
});

describe('payroll.public', () => {
  it('is raised whatever the pay, and not for who left', () => {
    expect(statusOf(payrollPublic, family({ hits: [paid(900)] }))).toBe('fail');
    expect(statusOf(payrollPublic, family({ hits: [paid(900, { endedOn: '2026-06-30' })] }))).toBe('pass');
    expect(statusOf(payrollPublic, family({ without: ['payroll'] }))).toBe('incomparable');
  });
});
