import { z } from 'zod';
import { isCalendarDate, readFormDate } from './form-date.ts';

// XML can't carry these, and nobody types them.
const UNPRINTABLE = /(?!\n)[\p{Cc}\p{Cs}\ufffe\uffff]/u;

const tidy = (text: string): string => text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').trim();
const oneLine = (text: string): string => tidy(text).replace(/\s*\n\s*/g, ' ');

const printable = (schema: z.ZodString, most: number) =>
  schema
    .refine((text) => !UNPRINTABLE.test(text), { error: '含有不能打印的字符，请删去后重填' })
    .refine((text) => [...text].length <= most, { error: `超过 ${most} 字，请缩短` });

/** A text that may run over several lines; spaces at its ends are dropped. */
export const longText = (most = 5_000) => printable(z.string({ error: '应填文字' }).overwrite(tidy), most);

/** A text on one line. */
export const shortText = (most = 200) => printable(z.string({ error: '应填文字' }).overwrite(oneLine), most);

/** 'YYYY-MM-DD', or '' while the day is not filled in. */
export const dateOrBlank = () =>
  z
    .string({ error: '应填日期，如 2026-08-05' })
    .refine((text) => text === '' || isCalendarDate(text), { error: '应填日期，如 2026-08-05，或留空' })
    .meta({ description: 'YYYY-MM-DD; empty: not filled in' });

/** A day in any usual writing becomes 'YYYY-MM-DD'; any other text stays. */
export const dateOrText = () =>
  printable(
    z.string({ error: '应填文字' }).overwrite((text) => readFormDate(text) ?? oneLine(text)),
    200,
  );

export const count = () =>
  z
    .int({ error: '应填 0 或正整数' })
    .min(0, { error: '应填 0 或正整数' })
    .max(1_000_000_000, { error: '数量过大' });

/** Integer fen; null: the cell is blank. */
export const fenOrNull = () =>
  z
    .int({ error: '金额应为以分为单位的整数' })
    .min(0, { error: '金额不能为负' })
    .max(10_000_000_000_000, { error: '金额过大' })
    .nullable()
    .meta({ description: 'integer fen; null: blank on the form' });
