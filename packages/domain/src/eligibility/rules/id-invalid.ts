import { maskIdNumber } from '../../basics/mask.ts';
import { clear, defineRule, unfindable, type Verdict } from '../define-rule.ts';
import type { Family } from '../types.ts';

/** The roster's number is complete but fails its checks: probably mistyped, so that registers may miss the person. */
export const idInvalid = defineRule({
  code: 'id.invalid',
  section: 'admission',
  prepare() {
    const valid = clear('家庭成员身份证号均通过校验');
    return {
      judge(family) {
        if (family.household.members.every(({ idStatus }) => idStatus === 'valid')) return valid;
        return [...wrongNumbers(family), ...unfindable(family, '身份证号无法校验')];
      },
    };
  },
});

const wrongNumbers = ({ household }: Family): readonly Verdict[] =>
  household.members.flatMap((member): readonly Verdict[] =>
    member.idStatus !== 'invalid'
      ? []
      : [
          {
            status: 'fail',
            memberKey: member.key,
            confidence: 'exact',
            reason: '成员身份证号未通过校验，可能录入有误，请核对证件',
            evidence: { idNumber: maskIdNumber(member.idNumber) },
            lineage: [member.lineage],
          },
        ],
  );
