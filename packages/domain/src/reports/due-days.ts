import { type CalendarDate, calendarDate } from '../basics/calendar-date.ts';
import { lastWorkingDayUpTo, type WorkCalendar } from '../calendar/index.ts';
import { type CampaignContent, formsOf } from '../campaigns/plan.ts';
import { formPeriods, periodLabel, type Span } from './form-period.ts';
import { REPORT_NAMES } from './report-lifecycle.ts';
import { summaryPeriods } from './summary-periods.ts';

/** Something of a campaign that has to be there by a day. */
export interface Upcoming {
  readonly kind: 'form' | 'stage' | 'milestone';
  readonly title: string;
  readonly dueOn: CalendarDate;
  /** The day the source names: the due day lies before it where that is a holiday, after it where that was before the start. */
  readonly nominalDue: CalendarDate;
  readonly unsureYears: readonly number[];
}

export interface CampaignSpan extends Span {
  readonly content: CampaignContent;
}

/** All of a campaign's due days, in order. */
export function dueDaysOf(campaign: CampaignSpan, calendar: WorkCalendar): readonly Upcoming[] {
  const { content } = campaign;
  const forms = formsOf(content).flatMap((form) =>
    formPeriods(form, campaign, calendar).map((one): Upcoming => {
      const of = form.every === 'once' ? '' : `（${periodLabel(one.period)}）`;
      const { dueOn, nominalDue, unsureYears } = one;
      return {
        kind: 'form',
        title: `${form.form} ${REPORT_NAMES[form.form]}${of}`,
        dueOn,
        nominalDue,
        unsureYears,
      };
    }),
  );
  const summaries = summaryPeriods(content.stageReports, campaign, calendar).map(
    ({ report, dueOn, nominalDue, unsureYears }): Upcoming => ({
      kind: 'stage',
      title: report.title,
      dueOn,
      nominalDue,
      unsureYears,
    }),
  );
  const milestones = content.milestones.map((milestone): Upcoming => {
    const nominalDue = calendarDate(milestone.dueOn);
    const due = lastWorkingDayUpTo(calendar, nominalDue);
    return {
      kind: 'milestone',
      title: milestone.title,
      dueOn: due.day,
      nominalDue,
      unsureYears: due.unsureYears,
    };
  });
  return [...forms, ...summaries, ...milestones].sort((a, b) =>
    a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0,
  );
}
