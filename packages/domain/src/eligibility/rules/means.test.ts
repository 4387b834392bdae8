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
    expect(statusOf(incomeOver, family({ hits: [insured(9000, { period: '2025-05' })] }))).toBe('pass');
    expect(statusOf(incomeOver, family({ hits: [pension(9000, { endedOn: '2026-06-30' })] }))).toBe('pass');
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
