import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { textIn } from '../read-values.ts';
import { holdsUnit, runningBenefits } from './benefit-facts.ts';

const NEEDS = ['other-benefit'] as const;

/** A rental subsidy, of any place, while the household holds a unit; or a unit while it is on the roster without one. */
export const subsidyAndUnit = defineRule({
  code: 'benefit.subsidy-and-unit',
  section: 'admission',
  needs: NEEDS,
  judge(family, pack, asOf) {
    const unit = holdsUnit(family);
    const benefits = runningBenefits(family, pack, asOf);
    const clashing = benefits.filter(({ kind }) => kind === (unit ? 'subsidy' : 'unit'));
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
            evidence: {
              benefits: hits.map(({ values }) => ({
                kind: textIn(values, 'benefitKind'),
                region: textIn(values, 'region'),
                startedOn: textIn(values, 'startedOn'),
              })),
            },
          },
          hits,
        );
      },
    );
    if (found.length > 0) return found;
    const unclear = benefits.filter(({ kind }) => kind === null);
    if (unclear.length > 0)
      return incomparable('其他住房保障数据未注明保障方式', {}, { hits: unclear.map(({ hit }) => hit) });
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('未同时享受实物配租和租赁补贴');
  },
});
