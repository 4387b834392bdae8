import { isRegionName } from '@anju/domain';
import { z } from 'zod';
import type { TailRow } from './layout.ts';
import { dateOrBlank, shortText } from './schema-parts.ts';
import { slot } from './template.ts';

/** Head of the two monthly forms of source 4. */
export type RuralHeader = {
  /** The district's full name as the title shows it (示范区), '' while not filled in. */
  district: string;
  /** The month the numbers are of (1–12), not that of the report; null while not filled in. */
  month: number | null;
  unitName: string;
  /** 'YYYY-MM-DD', '' while not filled in. */
  reportDate: string;
};

/** The signature line of the same forms. */
export type RuralSignature = { filler: string; phone: string; leader: string };

export const ruralHeader = (): z.ZodType<RuralHeader> =>
  z.strictObject({
    district: shortText(60).refine((text) => text === '' || isRegionName(text), {
      error: '应填地区全称，如“示范区”',
    }),
    month: z
      .int({ error: '月份应为 1 至 12' })
      .min(1, { error: '月份应为 1 至 12' })
      .max(12, { error: '月份应为 1 至 12' })
      .nullable(),
    unitName: shortText(),
    reportDate: dateOrBlank(),
  });

export const ruralSignature = (): z.ZodType<RuralSignature> =>
  z.strictObject({ filler: shortText(60), phone: shortText(60), leader: shortText(60) });

/** The original's mark for the month. */
export const monthSlot = slot('month', '＊＊');

export function ruralSlots(header: RuralHeader, signature: RuralSignature): Record<string, string> {
  return { ...header, month: header.month === null ? '' : String(header.month), ...signature };
}

/** The reverse of `ruralSlots`, for the schema to judge. */
export function raiseRural(slots: Readonly<Record<string, string>>): { header: unknown; signature: unknown } {
  const { district, month, unitName, reportDate, filler, phone, leader } = slots;
  return {
    header: { district, month: month === '' ? null : Number(month), unitName, reportDate },
    signature: { filler, phone, leader },
  };
}

type Stretch = readonly [from: number, to: number];

export const RURAL_SIGNATURE = (filler: Stretch, phone: Stretch, leader: Stretch): TailRow => ({
  kind: 'signature',
  cells: [
    { from: filler[0], to: filler[1], align: 'left', template: ['填表人：', slot('filler')] },
    { from: phone[0], to: phone[1], align: 'left', template: ['联系电话：', slot('phone')] },
    { from: leader[0], to: leader[1], align: 'left', template: ['单位分管负责人：', slot('leader')] },
  ],
});
