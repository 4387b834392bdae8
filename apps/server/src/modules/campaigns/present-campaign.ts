import {
  type CalendarDate,
  calendarDate,
  campaignStanding,
  dueDaysOf,
  PLAN_CODES,
  phasesOn,
  type WorkCalendar,
} from '@anju/domain';
import { z } from 'zod';
import type { CampaignRow } from './campaign-store.ts';
import { CONTENT, readContent } from './content-schema.ts';
import { TOTALS } from './figures.ts';

export const PLAN = z.enum(['allocation-2023', 'post-lease-2021', 'rural-2018', 'own']);

export const CAMPAIGN_ITEM = z.object({
  id: z.uuid(),
  plan: PLAN,
  planLabel: z.string(),
  title: z.string(),
  documentNo: z.string(),
  year: z.number().int(),
  place: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  scope: z.enum(['public-rental', 'rural']),
  state: z.enum(['running', 'ended']),
  stateLabel: z.string(),
  endedOn: z.iso.date().nullable(),
  endedReason: z.string(),
  /** The phases today lies in, by name. */
  phases: z.array(z.string()),
  startedByName: z.string(),
  /** Whether the reader's own office started it: only then it may be changed. */
  own: z.boolean(),
  version: z.number().int(),
});

export const CAMPAIGN_LINE = CAMPAIGN_ITEM.extend({ totals: TOTALS });

const UPCOMING = z.object({
  kind: z.enum(['form', 'stage', 'milestone']),
  title: z.string(),
  dueOn: z.iso.date(),
  /** The day the source names, where it was moved before a holiday. */
  nominalDue: z.iso.date(),
  /** Years whose holidays are not known: the day must be checked by hand. */
  unsureYears: z.array(z.number().int()),
});

export const CAMPAIGN_DETAIL = CAMPAIGN_LINE.extend({
  content: CONTENT,
  /** Since when a county that was added later takes part; null: from the start. */
  participants: z.array(
    z.object({ county: z.string(), name: z.string(), joinedOn: z.iso.date().nullable() }),
  ),
  /** Counties below the owner that do not take part yet: only for who may add them. */
  canJoin: z.array(z.object({ county: z.string(), name: z.string() })),
  /** Whether the reader's own level keeps a ledger of it: what a county started by itself has none above. */
  onOwnLedger: z.boolean(),
  upcoming: z.array(UPCOMING),
  /** The last day of a rectification that begins today, by the campaign's days; never a day off. */
  rectifyBy: z.iso.date(),
  rectifyByUnsureYears: z.array(z.number().int()),
});

export function presentCampaign(
  row: CampaignRow,
  reader: { readonly county: string },
  today: CalendarDate,
): z.infer<typeof CAMPAIGN_ITEM> {
  const content = readContent(row.content);
  return {
    id: row.id,
    plan: row.plan,
    planLabel: PLAN_CODES[row.plan],
    title: row.title,
    documentNo: row.document_no,
    year: row.year,
    place: row.place,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    scope: content.scope,
    state: row.state,
    stateLabel: campaignStanding({ state: row.state, startsOn: row.starts_on }, today),
    endedOn: row.ended_on,
    endedReason: row.ended_reason,
    phases: phasesOn(content, today).map(({ title }) => title),
    startedByName: row.started_by_name,
    own: row.owner === reader.county,
    version: row.version,
  };
}

const SHOWN = 6;

/** What is due next, today included. */
export function presentUpcoming(
  row: CampaignRow,
  calendar: WorkCalendar,
  today: CalendarDate,
): z.infer<typeof UPCOMING>[] {
  if (row.state === 'ended') return [];
  const span = {
    startsOn: calendarDate(row.starts_on),
    endsOn: calendarDate(row.ends_on),
    enteredOn: calendarDate(row.entered_on),
    content: readContent(row.content),
  };
  return dueDaysOf(span, calendar)
    .filter(({ dueOn }) => dueOn >= today)
    .slice(0, SHOWN)
    .map((one) => ({ ...one, unsureYears: [...one.unsureYears] }));
}
