import { addToYearMonth, type YearMonth } from '../../basics/calendar-date.ts';
import { tenancyLimits } from '../../policies/index.ts';
import { clear, defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { hitsIn } from '../read-values.ts';
import { firstFullMonth, latestNeeded, type Reading, readingsOf, since } from './utility-series.ts';

const NEEDS = ['electricity'] as const;
const WINDOW = 12;
// One month above the limit is a cold winter or a late reading; a household does not stay above it.
const ENOUGH = 3;
const TOO_FEW = '租期内用电数据不足三个月';

/**
 * At least three of the newest twelve readings of the tenancy above the limit: a sublet or a business rather than a
 * household. Readings that end long before the as-of date say nothing about now.
 */
export const utilityExcess = defineRule({
  code: 'utility.excess',
  section: 'tenancy.excess',
  needs: NEEDS,
  prepare(basis) {
    const limit = tenancyLimits(basis.pack).excessKwhPerMonth;
    if (limit === null) return null;
    const { asOf } = basis;
    const needed = latestNeeded(asOf);
    const lack = lacking(basis, NEEDS);
    const usual = clear('用电量未见异常偏高');
    return {
      judge(family) {
        if (family.household.tenancy.room === null) return [];
        const all = readingsOf(family, 'electricity', asOf).filter(
          ({ value, complete }) => complete || value > limit,
        );
        const newest = all.at(-1)?.month ?? null;
        if (newest === null)
          return lack ?? incomparable(TOO_FEW, {}, { hits: hitsIn(family, 'electricity') });
        const isCurrent = newest >= needed;
        const start = firstFullMonth(family.household.tenancy.startDate);
        const ofTenancy = since(all, start);
        const readings = ofTenancy.slice(-WINDOW);
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
                facts: factsOf(ofTenancy, limit, last.month),
              },
              hitsIn(family, 'electricity'),
            ),
          ];
        }
        if (lack !== null) return lack;
        if (isCurrent && start !== null && addToYearMonth(start, ENOUGH - 1) > newest)
          return passed('租期未满三个月', evidence);
        if (!isCurrent || readings.length < ENOUGH) {
          return incomparable(
            isCurrent ? TOO_FEW : '用电数据未到最近月份',
            {},
            { hits: hitsIn(family, 'electricity') },
          );
        }
        return usual;
      },
    };
  },
});

/**
 * The twelve months move on by themselves; high use of another year is looked into again, and so is use that doubled
 * within the year: who explained 810 kWh has not explained 5,000.
 */
function factsOf(readings: readonly Reading[], limit: number, newest: YearMonth) {
  const year = newest.slice(0, 4);
  const highest = readings.reduce(
    (most, { month, value }) => (month.startsWith(year) ? Math.max(most, value) : most),
    limit,
  );
  const doublings = limit > 0 ? Math.floor(Math.log2(highest / limit)) : 0;
  return { limitPerMonth: limit, year, ...(doublings > 0 ? { doublings } : {}) };
}
