import { addDays } from '../../basics/calendar-date.ts';
import { tenancyLimits } from '../../policies/index.ts';
import { defineRule, failed, incomparable, passed } from '../define-rule.ts';

/**
 * No move-in within the policy's days after the keys; the last day still meets it. Without a day of the keys the
 * period is not known to have begun: 不可比. Who moved in late is in now.
 */
export const notMovedIn = defineRule({
  code: 'unit.not-moved-in',
  section: 'tenancy.moveIn',
  judge(family, pack, asOf) {
    const days = tenancyLimits(pack).moveInDays;
    const { household } = family;
    const { room, keysOn, movedInOn } = household.tenancy;
    if (days === null || room === null) return [];
    if (movedInOn !== null && movedInOn <= asOf) return passed('已入住', { movedInOn });
    if (keysOn === null) {
      return incomparable(
        '花名册未填交钥匙日期和入住日期',
        { limit: days },
        { lineage: [household.lineage] },
      );
    }
    const due = addDays(keysOn, days);
    const evidence = { keysOn, due, limit: days, inclusive: true, asOf };
    if (asOf <= due) return passed('尚在规定的入住期限内', evidence);
    return [
      {
        ...failed(
          {
            memberKey: null,
            confidence: 'exact',
            reason: `${keysOn}交付钥匙，应于${due}前入住，截至${asOf}未入住`,
            evidence,
          },
          [],
        ),
        lineage: [household.lineage],
      },
    ];
  },
});
