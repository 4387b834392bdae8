import { maskIdNumber } from '../../basics/mask.ts';
import { defineRule, passed, unfindable, type Verdict } from '../define-rule.ts';

/** The roster's number is complete but fails its checks: probably mistyped, so that registers may miss the person. */
export const idInvalid = defineRule({
  code: 'id.invalid',
  section: 'admission',
  judge(family) {
    const wrong = family.household.members.flatMap((member): readonly Verdict[] =>
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
    const verdicts = [...wrong, ...unfindable(family, '身份证号无法校验')];
    return verdicts.length > 0 ? verdicts : passed('家庭成员身份证号均通过校验');
  },
});
