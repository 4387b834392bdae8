import { addToYearMonth } from '../../basics/calendar-date.ts';
import { tenancyLimits } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { hitsIn } from '../read-values.ts';
import { firstFullMonth, reachesNow, readingsOf, since } from './utility-series.ts';

const NEEDS = ['electricity'] as const;
const WINDOW = 12;
// One month above the limit is a cold winter or a late reading; a household does not stay above it.
const ENOUGH = 3;

/**
 * At least three of the newest twelve readings of the tenancy above the limit: a sublet or a business rather than a
 * household. Readings that end long before the as-of date say nothing about now.
 */
export const utilityExcess = defineRule({
  code: 'utility.excess',
  section: 'tenancy.excess',
  needs: NEEDS,
  judge(family, pack, asOf) {
    const limit = tenancyLimits(pack).excessKwhPerMonth;
    if (limit === null || family.household.tenancy.room === null) return [];
    const all = readingsOf(family, 'electricity');
    const isCurrent = reachesNow(all.at(-1)?.month ?? null, asOf);
    const start = firstFullMonth(family.household.tenancy.startDate);
    const readings = since(all, start).slice(-WINDOW);
    const over = readings.filter(({ value }) => value > limit);
    const evidence = {
      limitPerMonth: limit,
      inclusive: true,
      limit: ENOUGH,
      value: over.length,
      months: over.map(({ month, value }) => ({ month, value })),
    };
    const [first] = over;
    const last = over.at(-1);
    if (isCurrent && over.length >= ENOUGH && first && last) {
      const highest = over.reduce((most, one) => Math.max(most, one.value), 0);
      return [
        failed(
          {
            memberKey: null,
            confidence: 'exact',
            reason: `${first.month}至${last.month}有${over.length}个月用电量超过${limit}千瓦时，最高${highest}千瓦时，疑似转租或改变用途`,
            evidence,
            // The twelve months move on by themselves; high use of another year is looked into again.
            facts: { limitPerMonth: limit, year: last.month.slice(0, 4) },
          },
          hitsIn(family, 'electricity'),
        ),
      ];
    }
    const missing = missingOf(family, NEEDS);
    if (missing.length > 0) return lacking(family, missing);
    const newest = all.at(-1)?.month;
    if (isCurrent && start !== null && newest && addToYearMonth(start, ENOUGH - 1) > newest)
      return passed('租期未满三个月', evidence);
    if (!isCurrent || readings.length < ENOUGH) {
      return incomparable(
        isCurrent || all.length === 0 ? '租期内用电数据不足三个月' : '用电数据未到最近月份',
        {},
        { hits: hitsIn(family, 'electricity') },
      );
    }
    return passed('用电量未见异常偏高');
  },
});
