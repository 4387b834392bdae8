import { z } from 'zod';
import { count, dateOrBlank, longText, shortText } from '../engine/schema-parts.ts';

export type F2Header = {
  /** The campaign's year and place, printed in the title. */
  year: number;
  place: string;
  unitName: string;
  filler: string;
  /** 'YYYY-MM-DD', '' while not filled in. */
  reportDate: string;
};

/** The one preprinted row; null is a blank cell. */
export type F2Row = {
  found: number | null;
  /** Of the problems counted in `found`, those put right. */
  finished: number | null;
  solved: number | null;
  batches: number | null;
  projects: number | null;
  obstacles: string;
};

export type F2Data = { header: F2Header; row: F2Row };

export const F2_SCHEMA: z.ZodType<F2Data> = z.strictObject({
  header: z.strictObject({
    year: z.int({ error: '应填年份' }).min(2000, { error: '应填年份' }).max(2100, { error: '应填年份' }),
    place: shortText(60).refine((text) => text !== '', { error: '应填地区名称' }),
    unitName: shortText(),
    filler: shortText(60),
    reportDate: dateOrBlank(),
  }),
  row: z.strictObject({
    found: count().nullable(),
    finished: count().nullable(),
    solved: count().nullable(),
    batches: count().nullable(),
    projects: count().nullable(),
    obstacles: longText(),
  }),
});
