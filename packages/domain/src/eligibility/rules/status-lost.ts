import type { CalendarDate } from '../../basics/calendar-date.ts';
import { missingOf } from '../availability.ts';
import { defineRule, exempt, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { dateIn, hitsIn, tenantOf, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';

const NEEDS = ['low-income'] as const;
// 中等偏下收入, 新就业 and the like do not rest on the civil-affairs register.
const ASSISTED = /低保|特困|边缘|最低生活保障|五保|救助/u;
const ENDED = /停|终止|退出|取消|注销|不在册|已退|死亡/u;

/**
 * Only for households whose tier (保障类别) rests on assistance. A member's assistance ended on or before the as-of
 * date and none of theirs runs on. Where it ended for somebody else than the tenant while the tenant's goes on, the
 * tier still stands. Nobody of the household in the register: 不可比.
 */
export const statusLost = defineRule({
  code: 'status.lost',
  section: 'admission.groups',
  needs: NEEDS,
  judge(family, _pack, asOf) {
    const { category } = family.household.tenancy;
    if (category === null || !ASSISTED.test(category)) return [];
    const hits = hitsIn(family, 'low-income');
    const running = new Set(hits.filter((hit) => !hasEnded(hit, asOf)).map((hit) => hit.memberKey));
    const ended = hits.filter((hit) => hasEnded(hit, asOf) && !running.has(hit.memberKey));
    const found =
      tierStands(family, running) !== false
        ? []
        : failEachMember(family, ended, (memberKey, own, confidence) => {
            const last = own.reduce((most, hit) => ((endOf(hit) ?? '') > (endOf(most) ?? '') ? hit : most));
            const endedOn = endOf(last);
            const kind = textIn(last.values, 'category') ?? '社会救助';
            return failed(
              {
                memberKey,
                confidence,
                reason: `家庭按“${category}”保障，成员${kind}${endedOn === null ? '' : `已于${endedOn}`}终止`,
                evidence: { tier: category, category: kind, endedOn, asOf },
                facts: { tier: category, category: kind, endedOn },
              },
              own,
            );
          });
    if (found.length > 0) return found;
    const missing = missingOf(family, NEEDS);
    if (missing.length > 0) return lacking(family, missing, { tier: category });
    if (hits.length === 0)
      return incomparable(`家庭按“${category}”保障，社会救助数据中查无家庭成员`, { tier: category });
    const reason = '保障类别所依据的身份仍有效';
    return tierStands(family, running) === true ? exempt(reason) : passed(reason);
  },
});

/** Null: the tenant has no number by which the register could know of them. */
function tierStands(family: Family, running: ReadonlySet<string | null>): boolean | null {
  const tenant = tenantOf(family);
  if (tenant?.idStatus === 'missing') return null;
  return tenant !== null && running.has(tenant.key);
}

const endOf = (hit: Hit): CalendarDate | null => dateIn(hit.values, 'endedOn');

function hasEnded(hit: Hit, asOf: CalendarDate): boolean {
  const endedOn = endOf(hit);
  if (endedOn !== null) return endedOn <= asOf;
  return ENDED.test(textIn(hit.values, 'status') ?? '');
}
