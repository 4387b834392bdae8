/** 党纪处分, lightest first. */
export const PARTY_SANCTIONS = ['警告', '严重警告', '撤销党内职务', '留党察看', '开除党籍'] as const;
export type PartySanction = (typeof PARTY_SANCTIONS)[number];

/** 政务处分, lightest first (政务处分法 art. 7). */
export const SANCTIONS = ['警告', '记过', '记大过', '降级', '撤职', '开除'] as const;
export type Sanction = (typeof SANCTIONS)[number];

/** 政务处分法 art. 22: managers of villages and communities can get no more than 记大过. */
export const HEAVIEST_FOR_VILLAGE_CADRES: Sanction = '记大过';

/** 组织处理 of the rules of 2021, and what the column "组织调整或处理" counts beside them. */
export const ORGANISATIONAL_MEASURES = [
  '停职检查',
  '调整职务',
  '责令辞职',
  '免职',
  '降职',
  '通报批评',
  '调离岗位',
  '其他组织处理',
] as const;
export type OrganisationalMeasure = (typeof ORGANISATIONAL_MEASURES)[number];

/** Whether a cadre of a village or a community could carry it. */
export function isTooHeavyForVillageCadre(sanction: Sanction): boolean {
  return SANCTIONS.indexOf(sanction) > SANCTIONS.indexOf(HEAVIEST_FOR_VILLAGE_CADRES);
}
