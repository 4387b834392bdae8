import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { calendarDate } from '../basics/calendar-date.ts';
import { assetLimits } from './asset-limit.ts';
import { businessLimits } from './business-limits.ts';
import { clauseOf } from './clause-of.ts';
import { disposalRule, housingLimit } from './housing-limit.ts';
import { incomeLimit, incomeLimitFen } from './income-limit.ts';
import { meetsLimit } from './limit.ts';
import type { PolicyPack } from './policy-pack.ts';
import { readPolicyPack } from './read-policy-pack.ts';
import { minimumAge, tenancyLimits } from './tenancy-limits.ts';
import { vehicleLimits } from './vehicle-limits.ts';

const asOf = calendarDate('2023-06-30');

function city(name: string): PolicyPack {
  const json: unknown = JSON.parse(readFileSync(new URL(`city-packs/${name}.json`, import.meta.url), 'utf8'));
  const read = readPolicyPack(json);
  if (!read.ok) throw new Error(JSON.stringify(read.error, null, 1));
  expect(read.value).toEqual(json);
  return read.value;
}

test('徐州: groups instead of income, three months idle or in arrears, singles from 35', () => {
  const pack = city('xuzhou');
  expect(incomeLimit(pack, asOf)).toBeNull();
  expect(vehicleLimits(pack)).toBeNull();
  expect(pack.admission.groups).toEqual({ anyOf: ['低保', '特困职工'], minimumMonths: 12 });
  expect(tenancyLimits(pack)).toMatchObject({ idleMonths: 3, arrearsMonths: 3, idleKwhPerMonth: null });
  expect([minimumAge(pack, true), minimumAge(pack, false)]).toEqual([35, 18]);
  expect(clauseOf(pack, 'tenancy.arrears')).toBe('文号待核 租赁合同');
});

test('宜昌: a ratio without its base is unknown, not absent', () => {
  const pack = city('yichang');
  expect(incomeLimit(pack, asOf)).toMatchObject({ annual: null, ratio: 0.7 });
  expect(assetLimits(pack, asOf)?.limitOf({ size: 2, annualIncomeFen: null })).toBeNull();
  const dated = { ...pack, disposableIncome: { byYear: { '2021': 40000, '2022': 42000.5, '2023': 44000 } } };
  expect(incomeLimitFen(dated, asOf, 2)).toBe(5_880_070);
  expect(assetLimits(dated, asOf)?.limitOf({ size: 2, annualIncomeFen: null })?.amount).toBe(42_000_500);
  expect(vehicleLimits(pack)).toMatchObject({
    maxDisplacementMl: 1800,
    displacementInclusive: true,
    maxCount: null,
  });
  expect(businessLimits(pack)).toMatchObject({ maxPaidInFen: 5_000_000, maxSubscribedFen: 20_000_000 });
});

test('温州: below 100%, and at most 80% for families with a home', () => {
  const pack = city('wenzhou');
  expect(incomeLimit(pack, asOf)?.annual).toEqual({ amount: 5_186_600, per: 'person', inclusive: false });
  expect(incomeLimit(pack, asOf, { ownsHome: true })?.annual).toEqual({
    amount: 4_149_280,
    per: 'person',
    inclusive: true,
  });
  expect(vehicleLimits(pack)).toMatchObject({ maxCount: 1, maxPriceFen: 12_000_000, priceInclusive: false });
  expect(disposalRule(pack)).toEqual({ lookbackMonths: 12, kinds: null });
});

test('福州马尾: litres with and without turbo, prices added up, dealings at any time', () => {
  const pack = city('fuzhou-mawei');
  expect(vehicleLimits(pack)).toMatchObject({
    maxDisplacementMl: 2400,
    maxTurboDisplacementMl: 2000,
    sumPrices: true,
    transferLookbackMonths: 12,
  });
  expect(housingLimit(pack)).toBeNull();
  expect(disposalRule(pack)).toEqual({ lookbackMonths: null, kinds: ['买卖', '赠与', '离婚析产'] });
});

test('玉环: under 36㎡ a household or under 18㎡ a head', () => {
  const pack = city('yuhuan');
  const limits = housingLimit(pack)?.anyOf ?? [];
  const meets = (squareMetres: number, size: number) =>
    limits.some((limit) => meetsLimit(squareMetres * 10_000, size, limit));
  expect([meets(35.99, 1), meets(36, 1), meets(53.99, 3), meets(54, 3)]).toEqual([true, false, true, false]);
  expect(assetLimits(pack, asOf)).toMatchObject({ scope: 'money' });
  expect(businessLimits(pack)?.maxInvestmentFen).toBe(30_000_000);
});

test('温州: what the pack leaves out of the tenancy is the ministry’s, and its article is cited', () => {
  const pack = city('wenzhou');
  expect(tenancyLimits(pack)).toMatchObject({ idleMonths: 6, arrearsMonths: 6 });
  expect(clauseOf(pack, 'tenancy.idle')).toContain('第二十七条');
  expect(clauseOf(pack, 'tenancy.arrears')).toContain('第二十九条');
});
