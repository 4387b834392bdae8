import type { CalendarDate } from '../../basics/calendar-date.ts';
import { type BusinessLimits, businessLimits } from '../../policies/index.ts';
import { hasCome, isUnread } from '../days-of.ts';
import { clear, defineRule, failed, lacking } from '../define-rule.ts';
import { failEachMember, sift, withUnclear } from '../each-member.ts';
import { hitsIn, numberIn, textIn } from '../read-values.ts';
import type { Hit } from '../types.ts';
import { atMost, yuan } from '../wording.ts';

const NEEDS = ['business'] as const;
const CLOSED = /注销|吊销|撤销|迁出|停业|歇业|关闭|清算/u;
// 财务负责人 and contact persons hold no stake.
const NO_STAKE = /财务负责人|联络(?:员|人)|分支机构负责人/gu;
const STAKE = /法定代表人|法人|股东|投资|合伙人|负责人|经营者|出资人|业主|发起人/u;
const SOLE_TRADER = /个体|个人经营/u;
const COMPANY = /公司|企业|合伙|合作社|有限|股份|集团/u;

/**
 * A member's role with a stake (法定代表人, 股东, 投资人, 合伙人, 负责人, 经营者) in a living business whose capital passes
 * the limit; where the policy sets no amount any such role counts. Sole traders (also by a credit code that begins
 * with 92) are exempt where the policy says so. An unknown role, kind or capital makes a pass 不可比.
 */
export const businessRegistered = defineRule({
  code: 'business.registered',
  section: 'admission.business',
  needs: NEEDS,
  prepare(basis) {
    const { pack, asOf } = basis;
    const limits = businessLimits(pack);
    if (limits === null) return null;
    const nothing = lacking(basis, NEEDS) ?? clear('家庭成员投资办企业未超过标准');
    return {
      nothing,
      judge(family) {
        const { counted, unclear } = sift(hitsIn(family, 'business'), (hit) => doesPass(hit, limits, asOf));
        const found = failEachMember(family, counted, (memberKey, hits, confidence) => {
          const worst = hits.reduce((most, hit) =>
            (capitalOf(hit) ?? 0) > (capitalOf(most) ?? 0) ? hit : most,
          );
          return failed(
            {
              memberKey,
              confidence,
              reason: reasonOf(worst, limits),
              evidence: {
                limitFen: limits.maxSubscribedFen,
                paidInLimitFen: limits.maxPaidInFen,
                inclusive: limits.inclusive,
                businesses: hits.map(({ values }) => ({
                  name: textIn(values, 'businessName'),
                  kind: textIn(values, 'businessKind'),
                  role: textIn(values, 'role'),
                  subscribedFen:
                    numberIn(values, 'subscribedFen') ?? numberIn(values, 'registeredCapitalFen'),
                  paidInFen: numberIn(values, 'paidInFen'),
                  status: textIn(values, 'status'),
                })),
              },
            },
            hits,
          );
        });
        const said = withUnclear(found, unclear, '市场主体登记缺少职务、类型或出资额，或注销日期无法判断');
        return said.length > 0 ? said : nothing;
      },
    };
  },
});

function reasonOf(hit: Hit, limits: BusinessLimits): string {
  const name = textIn(hit.values, 'businessName');
  const role = textIn(hit.values, 'role');
  const capital = capitalOf(hit);
  const held = `成员在${name === null ? '一家存续市场主体' : `“${name}”`}${role === null ? '有登记' : `担任${role}`}`;
  if (limits.maxSubscribedFen === null || capital === null) return `${held}，超出政策允许范围`;
  return `${held}，出资${yuan(capital)}，标准为${atMost(limits.inclusive)}${yuan(limits.maxSubscribedFen)}`;
}

/** What the member subscribed; where only the business's capital is given, that. */
function capitalOf(hit: Hit): number | null {
  if (isUnread(hit, 'subscribedFen')) return null;
  return numberIn(hit.values, 'subscribedFen') ?? numberIn(hit.values, 'registeredCapitalFen');
}

function isClosed(hit: Hit, asOf: CalendarDate): boolean | null {
  const status = textIn(hit.values, 'status');
  return status !== null && CLOSED.test(status) ? true : hasCome(hit, 'cancelledOn', asOf);
}

function isSoleTrader(hit: Hit): boolean | null {
  const kind = textIn(hit.values, 'businessKind');
  if (kind !== null && SOLE_TRADER.test(kind)) return true;
  const code = textIn(hit.values, 'uscc');
  if (code?.length === 18) return code.startsWith('92');
  if (kind !== null) return false;
  const name = textIn(hit.values, 'businessName');
  return name !== null && COMPANY.test(name) ? false : null;
}

/** Whether the hit passes the limits; null when a figure for it is missing. */
function doesPass(hit: Hit, limits: BusinessLimits, asOf: CalendarDate): boolean | null {
  const closed = isClosed(hit, asOf);
  if (closed === true) return false;
  const role = textIn(hit.values, 'role');
  const stake = role === null ? null : STAKE.test(role.replace(NO_STAKE, ''));
  if (stake === false) return false;
  const sole = isSoleTrader(hit);
  if (limits.exemptSoleTrader && sole === true) return false;
  const shop = limits.exemptFamilyShop && sole === true ? isFamilyShop(hit) : false;
  if (shop === true) return false;
  const over = passesCapital(hit, limits);
  if (over !== true) return over;
  const known =
    closed === false && stake === true && shop === false && (sole !== null || !limits.exemptSoleTrader);
  return known ? true : null;
}

/** 无雇员夫妻店: nobody employed besides the couple. */
function isFamilyShop(hit: Hit): boolean | null {
  const employees = numberIn(hit.values, 'employees');
  return employees === null ? null : employees <= 2;
}

function passesCapital(hit: Hit, limits: BusinessLimits): boolean | null {
  const capital = capitalOf(hit);
  const pairs = [
    [limits.maxSubscribedFen, capital],
    [limits.maxPaidInFen, numberIn(hit.values, 'paidInFen')],
    [limits.maxInvestmentFen, capital],
  ] as const;
  if (pairs.every(([limit]) => limit === null)) return true;
  let unknown = false;
  for (const [limit, value] of pairs) {
    if (limit === null) continue;
    if (value === null) unknown = true;
    else if (limits.inclusive ? value > limit : value >= limit) return true;
  }
  return unknown ? null : false;
}
