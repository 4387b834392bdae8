import { z } from 'zod';
import { printNumbered } from '../engine/numbered-lines.ts';
import { dateOrBlank, longText, shortText } from '../engine/schema-parts.ts';
import type { F1_LINES } from './layout.ts';

/** A preprinted row by its number; '3-2' is the unnumbered one under 3. */
export type F1Line = (typeof F1_LINES)[number]['line'];

export type F1Problem = {
  description: string;
  /** '' while nothing has been done yet. */
  rectification: string;
};

export type F1Header = {
  unitName: string;
  /** The campaign's year, preprinted in the date; null once a day is filled in, which may lie in the year after. */
  year: number | null;
  /** 'YYYY-MM-DD', '' while not filled in. */
  reportDate: string;
};

export type F1Data = { header: F1Header; lines: Record<F1Line, F1Problem[]> };

const problems = () =>
  z
    .array(
      z.strictObject({
        description: longText(2_000).refine((text) => text !== '', { error: '具体描述不能为空' }),
        rectification: longText(2_000),
      }),
    )
    // A cell holds 32,767 characters.
    .refine((list) => printNumbered(list.map(({ description }) => description)).length <= 32_000, {
      error: '一格内的问题过多，请归并后再填',
    })
    .refine((list) => printNumbered(list.map(({ rectification }) => rectification)).length <= 32_000, {
      error: '一格内的整改情况过多，请归并后再填',
    });

export const F1_SCHEMA: z.ZodType<F1Data> = z.strictObject({
  header: z
    .strictObject({
      unitName: shortText(),
      year: z
        .int({ error: '应填年份' })
        .min(2000, { error: '应填年份' })
        .max(2100, { error: '应填年份' })
        .nullable(),
      reportDate: dateOrBlank(),
    })
    .transform((header) => (header.reportDate === '' ? header : { ...header, year: null })),
  lines: z.strictObject({
    '1': problems(),
    '2': problems(),
    '3': problems(),
    '3-2': problems(),
    '4': problems(),
    '5': problems(),
    '6': problems(),
    '7': problems(),
    '8': problems(),
    '9': problems(),
  }),
});

/** Problems under their preprinted rows; one that fits no row (`line` null) goes to row 9. */
export function groupF1Problems(
  problemsFound: readonly (F1Problem & { readonly line: F1Line | null })[],
): F1Data['lines'] {
  const lines: F1Data['lines'] = {
    '1': [],
    '2': [],
    '3': [],
    '3-2': [],
    '4': [],
    '5': [],
    '6': [],
    '7': [],
    '8': [],
    '9': [],
  };
  for (const { line, description, rectification } of problemsFound) {
    lines[line ?? '9'].push({ description, rectification });
  }
  return lines;
}
