import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { ProblemFilter } from './list-store.ts';
import { PROBLEM_STATE } from './present-problem.ts';

const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Filters of the ledger, of its counts and of its export: one list for all three. */
export const PROBLEM_QUERY = {
  campaign: z.uuid().optional(),
  state: PROBLEM_STATE.optional(),
  category: z.string().max(20).optional(),
  item: z.string().max(20).optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  finding: z.uuid().optional(),
  clue: z.uuid().optional(),
  overdue: FLAG.optional(),
  /** Open and without a deadline. */
  undated: FLAG.optional(),
  /** Open, and nobody has said whether its family has to leave. */
  exitUndecided: FLAG.optional(),
  settled: FLAG.optional(),
  pressing: FLAG.optional(),
  lookBack: FLAG.optional(),
  foundFrom: DAY_INPUT.optional(),
  foundTo: DAY_INPUT.optional(),
  closedFrom: DAY_INPUT.optional(),
  closedTo: DAY_INPUT.optional(),
  q: z.string().trim().max(50).optional(),
};

export const PROBLEM_ORDER = z.enum(['due', 'newest', 'found', 'place']).default('due');

type Query = { [K in keyof typeof PROBLEM_QUERY]?: z.infer<(typeof PROBLEM_QUERY)[K]> };

/** The reader's filter: what they asked for, inside what they may see. */
export function problemFilter(actor: Actor, query: Query): ProblemFilter {
  return {
    reader: actor,
    campaign: query.campaign,
    state: query.state,
    category: query.category,
    item: query.item,
    region: query.region,
    finding: query.finding,
    clue: query.clue,
    overdue: query.overdue,
    undated: query.undated,
    exitUndecided: query.exitUndecided,
    settled: query.settled,
    pressing: query.pressing,
    lookBack: query.lookBack,
    foundFrom: query.foundFrom,
    foundTo: query.foundTo,
    closedFrom: query.closedFrom,
    closedTo: query.closedTo,
    q: query.q,
  };
}
