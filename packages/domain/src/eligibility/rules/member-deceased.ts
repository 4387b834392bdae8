import { missingOf } from '../availability.ts';
import { defineRule, failed, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { dateIn, hitsIn } from '../read-values.ts';

const NEEDS = ['death'] as const;

/** A member in the death register; one without a date counts, one dated after the as-of date does not. */
export const memberDeceased = defineRule({
  code: 'member.deceased',
  section: 'admission',
  needs: NEEDS,
  judge(family, _pack, asOf) {
    const deaths = hitsIn(family, 'death').filter((hit) => {
      const diedOn = dateIn(hit.values, 'diedOn');
      return diedOn === null || diedOn <= asOf;
    });
    const found = failEachMember(family, deaths, (memberKey, hits, confidence) => {
      const [hit] = hits;
      const diedOn = hit ? dateIn(hit.values, 'diedOn') : null;
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员在死亡登记中${diedOn === null ? '' : `，死亡日期${diedOn}`}，仍列为保障家庭成员`,
          // A death before the lease began means the unit was let to a dead person (handbook trap 13).
          evidence: { diedOn, leaseStart: family.household.tenancy.startDate },
        },
        hits,
      );
    });
    if (found.length > 0) return found;
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('家庭成员均不在死亡登记中');
  },
});
