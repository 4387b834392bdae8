import type { CalendarDate } from '../../basics/calendar-date.ts';
import { missingOf, missingText } from '../availability.ts';
import { daysOf, hasCome } from '../days-of.ts';
import { clear, defineRule, exempt, failed, incomparable, type Verdict } from '../define-rule.ts';
import { failEachMember, withUnclear } from '../each-member.ts';
import { hitsIn, tenantOf, textIn } from '../read-values.ts';
import { trustOf } from '../trust.ts';
import type { Confidence, Family, Hit } from '../types.ts';
import { type Scheme, schemesIn } from './assistance-schemes.ts';

const NEEDS = ['low-income'] as const;
// 中等偏下收入, 新就业 and the like do not rest on the civil-affairs register.
const ASSISTED = /低保|特困|边缘|最低生活保障|五保|救助/u;
const ENDED = /停|终止|退出|取消|注销|不在册|已退|死亡/u;

/**
 * Only for households whose tier (保障类别) rests on assistance. A member's assistance under the tier's scheme ended on
 * or before the as-of date and none of it runs on. Where it ended for somebody else than the tenant while the
 * tenant's goes on, the tier still stands. 不可比: nobody of the household in the register, another scheme in the place
 * of the tier's (低保边缘 takes the place of none), an end that can't be told, or going on only by a probable row.
 */
export const statusLost = defineRule({
  code: 'status.lost',
  section: 'admission.groups',
  needs: NEEDS,
  prepare(basis) {
    const { asOf } = basis;
    const missing = missingOf(basis, NEEDS);
    const lack = missingText(basis, missing);
    const ofTenant = exempt('保障类别所依据的身份仍有效');
    const ofOthers = clear('保障类别所依据的身份仍有效');
    return {
      judge(family) {
        const tier = family.household.tenancy.category;
        if (tier === null || !ASSISTED.test(tier)) return [];
        const hits = hitsIn(family, 'low-income');
        if (hits.length === 0)
          return missing.length > 0
            ? incomparable(lack, { tier, missing })
            : incomparable(`家庭按“${tier}”保障，社会救助数据中查无家庭成员`, { tier });
        const schemes = schemesIn(tier);
        const standings = new Map(
          family.household.members.map(({ key }) => {
            const own = hits.filter(({ memberKey }) => memberKey === key);
            return [key, standingOf(family, own, schemes, asOf)] as const;
          }),
        );
        const tenant = tenantOf(family);
        const ofTier = standings.get(tenant?.key ?? '');
        if (ofTier === 'stands' && missing.length === 0) return ofTenant;
        const inStanding = (wanted: Standing) =>
          hits.filter(({ memberKey }) => standings.get(memberKey ?? '') === wanted);
        // A tenant without a number may well have it still.
        const mayStand = ofTier === 'stands' || ofTier === 'unclear' || tenant?.idStatus === 'missing';
        const ended = inStanding('lost').filter((hit) => fits(hit, schemes) && hasEnded(hit, asOf));
        const found = mayStand
          ? []
          : failEachMember(family, ended, (memberKey, own, confidence) =>
              say({ memberKey, own, confidence, tier, asOf }),
            );
        const said = withUnclear(
          found,
          inStanding('unclear'),
          `家庭按“${tier}”保障，社会救助数据中无法判断该项救助是否仍有效`,
        );
        if (said.length > 0) return said;
        return missing.length > 0 ? incomparable(lack, { tier, missing }) : ofOthers;
      },
    };
  },
});

type Standing = 'stands' | 'lost' | 'unclear' | 'unknown-to-register';

/** How one member stands by their rows. */
function standingOf(
  family: Family,
  own: readonly Hit[],
  schemes: readonly Scheme[],
  asOf: CalendarDate,
): Standing {
  if (own.length === 0) return 'unknown-to-register';
  const ofTier = own.filter((hit) => fits(hit, schemes));
  const running = ofTier.filter((hit) => hasEnded(hit, asOf) === false);
  if (running.some((hit) => trustOf(family, hit) === 'exact')) return 'stands';
  if (running.length > 0 || ofTier.some((hit) => hasEnded(hit, asOf) === null)) return 'unclear';
  const instead = own.filter((hit) => !ofTier.includes(hit) && hasEnded(hit, asOf) !== true);
  const isReplaced = instead.some((hit) => schemesOf(hit).some((scheme) => scheme !== 'borderline'));
  return ofTier.length > 0 && !isReplaced ? 'lost' : 'unclear';
}

const schemesOf = (hit: Hit): readonly Scheme[] => schemesIn(textIn(hit.values, 'category') ?? '');

/** A row that names no scheme is taken for the tier's. */
function fits(hit: Hit, schemes: readonly Scheme[]): boolean {
  const own = schemesOf(hit);
  return schemes.length === 0 || own.length === 0 || own.some((scheme) => schemes.includes(scheme));
}

/** A day in the future outweighs what the status says of now; null where the day can't be told. */
function hasEnded(hit: Hit, asOf: CalendarDate): boolean | null {
  const saysSo = ENDED.test(textIn(hit.values, 'status') ?? '');
  const ended = hasCome(hit, 'endedOn', asOf);
  if (ended === null) return saysSo ? true : null;
  return ended || (saysSo && daysOf(hit, 'endedOn') === null);
}

interface Loss {
  readonly memberKey: string;
  readonly own: readonly Hit[];
  readonly confidence: Confidence;
  readonly tier: string;
  readonly asOf: CalendarDate;
}

function say({ memberKey, own, confidence, tier, asOf }: Loss): Verdict {
  const last = own.reduce((most, hit) => ((endOf(hit) ?? '') > (endOf(most) ?? '') ? hit : most));
  const endedOn = endOf(last);
  const kind = textIn(last.values, 'category') ?? '社会救助';
  return failed(
    {
      memberKey,
      confidence,
      reason: `家庭按“${tier}”保障，成员${kind}${endedOn === null ? '' : `已于${endedOn}`}终止`,
      evidence: { tier, category: kind, endedOn, asOf },
      facts: { tier, category: kind, endedOn },
    },
    own,
  );
}

const endOf = (hit: Hit): string | null => textIn(hit.values, 'endedOn');
