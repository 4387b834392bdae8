import { z } from 'zod';

/** A day that a person enters: 'YYYY-MM-DD'. The format alone lets the year 0000 through, which PostgreSQL has not. */
export const DAY_INPUT = z.iso.date().refine((day) => day >= '1900-01-01', '不能早于 1900 年');

/** A month that a list is narrowed to: 'YYYY-MM'. */
export const MONTH_INPUT = z.string().regex(/^\d{4}-\d{2}$/, '月份写作 2026-06');
