import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, withUnclear } from '../each-member.ts';
import { textIn } from '../read-values.ts';
import { benefitsRunningOn, evidenceOf, holdsUnit } from './benefit-facts.ts';

const NEEDS = ['other-benefit'] as const;

/** A rental subsidy, of any place, while the household holds a unit; or a unit while it is on the roster without one. */
export const subsidyAndUnit = defineRule({
  code: 'benefit.subsidy-and-unit',
  section: 'admission',
  needs: NEEDS,
  prepare(basis) {
    const benefitsOf = benefitsRunningOn(basis.asOf, basis.pack);
    const nothing = lacking(basis, NEEDS) ?? clear('未同时享受实物配租和租赁补贴');
    return {
      nothing,
      judge(family) {
        const benefits = benefitsOf(family);
        if (benefits.length === 0) return nothing;
        const unit = holdsUnit(family);
        const excluded = unit ? 'subsidy' : 'unit';
        const clashing = benefits.filter(({ kind, certain }) => kind === excluded && certain);
        const unclear = benefits.filter(
          ({ kind, certain }) => kind === null || (kind === excluded && !certain),
        );
        const found = failEachMember(
          family,
          clashing.map(({ hit }) => hit),
          (memberKey, hits, confidence) => {
            const startedOn = hits[0] ? textIn(hits[0].values, 'startedOn') : null;
            return failed(
              {
                memberKey,
                confidence,
                reason: unit
                  ? `家庭承租公租房期间，成员${startedOn === null ? '' : `自${startedOn}起`}领取住房租赁补贴`
                  : `家庭享受租赁补贴期间，成员${startedOn === null ? '' : `自${startedOn}起`}承租保障性住房`,
                evidence: evidenceOf(hits),
              },
              hits,
            );
          },
        );
        const said = withUnclear(
          found,
          unclear.map(({ hit }) => hit),
          '其他住房保障数据未注明保障方式，或起止日期无法判断',
        );
        return said.length > 0 ? said : nothing;
      },
    };
  },
});
