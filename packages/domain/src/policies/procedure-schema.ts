import { flag, list, number, object, oneOf, optional, record, required, text } from './json-reader.ts';
import type { PenaltyPolicy, RuralPolicy, TenancyPolicy } from './policy-pack.ts';
import type { PublicityPolicy, PublicityStage, ReviewStep, TransitionPolicy } from './procedure-policy.ts';
import type { RentPolicy, RentReduction, RentTier } from './rent-policy.ts';
import { months, period, sectionFields, share, squareMetres, years, yuan } from './section-schema.ts';
import type { ScoreFactor, WaitlistPolicy } from './waitlist-policy.ts';

const days = number({ max: 400, integer: true, hint: '单位为日' });
const consumption = number({ max: 100_000, hint: '单位为每月用量' });

export const tenancy = object<TenancyPolicy>({
  ...sectionFields,
  idleMonths: optional(number({ min: 1, max: 60, integer: true })),
  idleKwhPerMonth: optional(consumption),
  idleWaterM3PerMonth: optional(consumption),
  idleGasM3PerMonth: optional(consumption),
  excessKwhPerMonth: optional(consumption),
  arrearsMonths: optional(number({ min: 1, max: 60, integer: true })),
  moveInDays: optional(days),
  maxYears: optional(years),
  renewalNoticeMonths: optional(months),
  filingDays: optional(days),
  recheckEveryMonths: optional(months),
  recheckBeforeExpiryMonths: optional(months),
});

export const rent = object<RentPolicy>({
  ...sectionFields,
  tiers: optional(
    list(
      object<RentTier>({
        zone: optional(text),
        group: optional(text),
        yuanPerM2: optional(yuan),
        marketShare: optional(share),
      }),
    ),
  ),
  marketYuanPerM2: optional(yuan),
  reductions: optional(list(object<RentReduction>({ group: required(text), rate: required(share) }))),
  billing: optional(oneOf('month', 'quarter', 'half-year', 'year')),
  payInAdvance: optional(period),
  deposit: optional(yuan),
  depositRefundWithin: optional(period),
  lateFeePerDay: optional(share),
  proRataByDay: optional(flag),
});

const rentRule = oneOf('contract', 'market');

export const transition = object<TransitionPolicy>({
  ...sectionFields,
  minMonths: optional(months),
  maxMonths: optional(months),
  rent: required(rentRule),
  factor: optional(number({ min: 0, max: 10, hint: '请写成倍数，如 80% 写 0.8' })),
  afterwards: optional(rentRule),
});

export const publicity = object<PublicityPolicy>({
  ...sectionFields,
  stages: required(list(object<PublicityStage>({ stage: required(text), period: required(period) }))),
  objectionAnsweredWithin: optional(period),
});

export const reviewChain = list(
  object<ReviewStep>({
    by: required(text),
    does: required(list(oneOf('accept', 'review', 'publicise', 'file'))),
    consults: optional(list(text)),
    within: optional(period),
  }),
);

const points = number({ max: 1000 });

export const waitlist = object<WaitlistPolicy>({
  ...sectionFields,
  maxYears: optional(years),
  order: optional(oneOf('score', 'date', 'lottery')),
  recheckEveryMonths: optional(months),
  factors: optional(
    list(
      object<ScoreFactor>({
        key: required(text),
        title: required(text),
        maxPoints: required(points),
        steps: optional(
          list(
            object<{ readonly from: number; readonly points: number }>({
              from: required(number()),
              points: required(points),
            }),
          ),
        ),
        bySize: optional(list(points)),
        byGroup: optional(record(/./, '对象类别', points)),
      }),
    ),
  ),
  tieBreak: optional(list(text)),
  priorityGroups: optional(list(text)),
  maxRefusals: optional(number({ min: 1, max: 20, integer: true })),
  pauseAfterRefusalsMonths: optional(months),
  unfitUnitCounts: optional(flag),
});

export const penalties = object<PenaltyPolicy>({
  ...sectionFields,
  maxFine: optional(yuan),
  illegalIncomeMultiple: optional(number({ max: 100 })),
  illegalIncomeCap: optional(yuan),
  banYears: optional(years),
  banAlsoFor: optional(list(text)),
});

export const rural = object<RuralPolicy>({
  ...sectionFields,
  groups: optional(list(text)),
  grades: optional(list(oneOf('C', 'D'))),
  minAreaBySize: optional(list(squareMetres)),
  minAreaPerCapita: optional(squareMetres),
  maxAreaBySize: optional(list(squareMetres)),
  maxAreaPerCapita: optional(squareMetres),
  payWithin: optional(period),
});
