import type { Section } from './section.ts';

/** A limit by amount, or by a ratio of disposable income per head. */
export interface IncomeBound {
  /** Yuan in the policy's basis. */
  readonly limit?: number;
  /** 0.8 for 80%. */
  readonly ratio?: number;
  /** Whether income equal to the limit still meets it. */
  readonly inclusive: boolean;
}

export interface IncomePolicy extends Section, IncomeBound {
  readonly basis: 'per-capita-annual' | 'per-capita-monthly' | 'household-annual' | 'household-monthly';
  /** Disposable income per head and year, where the document prints one figure instead of a yearly table. */
  readonly base?: number;
  /** A stricter bound for families with a home of their own. */
  readonly whenOwningHome?: IncomeBound;
  /** Groups not judged by income (人才, 劳模 …). */
  readonly exemptGroups?: readonly string[];
}

export interface HousingBound {
  readonly basis: 'per-capita' | 'household';
  /** ㎡. */
  readonly limit: number;
  readonly inclusive: boolean;
}

export interface HousingPolicy extends Section {
  readonly basis?: HousingBound['basis'];
  readonly limit?: number;
  readonly inclusive?: boolean;
  /** Absent: floor area. */
  readonly area?: 'floor-area' | 'use-area';
  /** Meeting this one is enough too ("户均 36㎡ 或人均 18㎡以下"). */
  readonly alternative?: HousingBound;
  /** Housing sold, given or split off within so many months counts against the family. */
  readonly disposalLookbackMonths?: number;
  /** Which dealings count; with kinds and no months, one at any time. Absent: all. */
  readonly disposalKinds?: readonly string[];
  /** Property that excludes whatever its size (商铺, 车库). */
  readonly forbiddenKinds?: readonly string[];
}

export interface AssetsPolicy extends Section {
  /** by-size: `bySize`; income-multiple: `multiple` times disposable income per head or the family's own income. */
  readonly basis: 'per-capita' | 'household' | 'by-size' | 'income-multiple';
  readonly limit?: number;
  /** Yuan by household size, the first for one person, the last for all larger families. */
  readonly bySize?: readonly number[];
  readonly multiple?: number;
  readonly multipleOf?: 'disposable-income' | 'household-income';
  readonly inclusive: boolean;
  /** Absent: all assets. */
  readonly scope?: 'all' | 'money';
}

export interface VehiclePolicy extends Section {
  readonly maxCount?: number;
  /** Yuan. */
  readonly maxPrice?: number;
  /** 发票计税价, 含税价, 购置价 or 现值. */
  readonly priceBasis?: 'invoice' | 'tax-inclusive' | 'purchase' | 'current';
  /** With two or more vehicles their prices are added up. */
  readonly sumPrices?: boolean;
  /** Litres, naturally aspirated. */
  readonly maxDisplacementL?: number;
  /** Litres, turbocharged ("2.0T"). */
  readonly maxTurboDisplacementL?: number;
  /** For price and displacement; a count equal to `maxCount` always meets it. */
  readonly inclusive?: boolean;
  readonly displacementInclusive?: boolean;
  readonly transferLookbackMonths?: number;
  readonly exemptKinds?: readonly string[];
  /** 营运 and the like. */
  readonly exemptUses?: readonly string[];
}

export interface BusinessPolicy extends Section {
  /** Yuan, as all three. */
  readonly maxSubscribedCapital?: number;
  readonly maxPaidInCapital?: number;
  /** 投资额, where the document does not say subscribed or paid in. */
  readonly maxInvestment?: number;
  readonly inclusive?: boolean;
  readonly exemptSoleTrader?: boolean;
  /** 无雇员夫妻店. */
  readonly exemptFamilyShop?: boolean;
}

export interface HukouPolicy extends Section {
  readonly minimumYears?: number;
  readonly minimumLocalMembers?: number;
}

/** Families must belong to one of these groups, for some time. */
export interface GroupPolicy extends Section {
  readonly anyOf: readonly string[];
  readonly minimumMonths?: number;
}

export interface AdmissionPolicy extends Section {
  readonly housing?: HousingPolicy;
  readonly income?: IncomePolicy;
  readonly assets?: AssetsPolicy;
  readonly vehicles?: VehiclePolicy;
  readonly business?: BusinessPolicy;
  readonly hukou?: HukouPolicy;
  readonly groups?: GroupPolicy;
  readonly minimumAge?: number;
  /** For an applicant living alone. */
  readonly singleMinimumAge?: number;
  readonly fullCapacity?: boolean;
}
