import { addMonths, type CalendarDate } from '../../basics/calendar-date.ts';
import { type DisposalRule, disposalRule } from '../../policies/index.ts';
import { type Days, daysOf, isUnread } from '../days-of.ts';
import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { hitsIn, textIn } from '../read-values.ts';
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
  prepare(basis) {
    const { asOf } = basis;
    const rule = disposalRule(basis.pack);
    if (rule === null) return null;
    const { lookbackMonths } = rule;
    const period = { rule, from: lookbackMonths === null ? null : addMonths(asOf, -lookbackMonths), asOf };
    const nothing = lacking(basis, NEEDS) ?? clear('追溯期内无住房转移');
    return {
      nothing,
      judge(family) {
        const { counted, unclear } = sift(disposals(family, asOf), (hit) => doesCount(hit, period));
        const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
          const [hit] = hits;
          const on = hit ? textIn(hit.values, dayFieldOf(hit)) : null;
          const kind = hit ? textIn(hit.values, 'transferKind') : null;
          const facts = {
            lookbackMonths,
            disposals: hits.map((one) => ({
              on: textIn(one.values, dayFieldOf(one)),
              kind: textIn(one.values, 'transferKind'),
            })),
          };
          return failed(
            {
              memberKey,
              confidence,
              reason: `成员${on === null ? '' : `于${on}`}转出住房${hits.length}套${kind === null ? '' : `（${kind}）`}${lookbackMonths === null ? '' : `，在${lookbackMonths}个月追溯期内`}`,
              evidence: { ...facts, from: period.from },
              facts,
            },
            hits,
          );
        });
        const said = withUnclear(found, unclear, '房产转移记录的日期、方式或用途缺失或无法判断');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

function disposals(family: Family, asOf: CalendarDate): readonly Hit[] {
  const given = hitsIn(family, 'property-transfer').filter(
    (hit) => (hit.role ?? 'seller') === 'seller' && !staysInFamily(family, hit),
  );
  const ended = hitsIn(family, 'real-estate').filter(
    (hit) => isGone(hit, asOf) !== false && (isDated(hit) || isUndatedTransfer(hit, given)),
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

const dayFieldOf = (hit: Hit): string => (hit.register === 'real-estate' ? 'cancelledOn' : 'transferredOn');

const isDated = (hit: Hit): boolean =>
  daysOf(hit, dayFieldOf(hit)) !== null || isUnread(hit, dayFieldOf(hit));

interface Period {
  readonly rule: DisposalRule;
  /** Null: whenever it was. */
  readonly from: CalendarDate | null;
  readonly asOf: CalendarDate;
}

function doesCount(hit: Hit, { rule, from, asOf }: Period): boolean | null {
  const within = isWithin(daysOf(hit, dayFieldOf(hit)), from, asOf);
  const kind = textIn(hit.values, 'transferKind') ?? textIn(hit.values, 'reason');
  const regulated = rule.kinds === null ? true : isOneOf(rule.kinds, kind);
  if (within === false || regulated === false) return false;
  if (within === null || regulated === null) return null;
  return isDwelling(textIn(hit.values, 'usage')) === null ? null : true;
}

function isWithin(days: Days | null, from: CalendarDate | null, asOf: CalendarDate): boolean | null {
  if (days === null) return from === null ? true : null;
  if (days.first > asOf || (from !== null && days.last < from)) return false;
  return from === null || days.first >= from ? true : null;
}

/** Null: not given, or a way of dealing that is not known: 转移登记 may be any of them. */
function isOneOf(regulated: readonly string[], kind: string | null): boolean | null {
  if (kind === null) return null;
  const families = FAMILIES.filter((words) => words.test(kind));
  const isRegulated = regulated.some(
    (one) => kind.includes(one) || families.some((words) => words.test(one)),
  );
  if (isRegulated) return true;
  return families.length === 0 ? null : false;
}
