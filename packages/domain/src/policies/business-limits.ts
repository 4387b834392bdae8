import type { Fen } from '../basics/money.ts';
import { yuanToFen } from './amounts.ts';
import type { PolicyPack } from './policy-pack.ts';

/** Null amounts are not regulated; with all three null any role in a living business counts. */
export interface BusinessLimits {
  readonly maxSubscribedFen: Fen | null;
  readonly maxPaidInFen: Fen | null;
  readonly maxInvestmentFen: Fen | null;
  readonly inclusive: boolean;
  readonly exemptSoleTrader: boolean;
  readonly exemptFamilyShop: boolean;
}

function toFen(yuan: number | undefined): Fen | null {
  return yuan === undefined ? null : yuanToFen(yuan);
}

/** The limits on business roles; null when the pack does not regulate them. */
export function businessLimits(pack: PolicyPack): BusinessLimits | null {
  const business = pack.admission.business;
  if (!business) return null;
  return {
    maxSubscribedFen: toFen(business.maxSubscribedCapital),
    maxPaidInFen: toFen(business.maxPaidInCapital),
    maxInvestmentFen: toFen(business.maxInvestment),
    inclusive: business.inclusive ?? true,
    exemptSoleTrader: business.exemptSoleTrader ?? false,
    exemptFamilyShop: business.exemptFamilyShop ?? false,
  };
}
