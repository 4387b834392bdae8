import type {
  AdmissionPolicy,
  AssetsPolicy,
  BusinessPolicy,
  GroupPolicy,
  HousingBound,
  HousingPolicy,
  HukouPolicy,
  IncomeBound,
  IncomePolicy,
  VehiclePolicy,
} from './admission-policy.ts';
import { flag, list, number, object, oneOf, optional, required, text } from './json-reader.ts';
import { age, largeYuan, months, ratio, sectionFields, squareMetres, years, yuan } from './section-schema.ts';

const incomeBound = {
  limit: optional(yuan),
  ratio: optional(ratio),
  inclusive: required(flag),
};

const income = object<IncomePolicy>({
  ...sectionFields,
  ...incomeBound,
  basis: required(oneOf('per-capita-annual', 'per-capita-monthly', 'household-annual', 'household-monthly')),
  base: optional(yuan),
  whenOwningHome: optional(object<IncomeBound>(incomeBound)),
  exemptGroups: optional(list(text)),
});

const basis = oneOf('per-capita', 'household');

const housing = object<HousingPolicy>({
  ...sectionFields,
  basis: optional(basis),
  limit: optional(squareMetres),
  inclusive: optional(flag),
  area: optional(oneOf('floor-area', 'use-area')),
  alternative: optional(
    object<HousingBound>({
      basis: required(basis),
      limit: required(squareMetres),
      inclusive: required(flag),
    }),
  ),
  disposalLookbackMonths: optional(months),
  disposalKinds: optional(list(text)),
  forbiddenKinds: optional(list(text)),
});

const assets = object<AssetsPolicy>({
  ...sectionFields,
  basis: required(oneOf('per-capita', 'household', 'by-size', 'income-multiple')),
  limit: optional(yuan),
  bySize: optional(list(yuan)),
  multiple: optional(number({ min: 0.1, max: 100 })),
  multipleOf: optional(oneOf('disposable-income', 'household-income')),
  inclusive: required(flag),
  scope: optional(oneOf('all', 'money')),
});

const litres = number({ min: 0, max: 20, hint: '单位为升，如 1.8' });

const vehicles = object<VehiclePolicy>({
  ...sectionFields,
  maxCount: optional(number({ max: 20, integer: true, hint: '单位为辆' })),
  maxPrice: optional(largeYuan),
  priceBasis: optional(oneOf('invoice', 'tax-inclusive', 'purchase', 'current')),
  sumPrices: optional(flag),
  maxDisplacementL: optional(litres),
  maxTurboDisplacementL: optional(litres),
  inclusive: optional(flag),
  displacementInclusive: optional(flag),
  transferLookbackMonths: optional(months),
  exemptKinds: optional(list(text, 0)),
  exemptUses: optional(list(text, 0)),
});

const business = object<BusinessPolicy>({
  ...sectionFields,
  maxSubscribedCapital: optional(largeYuan),
  maxPaidInCapital: optional(largeYuan),
  maxInvestment: optional(largeYuan),
  inclusive: optional(flag),
  exemptSoleTrader: optional(flag),
  exemptFamilyShop: optional(flag),
});

export const admission = object<AdmissionPolicy>({
  ...sectionFields,
  housing: optional(housing),
  income: optional(income),
  assets: optional(assets),
  vehicles: optional(vehicles),
  business: optional(business),
  hukou: optional(
    object<HukouPolicy>({
      ...sectionFields,
      minimumYears: optional(years),
      minimumLocalMembers: optional(number({ max: 20, integer: true })),
    }),
  ),
  groups: optional(
    object<GroupPolicy>({ ...sectionFields, anyOf: required(list(text)), minimumMonths: optional(months) }),
  ),
  minimumAge: optional(age),
  singleMinimumAge: optional(age),
  fullCapacity: optional(flag),
});
