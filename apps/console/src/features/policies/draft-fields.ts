interface DraftField {
  readonly path: string;
  readonly label: string;
  readonly unit?: string;
  readonly kind: 'text' | 'date' | 'number' | 'flag' | 'choice';
  readonly choices?: readonly string[];
}

interface DraftGroup {
  readonly title: string;
  readonly fields: readonly DraftField[];
}

const INCLUSIVE = '等于限额算符合（含本数）';

/** The limits that change from one year's document to the next; everything else is kept from the copied pack. */
export const DRAFT_GROUPS: readonly DraftGroup[] = [
  {
    title: '文件',
    fields: [
      { path: 'title', label: '文件名称', kind: 'text' },
      { path: 'documentNo', label: '文号', kind: 'text' },
      { path: 'effectiveFrom', label: '施行日期', kind: 'date' },
    ],
  },
  {
    title: '住房',
    fields: [
      {
        path: 'admission.housing.basis',
        label: '口径',
        kind: 'choice',
        choices: ['per-capita', 'household'],
      },
      { path: 'admission.housing.limit', label: '面积限额', unit: '㎡', kind: 'number' },
      { path: 'admission.housing.inclusive', label: INCLUSIVE, kind: 'flag' },
      {
        path: 'admission.housing.disposalLookbackMonths',
        label: '出售、赠与追溯',
        unit: '个月',
        kind: 'number',
      },
    ],
  },
  {
    title: '收入',
    fields: [
      {
        path: 'admission.income.basis',
        label: '口径',
        kind: 'choice',
        choices: ['per-capita-annual', 'per-capita-monthly', 'household-annual', 'household-monthly'],
      },
      { path: 'admission.income.limit', label: '收入限额', unit: '元', kind: 'number' },
      { path: 'admission.income.inclusive', label: INCLUSIVE, kind: 'flag' },
    ],
  },
  {
    title: '财产',
    fields: [
      {
        path: 'admission.assets.basis',
        label: '口径',
        kind: 'choice',
        choices: ['per-capita', 'household', 'by-size', 'income-multiple'],
      },
      { path: 'admission.assets.limit', label: '财产限额', unit: '元', kind: 'number' },
      { path: 'admission.assets.inclusive', label: INCLUSIVE, kind: 'flag' },
    ],
  },
  {
    title: '车辆与经营主体',
    fields: [
      { path: 'admission.vehicles.maxCount', label: '最多辆数', unit: '辆', kind: 'number' },
      { path: 'admission.vehicles.maxPrice', label: '车辆价格上限', unit: '元', kind: 'number' },
      { path: 'admission.vehicles.transferLookbackMonths', label: '过户追溯', unit: '个月', kind: 'number' },
      { path: 'admission.business.maxSubscribedCapital', label: '认缴出资上限', unit: '元', kind: 'number' },
      { path: 'admission.business.exemptSoleTrader', label: '个体工商户不计入', kind: 'flag' },
    ],
  },
  {
    title: '租后',
    fields: [
      { path: 'tenancy.arrearsMonths', label: '累计欠租', unit: '个月', kind: 'number' },
      { path: 'tenancy.idleMonths', label: '连续空置', unit: '个月', kind: 'number' },
      { path: 'tenancy.idleKwhPerMonth', label: '空置：月用电不超过', unit: '度', kind: 'number' },
      { path: 'tenancy.excessKwhPerMonth', label: '异常：月用电超过', unit: '度', kind: 'number' },
      { path: 'tenancy.moveInDays', label: '交钥匙后入住期限', unit: '日', kind: 'number' },
    ],
  },
];

export type { DraftField };
