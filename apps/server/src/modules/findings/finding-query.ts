import { z } from 'zod';
import { COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import type { FindingFilter } from './list-store.ts';
import { CHANGE, CONFIDENCE, STATE, STATUS } from './present.ts';

const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');
export const FINDING_ORDER = z.enum(['due', 'newest', 'household']).default('due');
export const FINDING_QUERY = {
  rule: z.string().max(60).optional(),
  state: STATE.optional(),
  status: STATUS.optional(),
  confidence: CONFIDENCE.optional(),
  change: CHANGE.optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  household: z.uuid().optional(),
  run: z.uuid().optional(),
  assignedTo: z
    .string()
    .regex(/^\d{6,12}$/)
    .optional(),
  overdue: FLAG.optional(),
  dueTo: z.iso.date().optional(),
  settled: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
  ...COUNTY_QUERY,
};

type Query = { [K in keyof typeof FINDING_QUERY]?: z.infer<(typeof FINDING_QUERY)[K]> };

export function filterOf(actor: { readonly scope: string }, { county, ...query }: Query): FindingFilter {
  return { ...query, scope: scopeOfList(actor, county) };
}
