import type { CampaignContent, ReadyPlan } from '../../api/contract.ts';

/** What a person has chosen so far. */
export interface StartDraft {
  readonly plan: ReadyPlan['code'];
  readonly year: number;
  readonly title: string;
  readonly documentNo: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly participants: readonly string[];
  /** Of a plan of one's own. */
  readonly content: CampaignContent;
}
