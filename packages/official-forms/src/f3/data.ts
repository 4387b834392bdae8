import { z } from 'zod';
import { count, dateOrBlank, dateOrText, longText, shortText } from '../engine/schema-parts.ts';

/** ①A bought housing, ①B income or assets over the limit, ② sublet, ③ lent. */
export type F3Nature = '1A' | '1B' | '2' | '3';

/** One project and one exit nature; a family with two causes is counted once, under the first established. */
export type F3Row = {
  county: string;
  project: string;
  nature: F3Nature;
  /** Families that have to move out. */
  shouldExit: number;
  /** Of these, families that have moved out. */
  exited: number;
  /** 无 when none remains. */
  measures: string;
  /** 'YYYY-MM-DD' or a text; 无 when none remains. */
  plannedDate: string;
};

export type F3Header = {
  unitName: string;
  /** 'YYYY-MM-DD', '' while not filled in. */
  reportDate: string;
};

export type F3Data = { header: F3Header; rows: F3Row[] };

export const F3_SCHEMA: z.ZodType<F3Data> = z.strictObject({
  header: z.strictObject({ unitName: shortText(), reportDate: dateOrBlank() }),
  rows: z.array(
    z.strictObject({
      county: shortText(),
      project: shortText(),
      nature: z.enum(['1A', '1B', '2', '3'], { error: '退出性质应为 ①A、①B、②、③ 之一' }),
      shouldExit: count(),
      exited: count(),
      measures: longText(2_000),
      plannedDate: dateOrText(),
    }),
  ),
});
