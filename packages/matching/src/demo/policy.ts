/** ㎡ per capita. */
export const HOUSING_LIMIT = 15;
/** Yuan per capita a year. */
export const INCOME_LIMIT = 30_000;
/** Yuan per capita. */
export const ASSET_LIMIT = 100_000;
/** Yuan. */
export const VEHICLE_PRICE_LIMIT = 120_000;
/** Yuan. */
export const CAPITAL_LIMIT = 200_000;
/** Months, for homes and vehicles. */
export const LOOKBACK = 12;
export const IDLE_MONTHS = 6;
/** kWh a month. */
export const IDLE_KWH = 5;
/** kWh a month. */
export const EXCESS_KWH = 800;
export const ARREARS_MONTHS = 6;
export const MOVE_IN_DAYS = 30;

/** The invented standards that the planted facts are measured by, as a policy pack's JSON. */
export function demoPolicy(county: string, asOf: string): Readonly<Record<string, unknown>> {
  const year = asOf.slice(0, 4);
  return {
    region: county,
    title: '示例县公租房准入与管理标准（演示数据）',
    documentNo: `示例〔${year}〕1号`,
    effectiveFrom: `${year}-01-01`,
    admission: {
      housing: {
        basis: 'per-capita',
        area: 'floor-area',
        limit: HOUSING_LIMIT,
        inclusive: true,
        disposalLookbackMonths: LOOKBACK,
      },
      income: { basis: 'per-capita-annual', limit: INCOME_LIMIT, inclusive: true },
      assets: { basis: 'per-capita', limit: ASSET_LIMIT, inclusive: true },
      vehicles: {
        maxCount: 1,
        maxPrice: VEHICLE_PRICE_LIMIT,
        inclusive: true,
        transferLookbackMonths: LOOKBACK,
        exemptKinds: ['残疾人专用车', '普通二轮摩托车', '轻便摩托车'],
      },
      business: { maxSubscribedCapital: CAPITAL_LIMIT, inclusive: true, exemptSoleTrader: true },
      minimumAge: 18,
    },
    tenancy: {
      idleMonths: IDLE_MONTHS,
      idleKwhPerMonth: IDLE_KWH,
      excessKwhPerMonth: EXCESS_KWH,
      arrearsMonths: ARREARS_MONTHS,
      moveInDays: MOVE_IN_DAYS,
    },
  };
}
