import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { hitsIn, numberIn, textIn } from '../read-values.ts';
import { yuan } from '../wording.ts';
import { isEnded } from './income-facts.ts';

const NEEDS = ['payroll'] as const;

/** Paid from the public budget, whatever the pay; whether the family still qualifies is for `income.over`. */
export const payrollPublic = defineRule({
  code: 'payroll.public',
  section: 'admission.income',
  needs: NEEDS,
  prepare(basis) {
    const { asOf } = basis;
    const nothing = lacking(basis, NEEDS) ?? clear('家庭成员均非财政供养人员');
    return {
      nothing,
      judge(family) {
        const { counted, unclear } = sift(hitsIn(family, 'payroll'), (hit) => {
          const ended = isEnded(hit, asOf);
          return ended === null ? null : !ended;
        });
        const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
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
        const said = withUnclear(found, unclear, '财政供养登记的停发日期无法判断');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});
