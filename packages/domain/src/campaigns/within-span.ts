import type { CampaignContent } from './plan.ts';

interface Span {
  readonly startsOn: string;
  readonly endsOn: string;
}

/**
 * A plan's content where the starter chose other first and last days: the first or last phase moves with them, the
 * others are cut to what is left of them. What would all have been before the first day falls away: phases, summaries
 * and milestones alike. What was due after the last day stays, because it is still asked for.
 */
export function withinSpan(content: CampaignContent, planned: Span, chosen: Span): CampaignContent {
  const stillAhead = ({ dueOn }: { readonly dueOn: string }) => dueOn >= chosen.startsOn;
  return {
    ...content,
    phases: content.phases
      .filter(({ startsOn, endsOn }) => endsOn >= chosen.startsOn && startsOn <= chosen.endsOn)
      .map((phase) => ({
        ...phase,
        startsOn:
          phase.startsOn === planned.startsOn || phase.startsOn < chosen.startsOn
            ? chosen.startsOn
            : phase.startsOn,
        endsOn:
          phase.endsOn === planned.endsOn || phase.endsOn > chosen.endsOn ? chosen.endsOn : phase.endsOn,
      })),
    stageReports: content.stageReports.filter(stillAhead),
    milestones: content.milestones.filter(stillAhead),
  };
}
