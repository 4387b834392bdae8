import { addMonths, type CalendarDate } from '../../basics/calendar-date.ts';
import { type DisposalRule, disposalRule } from '../../policies/index.ts';
import { missingOf } from '../availability.ts';
import { defineRule, failed, incomparable, lacking, passed } from '../define-rule.ts';
import { failEachMember } from '../each-member.ts';
import { dateIn, hitsIn, textIn } from '../read-values.ts';
import type { Family, Hit } from '../types.ts';
import { addressKey, isDwelling, isGone } from './housing-facts.ts';

const NEEDS = ['property-transfer'] as const;

// The same dealing has many names: 买卖 is 出售, 离婚 leads to 析产.
const FAMILIES: readonly RegExp[] = [/出售|买卖|转让|交易|卖出/u, /赠/u, /析产|离婚|分割/u, /继承|遗赠/u];

const TRANSFERRED = /转移|已转|转出|过户/u;

/**
 * Housing that a member gave away within the look-back, the day exactly so many months ago included: transfers with
 * the member as the giver, and registrations that ended. A transfer between two members of the household is none; one
 * of unknown day, kind or use is 不可比.
 */
export const housingDisposed = defineRule({
  code: 'housing.disposed',
  section: 'admission.housing',
  needs: NEEDS,
  uses: ['real-estate'],
  judge(family, pack, asOf) {
    const rule = disposalRule(pack);
    if (rule === null) return [];
    const counted: Hit[] = [];
    const unclear: Hit[] = [];
    for (const hit of disposals(family, asOf)) {
      const counts = doesCount(hit, rule, asOf);
      if (counts === true) counted.push(hit);
      if (counts === null) unclear.push(hit);
    }
    const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
      const [hit] = hits;
      const on = hit ? dayOf(hit) : null;
      const kind = hit ? textIn(hit.values, 'transferKind') : null;
      const facts = {
        lookbackMonths: rule.lookbackMonths,
        disposals: hits.map((one) => ({ on: dayOf(one), kind: textIn(one.values, 'transferKind') })),
      };
      return failed(
        {
          memberKey,
          confidence,
          reason: `成员${on === null ? '' : `于${on}`}转出住房${hits.length}套${kind === null ? '' : `（${kind}）`}${rule.lookbackMonths === null ? '' : `，在${rule.lookbackMonths}个月追溯期内`}`,
          evidence: {
            ...facts,
            from: rule.lookbackMonths === null ? null : addMonths(asOf, -rule.lookbackMonths),
          },
          facts,
        },
        hits,
      );
    });
    if (found.length > 0) return found;
    if (unclear.length > 0) return incomparable('房产转移记录缺少日期、方式或用途', {}, { hits: unclear });
    const missing = missingOf(family, NEEDS);
    return missing.length > 0 ? lacking(family, missing) : passed('追溯期内无住房转移');
  },
});

function disposals(family: Family, asOf: CalendarDate): readonly Hit[] {
  const given = hitsIn(family, 'property-transfer').filter(
    (hit) => (hit.role ?? 'seller') === 'seller' && !staysInFamily(family, hit),
  );
  const ended = hitsIn(family, 'real-estate').filter(
    (hit) => isGone(hit, asOf) && (dayOf(hit) !== null || isUndatedTransfer(hit, given)),
  );
  const all = ended.length === 0 ? given : [...given, ...ended];
  return all.filter((hit) => isDwelling(textIn(hit.values, 'usage')) !== false);
}

/** Says that the house went, not when; unless the transfer register tells of the same house. */
function isUndatedTransfer(hit: Hit, given: readonly Hit[]): boolean {
  if (!TRANSFERRED.test(textIn(hit.values, 'status') ?? '')) return false;
  const address = addressKey(hit);
  return address === null || !given.some((transfer) => addressKey(transfer) === address);
}

function staysInFamily(family: Family, hit: Hit): boolean {
  const buyer = textIn(hit.values, 'buyerId');
  return buyer !== null && family.household.members.some((member) => member.idNumber === buyer);
}

const dayOf = (hit: Hit): CalendarDate | null =>
  dateIn(hit.values, hit.register === 'real-estate' ? 'cancelledOn' : 'transferredOn');

function doesCount(hit: Hit, rule: DisposalRule, asOf: CalendarDate): boolean | null {
  const on = dayOf(hit);
  if (on !== null && on > asOf) return false;
  if (rule.lookbackMonths !== null && on !== null && on < addMonths(asOf, -rule.lookbackMonths)) return false;
  const kind = textIn(hit.values, 'transferKind') ?? textIn(hit.values, 'reason');
  if (rule.kinds !== null && kind !== null && !rule.kinds.some((one) => isSameKind(one, kind))) return false;
  if (rule.lookbackMonths !== null && on === null) return null;
  if (isDwelling(textIn(hit.values, 'usage')) === null) return null;
  return rule.kinds !== null && kind === null ? null : true;
}

function isSameKind(a: string, b: string): boolean {
  return b.includes(a) || FAMILIES.some((words) => words.test(a) && words.test(b));
}
