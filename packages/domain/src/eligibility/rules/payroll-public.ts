import { missingOf } from '../availability.ts';
import { defineRule, failed, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { hitsIn, numberIn, textIn } from '../read-values.ts';
import { yuan } from '../wording.ts';
import { isEnded } from './income-facts.ts';

const NEEDS = ['payroll'] as const;

/** Paid from the public budget, whatever the pay; whether the family still qualifies is for `income.over`. */
export const payrollPublic = defineRule({
  code: 'payroll.public',
  section: 'admission.income',
  needs: NEEDS,
  judge(family, _pack, asOf) {
    const paid = hitsIn(family, 'payroll').filter((hit) => !isEnded(hit, asOf));
    const found = failEachMember(family, paid, (memberKey, hits, confidence) => {
      const employer = hits[0] ? textIn(hits[0].values, 'employer') : null;
      const monthlyFen = hits[0] ? numberIn(hits[0].values, 'monthlyFen') : null;
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员为财政供养人员${employer === null ? '' : `（${employer}）`}${monthlyFen === null ? '' : `，月工资${yuan(monthlyFen)}`}`,
          evidence: { employer, monthlyFen },
        },
        hits,
      );
    });
    if (found.length > 0) return found;
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('家庭成员均非财政供养人员');
  },
});
