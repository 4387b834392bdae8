import {
  type CalendarDate,
  calendarDate,
  closedLongAgo,
  isProblemAct,
  lookBackReason,
  PROBLEM_ACTS,
  PROBLEM_STATES,
} from '@anju/domain';
import { z } from 'zod';
import type { ProblemRow, Reckoning } from './list-store.ts';

export const PROBLEM_STATE = z.enum(['registered', 'rectifying', 'rectified', 'closed', 'withdrawn']);

export const PROBLEM_ITEM = z.object({
  id: z.uuid(),
  number: z.string(),
  county: z.string(),
  countyName: z.string(),
  campaignId: z.uuid(),
  campaignTitle: z.string(),
  category: z.string(),
  categoryLabel: z.string(),
  item: z.string().nullable(),
  itemText: z.string().nullable(),
  description: z.string(),
  source: z.string(),
  findingId: z.uuid().nullable(),
  clueId: z.uuid().nullable(),
  householdId: z.uuid().nullable(),
  householdCode: z.string().nullable(),
  region: z.string(),
  place: z.string(),
  foundOn: z.iso.date(),
  amountFen: z.number().int().nullable(),
  pressing: z.boolean(),
  state: PROBLEM_STATE,
  stateLabel: z.string(),
  task: z.string(),
  responsible: z.string(),
  staff: z.string(),
  progress: z.string(),
  deadline: z.iso.date().nullable(),
  overdue: z.boolean(),
  rectification: z.string(),
  recoveredFen: z.number().int().nullable(),
  rectifiedOn: z.iso.date().nullable(),
  rectifiedByName: z.string().nullable(),
  closedOn: z.iso.date().nullable(),
  closedByName: z.string().nullable(),
  reopened: z.number().int(),
  lookedBackOn: z.iso.date().nullable(),
  /** Why the closed problem is due for a look-back, or null. */
  lookBackReason: z.string().nullable(),
  updatedAt: z.iso.datetime(),
  version: z.number().int(),
});

export function reckon(today: CalendarDate): Reckoning {
  return { today, closedLongAgo: closedLongAgo(today) };
}

export function presentProblem(row: ProblemRow, today: CalendarDate): z.infer<typeof PROBLEM_ITEM> {
  const open = row.state !== 'closed' && row.state !== 'withdrawn';
  return {
    id: row.id,
    number: row.number,
    county: row.county,
    countyName: row.county_name,
    campaignId: row.campaign_id,
    campaignTitle: row.campaign_title,
    category: row.category,
    categoryLabel: row.category_label,
    item: row.item,
    itemText: row.item_text,
    description: row.description,
    source: row.source,
    findingId: row.finding_id,
    clueId: row.clue_id,
    householdId: row.household_id,
    householdCode: row.household_code,
    region: row.region,
    place: row.place,
    foundOn: row.found_on,
    amountFen: row.amount_fen,
    pressing: row.pressing,
    state: row.state,
    stateLabel: PROBLEM_STATES[row.state],
    task: row.task,
    responsible: row.responsible,
    staff: row.staff,
    progress: row.progress,
    deadline: row.deadline,
    overdue: open && row.deadline !== null && row.deadline < today,
    rectification: row.rectification,
    recoveredFen: row.recovered_fen,
    rectifiedOn: row.rectified_on,
    rectifiedByName: row.rectified_by_name,
    closedOn: row.closed_on,
    closedByName: row.closed_by_name,
    reopened: row.reopened,
    lookedBackOn: row.looked_back_on,
    lookBackReason:
      row.closed_on === null
        ? null
        : lookBackReason(
            {
              closedOn: calendarDate(row.closed_on),
              reopened: row.reopened,
              lookedBackOn: row.looked_back_on === null ? null : calendarDate(row.looked_back_on),
            },
            today,
          ),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  };
}

const OTHER_ACTS: Readonly<Record<string, string>> = {
  register: '登记问题',
  correct: '更正登记',
  'look-back': '回头看',
  'establish-exit': '认定应退',
  'need-not-leave': '认定不需退出',
  'withdraw-exit': '撤回应退认定',
};

export function problemActLabel(act: string): string {
  return isProblemAct(act) ? PROBLEM_ACTS[act] : (OTHER_ACTS[act] ?? act);
}
