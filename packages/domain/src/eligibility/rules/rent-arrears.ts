import { tenancyLimits } from '../../policies/index.ts';
import { defineRule, failed, incomparable, passed } from '../define-rule.ts';

/** Cumulative months unpaid, not consecutive ones: reaching the limit is enough. */
export const rentArrears = defineRule({
  code: 'rent.arrears',
  section: 'tenancy.arrears',
  prepare({ pack }) {
    const limit = tenancyLimits(pack).arrearsMonths;
    return {
      judge({ household }) {
        const value = household.tenancy.arrearsMonths;
        if (value === null)
          return incomparable('花名册未填累计欠租月数', { limit }, { lineage: [household.lineage] });
        const evidence = { value, limit, inclusive: false };
        if (value < limit) return passed('累计欠租未达到规定月数', evidence);
        return [
          {
            ...failed(
              {
                memberKey: null,
                confidence: 'exact',
                reason: `累计欠租${value}个月，标准为累计${limit}个月以上应当腾退`,
                evidence,
              },
              [],
            ),
            lineage: [household.lineage],
          },
        ];
      },
    };
  },
});
