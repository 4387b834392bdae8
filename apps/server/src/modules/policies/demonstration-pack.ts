/** The policy of the demonstration county from 1 January of `year`: invented, in the range of what cities publish. */
export function demonstrationPack(county: string, year = '2026'): Readonly<Record<string, unknown>> {
  return {
    region: county,
    title: '示例县公租房准入与管理标准',
    documentNo: `示例〔${year}〕1号`,
    effectiveFrom: `${year}-01-01`,
    admission: {
      housing: {
        basis: 'per-capita',
        area: 'floor-area',
        limit: 15,
        inclusive: true,
        disposalLookbackMonths: 12,
      },
      income: { basis: 'per-capita-annual', limit: 30_000, inclusive: true },
      assets: { basis: 'per-capita', limit: 100_000, inclusive: true },
      vehicles: {
        maxCount: 1,
        maxPrice: 120_000,
        inclusive: true,
        transferLookbackMonths: 12,
        exemptKinds: ['残疾人专用车', '普通二轮摩托车', '轻便摩托车'],
      },
      business: { maxSubscribedCapital: 200_000, inclusive: true, exemptSoleTrader: true },
      minimumAge: 18,
    },
    tenancy: {
      idleMonths: 6,
      idleKwhPerMonth: 5,
      excessKwhPerMonth: 800,
      arrearsMonths: 6,
      moveInDays: 30,
    },
  };
}
