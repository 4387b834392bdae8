import { daysBetween } from '../../basics/calendar-date.ts';
import { defineRule, failed, incomparable, passed } from '../define-rule.ts';

/** The lease's last day is before the as-of date; on its last day it still holds. */
export const leaseExpired = defineRule({
  code: 'lease.expired',
  section: 'tenancy',
  prepare({ asOf }) {
    return {
      judge({ household }) {
        const { endDate, room } = household.tenancy;
        if (endDate === null) {
          if (room === null) return [];
          return incomparable('花名册未填合同到期日期', {}, { lineage: [household.lineage] });
        }
        const evidence = { endDate, asOf };
        if (endDate >= asOf) return passed('合同未到期', evidence);
        const days = daysBetween(endDate, asOf);
        return [
          {
            ...failed(
              {
                memberKey: null,
                confidence: 'exact',
                reason: `合同已于${endDate}到期，截至${asOf}已${days}天，仍在册`,
                evidence: { ...evidence, days },
                facts: { endDate },
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
