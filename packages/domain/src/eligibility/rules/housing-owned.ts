import { forbiddenPropertyKinds, type HousingLimit, housingLimit, meetsLimit } from '../../policies/index.ts';
import { clear, defineRule, failed, incomparable, lacking, passed, type Verdict } from '../define-rule.ts';
import { holderOfMost } from '../holder-of-most.ts';
import { failWith, trustOf } from '../trust.ts';
import type { Family } from '../types.ts';
import { atMost, perWhom, squareMetres } from '../wording.ts';
import { currentProperties, type Property } from './housing-facts.ts';

const NEEDS = ['real-estate'] as const;

/**
 * Residential property that the members hold, as a total against the limit for the family: total area against
 * limit × members, nothing is divided. A house held by two members counts once and whole, whatever the shares.
 * An unknown use or area can turn a pass into 不可比, never into a fail.
 */
export const housingOwned = defineRule({
  code: 'housing.owned',
  section: 'admission.housing',
  needs: NEEDS,
  prepare(basis) {
    const limit = housingLimit(basis.pack);
    const forbidden = forbiddenPropertyKinds(basis.pack);
    if (limit === null && forbidden.length === 0) return null;
    const lack = lacking(basis, NEEDS);
    const nothing = lack ?? clear('家庭成员名下无其他房产登记');
    const noneForbidden = clear('家庭成员名下无政策限制的房产');
    return {
      nothing,
      judge(family) {
        const properties = currentProperties(family, basis.asOf);
        if (properties.length === 0) return nothing;
        const banned = forbidden.length > 0 ? judgeForbidden(family, properties, forbidden) : null;
        if (banned !== null) return [banned];
        const over = limit === null ? null : judgeArea(family, properties, limit);
        if (over !== null) return [over];
        if (lack !== null) return lack;
        const doubtful = properties.filter((property) => mayBeForbidden(property, forbidden));
        if (doubtful.length > 0)
          return incomparable(
            '不动产登记缺少用途或注销日期无法判断，无法判断是否持有政策不允许持有的房产',
            {},
            { hits: doubtful.map(({ hit }) => hit) },
          );
        if (limit === null) return noneForbidden;
        const upper = totals(properties, limit.area).reduce((sum, house) => sum + house.upper, 0);
        const evidence = areaEvidence(family, properties, limit);
        if (!meetsAny(upper, family, limit)) {
          return incomparable('不动产登记缺少用途或面积，或注销日期无法判断，无法核算住房面积', evidence, {
            hits: properties.map((property) => property.hit),
          });
        }
        return passed('家庭住房面积未超过标准', evidence);
      },
    };
  },
});

interface House {
  readonly property: Property;
  /** Cm² certain, and at most. */
  readonly lower: number;
  readonly upper: number;
}

/** Each house once, with what is certain of its residential area and what it may be at most. */
function totals(properties: readonly Property[], area: HousingLimit['area']): readonly House[] {
  const houses = new Map<string, House>();
  for (const property of properties) {
    if (property.dwelling === false) continue;
    const { floorCm2, useCm2, dwelling } = property;
    // The use area of a house is never above its floor area.
    const known = area === 'floor-area' ? floorCm2 : useCm2;
    const lower = dwelling === null ? 0 : (known ?? (area === 'floor-area' ? (useCm2 ?? 0) : 0));
    const upper = known ?? (area === 'use-area' ? (floorCm2 ?? Infinity) : Infinity);
    const before = houses.get(property.house);
    if (before === undefined || before.lower < lower) houses.set(property.house, { property, lower, upper });
  }
  return [...houses.values()];
}

function meetsAny(total: number, family: Family, limit: HousingLimit): boolean {
  const size = Math.max(family.household.members.length, 1);
  return limit.anyOf.some((bound) => meetsLimit(total, size, bound));
}

function judgeArea(family: Family, properties: readonly Property[], limit: HousingLimit): Verdict | null {
  const found = failWith(family, properties, (some) => {
    const houses = totals(some, limit.area).filter((house) => house.lower > 0);
    const total = houses.reduce((sum, house) => sum + house.lower, 0);
    return total === 0 || meetsAny(total, family, limit) ? null : { houses, total };
  });
  if (found === null) return null;
  const { houses, total } = found.found;
  const held = houses.map((house) => house.property);
  const [bound] = limit.anyOf;
  const size = Math.max(family.household.members.length, 1);
  const value =
    bound?.per === 'person' ? `人均${(total / size / 10_000).toFixed(2)}平方米` : squareMetres(total);
  const standard = limit.anyOf
    .map((one) => `${perWhom(one.per)}${atMost(one.inclusive)}${squareMetres(one.amount)}`)
    .join('或');
  return failed(
    {
      memberKey: holderOfMost(
        houses.map(({ property, lower }) => ({ memberKey: property.hit.memberKey, amount: lower })),
      ),
      confidence: found.confidence,
      reason: `家庭${size}人名下登记住房${houses.length}套，共${squareMetres(total)}，${value}，标准为${standard}`,
      evidence: areaEvidence(family, held, limit),
    },
    held.map((property) => property.hit),
  );
}

function areaEvidence(family: Family, properties: readonly Property[], limit: HousingLimit) {
  const [bound] = limit.anyOf;
  return {
    valueCm2: totals(properties, limit.area).reduce((sum, house) => sum + house.lower, 0),
    limitCm2: bound?.amount ?? null,
    per: bound?.per ?? null,
    inclusive: bound?.inclusive ?? null,
    area: limit.area,
    members: family.household.members.length,
    registered: properties.map(({ hit, usage, floorCm2, useCm2 }) => ({
      member: hit.memberKey,
      usage,
      floorAreaCm2: floorCm2,
      useAreaCm2: useCm2,
      confidence: trustOf(family, hit),
    })),
  };
}

/** Property that excludes whatever its size: shops, garages. */
function judgeForbidden(
  family: Family,
  properties: readonly Property[],
  kinds: readonly string[],
): Verdict | null {
  const found = failWith(family, properties, (some) => {
    const banned = some.filter(({ usage, mayBeGone }) => isForbidden(usage, kinds) === true && !mayBeGone);
    return banned.length === 0 ? null : banned;
  });
  const first = found?.found[0];
  if (!found || first === undefined) return null;
  return failed(
    {
      memberKey: first.hit.memberKey,
      confidence: found.confidence,
      reason: `家庭成员名下登记有${first.usage ?? '房产'}，属于政策不允许持有的房产`,
      evidence: { forbidden: kinds, registered: found.found.map(({ usage }) => usage) },
    },
    found.found.map((property) => property.hit),
  );
}

function isForbidden(usage: string | null, kinds: readonly string[]): boolean | null {
  if (kinds.length === 0) return false;
  return usage === null ? null : kinds.some((kind) => usage.includes(kind));
}

function mayBeForbidden({ usage, mayBeGone }: Property, kinds: readonly string[]): boolean {
  const forbidden = isForbidden(usage, kinds);
  return forbidden === null || (forbidden && mayBeGone);
}
