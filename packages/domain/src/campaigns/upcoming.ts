import { type CalendarDate, calendarDate } from '../basics/calendar-date.ts';
import { lastWorkingDayUpTo, type WorkCalendar } from '../calendar/index.ts';
import { formPeriods, periodLabel } from '../reports/form-period.ts';
import { REPORT_NAMES } from '../reports/report-lifecycle.ts';
import { type CampaignContent, formsOf, type Phase } from './plan.ts';

/** Something of a campaign that has to be there by a day. */
export interface Upcoming {
  readonly kind: 'form' | 'stage' | 'milestone';
  readonly title: string;
  readonly dueOn: CalendarDate;
  /** The day the source names, where the due day was moved before a holiday. */
  readonly nominalDue: CalendarDate;
  readonly unsureYears: readonly number[];
}

export interface CampaignSpan {
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
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
  const day = (kind: 'stage' | 'milestone', title: string, on: string): Upcoming => {
    const nominalDue = calendarDate(on);
    const due = lastWorkingDayUpTo(calendar, nominalDue);
    return { kind, title, dueOn: due.day, nominalDue, unsureYears: due.unsureYears };
  };
  return [
    ...forms,
    ...content.stageReports.map((report) => day('stage', report.title, report.dueOn)),
    ...content.milestones.map((milestone) => day('milestone', milestone.title, milestone.dueOn)),
  ].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
}

/** The phases a day lies in: they may overlap. */
export function phasesOn(content: CampaignContent, day: CalendarDate): readonly Phase[] {
  return content.phases.filter((phase) => phase.startsOn <= day && day <= phase.endsOn);
}
