import { z } from 'zod';

/** `county` of a list's query, for those whose 辖区 has several: six digits. */
export const COUNTY_QUERY = {
  county: z
    .string()
    .regex(/^\d{6}$/, '县级代码为六位数字')
    .optional(),
};

/** The county of a row, for those who see the rows of several. */
export const COUNTY_PART = { county: z.string(), countyName: z.string() };

/** Whose rows a list asks for: the county that was chosen, where it lies in the reader's 辖区, or all of it. */
export function scopeOfList(actor: { readonly scope: string }, county: string | undefined): string {
  return county?.startsWith(actor.scope) ? county : actor.scope;
}
