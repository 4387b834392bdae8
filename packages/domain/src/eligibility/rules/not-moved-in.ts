import { addDays } from '../../basics/calendar-date.ts';
import { tenancyLimits } from '../../policies/index.ts';
import { defineRule, failed, incomparable, passed } from '../define-rule.ts';

/**
 * No move-in within the policy's days after the keys, or keys not fetched within those days after the lease began; the
 * last day still meets it. Where the roster does not keep the day of the keys, the period is not known to have
 * begun: 不可比. Who moved in late is in now.
 */
export const notMovedIn = defineRule({
  code: 'unit.not-moved-in',
  section: 'tenancy.moveIn',
  prepare({ pack, asOf }) {
    const days = tenancyLimits(pack).moveInDays;
    if (days === null) return null;
    return {
      judge({ household }) {
        const { room, keysOn, keysRecorded, startDate, movedInOn } = household.tenancy;
        if (room === null) return [];
        if (movedInOn !== null && movedInOn <= asOf) return passed('已入住', { movedInOn });
        const from = keysOn ?? (keysRecorded ? startDate : null);
        if (from === null) {
          return incomparable(
            keysRecorded ? '花名册未填交钥匙日期和起租日期' : '花名册未填交钥匙日期和入住日期',
            { limit: days },
            { lineage: [household.lineage] },
          );
        }
        const due = addDays(from, days);
        const evidence = { keysOn, leaseStart: startDate, due, limit: days, inclusive: true, asOf };
        if (asOf <= due) return passed('尚在规定的入住期限内', evidence);
        const reason =
          keysOn === null
            ? `${from}起租，应于${due}前领取钥匙入住，截至${asOf}未领钥匙`
            : `${keysOn}交付钥匙，应于${due}前入住，截至${asOf}未入住`;
        return [
          {
            ...failed(
              {
                memberKey: null,
                confidence: 'exact',
                reason,
                evidence,
                facts: { keysOn, leaseStart: startDate, due },
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
