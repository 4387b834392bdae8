/** A pack with the usual sections, as JSON, for tests. */
export function examplePack(): Record<string, unknown> & {
  admission: Record<string, unknown>;
  tenancy: Record<string, unknown>;
} {
  return {
    region: '652301',
    title: '示例县公租房准入与管理标准',
    documentNo: '示例〔2026〕1号',
    effectiveFrom: '2026-01-01',
    admission: {
      housing: {
        basis: 'per-capita',
        area: 'floor-area',
        limit: 15,
        inclusive: true,
        disposalLookbackMonths: 12,
      },
      income: { basis: 'per-capita-annual', limit: 30000, inclusive: true },
      assets: { basis: 'per-capita', limit: 100000, inclusive: true },
      vehicles: {
        maxCount: 1,
        maxPrice: 120000,
        inclusive: true,
        transferLookbackMonths: 12,
        exemptKinds: ['残疾人专用车', '普通二轮摩托车', '轻便摩托车'],
      },
      business: { maxSubscribedCapital: 200000, inclusive: true, exemptSoleTrader: true },
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
