import { createHash } from 'node:crypto';
import {
  addDays,
  type CalendarDate,
  calendarDate,
  DEFAULT_FLAG_LIMITS,
  dateFromParts,
  daysInMonth,
  type Flag,
  groupBy,
  type Hand,
  lastWorkingDayUpTo,
  type RectifiedProblem,
  raiseFlags,
  type WorkCalendar,
} from '@anju/domain';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { type CampaignForms, listCampaignForms, listRectified, type RectifiedRow } from './flag-store.ts';

export interface FoundFlag extends Flag {
  readonly county: string;
  readonly countyName: string;
  readonly campaignId: string;
  readonly campaignTitle: string;
}

/**
 * Every sign of fake rectification in problems open to the reader, the newest first: each county's campaign is judged
 * for itself, a photograph among all of them.
 */
export async function findFlags(
  tx: Tx,
  reader: Parameters<typeof listRectified>[1],
  filter: { readonly campaign?: string | undefined },
): Promise<readonly FoundFlag[]> {
  const rows = await listRectified(tx, reader);
  const forms = await listCampaignForms(tx, reader.scope);
  const calendars = new Map<string, WorkCalendar>();
  const isAsked = (row: RectifiedRow) => filter.campaign === undefined || row.campaign_id === filter.campaign;
  const found: FoundFlag[] = [];
  for (const group of groupBy(rows.filter(isAsked), (row) => `${row.county} ${row.campaign_id}`)) {
    const [first] = group;
    if (first === undefined) continue;
    const calendar = calendars.get(first.county) ?? (await loadCalendar(tx, first.county));
    calendars.set(first.county, calendar);
    const own = forms.find((one) => one.county === first.county && one.id === first.campaign_id);
    const context = {
      limits: DEFAULT_FLAG_LIMITS,
      dueDays: (month: string) => dueDaysOf(own, month, calendar),
    };
    found.push(...raiseFlags(group.map(toProblem), context, 'campaign').map((flag) => ofPlace(flag, first)));
  }
  const byId = new Map(rows.map((row) => [row.id, row]));
  const nothingDue = { limits: DEFAULT_FLAG_LIMITS, dueDays: () => [] };
  for (const flag of raiseFlags(rows.map(toProblem), nothingDue, 'everywhere')) {
    const place = flag.problems
      .map(({ id }) => byId.get(id))
      .find((row) => row !== undefined && isAsked(row));
    if (place !== undefined) found.push(ofPlace(flag, place));
  }
  return found.toSorted((a, b) => b.at - a.at || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const ofPlace = (flag: Flag, place: RectifiedRow): FoundFlag => ({
  ...flag,
  county: place.county,
  countyName: place.county_name,
  campaignId: place.campaign_id,
  campaignTitle: place.campaign_title,
});

/** What tells one flag from another: its kind, the first record that it names, and its figures. */
export function keyOf(flag: FoundFlag): string {
  const figures = flag.figures.map(({ value }) => value).join(' ');
  const digest = createHash('sha256').update(figures).digest('base64url').slice(0, 12);
  return `${flag.code}:${flag.problems[0]?.id ?? ''}:${digest}`;
}

/** The days on which a month's forms and summaries are due, and the working days before them on which they must be sent. */
export function dueDaysOf(
  campaign: CampaignForms | undefined,
  month: string,
  calendar: WorkCalendar,
): readonly CalendarDate[] {
  const year = Number(month.slice(0, 4));
  const number = Number(month.slice(5, 7));
  const last = daysInMonth(year, number);
  const days = (campaign?.content.forms ?? []).flatMap((form): readonly (CalendarDate | null)[] => {
    if (form.every === 'month' && form.dueDay !== undefined) {
      return [dateFromParts(year, number, Math.min(form.dueDay, last))];
    }
    if (form.every === 'once' && form.dueOn?.startsWith(month) === true) return [calendarDate(form.dueOn)];
    if (form.every !== 'half-month' || form.dueAfterDays === undefined) return [];
    const ends = [
      addDays(calendarDate(`${month}-01`), -1),
      dateFromParts(year, number, 15),
      dateFromParts(year, number, last),
    ];
    const after = form.dueAfterDays;
    return ends.map((end) => (end === null ? null : addDays(end, after)));
  });
  const summaries = (campaign?.content.stageReports ?? []).map(({ dueOn }) => calendarDate(dueOn));
  return [...days, ...summaries]
    .filter((day) => day !== null)
    .flatMap((day) => [day, lastWorkingDayUpTo(calendar, day).day])
    .filter((day) => day.startsWith(month));
}

function toProblem(row: RectifiedRow): RectifiedProblem {
  return {
    id: row.id,
    number: row.number,
    registeredAt: row.created_at.getTime(),
    registeredBy: row.registered_by,
    rectifyingSince: row.rectifying_since?.getTime() ?? null,
    progressAt: row.progress_at.map((at) => at.getTime()),
    rectifiedAt: row.rectified_at?.getTime() ?? null,
    rectifiedBy: hand(row.rectified_by, row.rectified_by_name, row.rectified_office),
    closedAt: row.closed_at?.getTime() ?? null,
    closedOn: row.closed_on === null ? null : calendarDate(row.closed_on),
    closedBy: hand(row.closed_by, row.closed_by_name, row.closed_office),
    reopened: row.reopened,
    sentBackAt: row.sent_back_at.map((at) => at.getTime()),
    evidence: row.evidence,
  };
}

function hand(id: string | null, name: string | null, office: string | null): Hand | null {
  return id === null ? null : { id, name: name ?? '', office };
}
