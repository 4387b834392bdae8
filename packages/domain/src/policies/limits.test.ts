import fc from 'fast-check';
import { expect, test } from 'vitest';
import { calendarDate } from '../basics/calendar-date.ts';
import { fen } from '../basics/money.ts';
import { assetLimits } from './asset-limit.ts';
import { clauseOf } from './clause-of.ts';
import { examplePack } from './example-pack.ts';
import { disposableIncomeYuan, incomeLimit, incomeLimitFen } from './income-limit.ts';
import { meetsLimit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';
import { readPolicyPack } from './read-policy-pack.ts';

function read(json: unknown): PolicyPack {
  const pack = readPolicyPack(json);
  if (!pack.ok) throw new Error(JSON.stringify(pack.error));
  return pack.value;
}

const asOf = calendarDate('2026-06-30');
const pack = read(examplePack());

test('13.00㎡ meets "不超过13" and not "低于13"', () => {
  expect(meetsLimit(130_000, 1, { amount: 130_000, per: 'person', inclusive: true })).toBe(true);
  expect(meetsLimit(130_000, 1, { amount: 130_000, per: 'person', inclusive: false })).toBe(false);
});

test('a third of a limit that can not be divided is still exact', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), fc.integer({ min: 1, max: 12 }), (amount, size) => {
      const limit = { amount, per: 'person', inclusive: true } as const;
      expect(meetsLimit(amount * size, size, limit)).toBe(true);
      expect(meetsLimit(amount * size + 1, size, limit)).toBe(false);
      expect(meetsLimit(amount * size, size, { ...limit, inclusive: false })).toBe(false);
    }),
  );
});

test('a monthly limit is compared over the year', () => {
  const monthly = {
    ...pack,
    admission: { income: { basis: 'per-capita-monthly', limit: 3565, inclusive: true } as const },
  };
  expect(incomeLimitFen(monthly, asOf, 2)).toBe(356_500 * 12 * 2);
});

test('28967.2 is 80% of 36209, to the fen', () => {
  const ratio = {
    ...pack,
    disposableIncome: { byYear: { '2025': 36209 } },
    admission: { income: { basis: 'per-capita-annual', ratio: 0.8, inclusive: false } as const },
  };
  expect(incomeLimit(ratio, asOf)?.annual?.amount).toBe(2_896_720);
});

test('the figure of the year itself does not hold yet', () => {
  const dated = { ...pack, disposableIncome: { byYear: { '2024': 100, '2025': 200, '2026': 300 } } };
  expect(disposableIncomeYuan(dated, asOf)).toBe(200);
  expect(disposableIncomeYuan(dated, calendarDate('2028-01-01'))).toBe(300);
  expect(disposableIncomeYuan(dated, calendarDate('2024-12-31'))).toBeNull();
});

test('assets by household size: the last step holds for larger families', () => {
  const assets = {
    basis: 'by-size',
    bySize: [150_000, 230_000, 300_000, 380_000, 400_000],
    inclusive: true,
  } as const;
  const bySize = { ...pack, admission: { assets } };
  const amount = (size: number) =>
    assetLimits(bySize, asOf)?.limitOf({ size, annualIncomeFen: null })?.amount;
  expect([amount(1), amount(5), amount(7)]).toEqual([15_000_000, 40_000_000, 40_000_000]);
});

test('assets as a multiple of the family own income are unknown while it is', () => {
  const assets = {
    basis: 'income-multiple',
    multiple: 5,
    multipleOf: 'household-income',
    inclusive: true,
  } as const;
  const multiple = { ...pack, admission: { assets } };
  expect(assetLimits(multiple, asOf)?.limitOf({ size: 2, annualIncomeFen: null })).toBeNull();
  expect(assetLimits(multiple, asOf)?.limitOf({ size: 2, annualIncomeFen: fen(100_01) })?.amount).toBe(
    500_05,
  );
});

test('clauses: the section own, else its parent, else its title', () => {
  expect(clauseOf(pack, 'admission.income')).toBe('示例〔2026〕1号 准入·收入');
  const cited = {
    ...pack,
    admission: { clause: '第五条', income: { ...pack.admission.income, clause: '第六条' } },
  };
  const withClauses = read(
    JSON.parse(JSON.stringify({ ...cited, admission: { ...pack.admission, ...cited.admission } })),
  );
  expect(clauseOf(withClauses, 'admission.income')).toBe('示例〔2026〕1号 第六条');
  expect(clauseOf(withClauses, 'admission.vehicles')).toBe('示例〔2026〕1号 第五条');
});
