import type { CalendarDate } from '../basics/calendar-date.ts';
import type { CampaignContent, Phase } from './plan.ts';

/** The phases a day lies in: they may overlap. */
export function phasesOn(content: CampaignContent, day: CalendarDate): readonly Phase[] {
  return content.phases.filter((phase) => phase.startsOn <= day && day <= phase.endsOn);
}
