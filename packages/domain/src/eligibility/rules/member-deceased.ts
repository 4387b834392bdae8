import { hasBegun, isUnread } from '../days-of.ts';
import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { hitsIn, textIn } from '../read-values.ts';

const NEEDS = ['death'] as const;

/** A member in the death register; one without a date counts, one dated after the as-of date does not. */
export const memberDeceased = defineRule({
  code: 'member.deceased',
  section: 'admission',
  needs: NEEDS,
  prepare(basis) {
    const { asOf } = basis;
    const nothing = lacking(basis, NEEDS) ?? clear('家庭成员均不在死亡登记中');
    return {
      nothing,
      judge(family) {
        // Whoever is listed has died, when ever that was.
        const { counted, unclear } = sift(hitsIn(family, 'death'), (hit) =>
          isUnread(hit, 'diedOn') ? true : hasBegun(hit, 'diedOn', asOf),
        );
        const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
          const [hit] = hits;
          const diedOn = hit ? textIn(hit.values, 'diedOn') : null;
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
        const said = withUnclear(found, unclear, '死亡登记只有月份，无法判断当日是否已死亡');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});
