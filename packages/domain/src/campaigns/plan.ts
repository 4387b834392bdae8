import type { ClueLists } from './clue-lists.ts';

/** The plans of the three sources, and one of a county's own making. */
export const PLAN_CODES = {
  'allocation-2023': '公租房分配管理专项整治',
  'post-lease-2021': '公租房租后管理点题整治',
  'rural-2018': '农村危房改造领域腐败和作风问题专项治理',
  own: '自定方案',
} as const;

export type PlanCode = keyof typeof PLAN_CODES;

/** A preprinted row of form F1; '3-2' is the unnumbered one under 3. */
export type F1LineCode = '1' | '2' | '3' | '3-2' | '4' | '5' | '6' | '7' | '8' | '9';

export interface PlanItem {
  readonly code: string;
  readonly text: string;
  /** The row of form F1 it is reported in; null: row 9. Never derived from the order: the form is its own list. */
  readonly f1Line: F1LineCode | null;
}

export interface PlanCategory {
  readonly code: string;
  readonly label: string;
  readonly items: readonly PlanItem[];
}

export const CAMPAIGN_FORMS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6'] as const;
export type CampaignFormCode = (typeof CAMPAIGN_FORMS)[number];

export const CAMPAIGN_SCOPES = { 'public-rental': '公租房', rural: '农村危房改造' } as const;
export type CampaignScope = keyof typeof CAMPAIGN_SCOPES;

/** F1 and F3 list public-rental problems, F4 to F6 are the rural campaign's. */
export const FORM_SCOPES: Readonly<Record<CampaignFormCode, readonly CampaignScope[]>> = {
  F1: ['public-rental'],
  F2: ['public-rental', 'rural'],
  F3: ['public-rental'],
  F4: ['rural'],
  F5: ['rural'],
  F6: ['rural'],
};

export type UntrueClues = 'counted' | 'left-out';

/** How often a form is due and what it counts. */
export interface CampaignForm {
  readonly form: CampaignFormCode;
  readonly every: 'month' | 'half-month' | 'once';
  /** month: the day of the month by which it is due. */
  readonly dueDay?: number;
  /**
   * month: which month's figures are reported then; same-month: up to the due day, from the one before. Source 0 does
   * not say: asked for at the start, never guessed.
   */
  readonly reports?: 'same-month' | 'previous-month';
  /** half-month: days after the half's last day (1–15, 16–end) by which it is due. The source gives none. */
  readonly dueAfterDays?: number;
  /** once: the day. */
  readonly dueOn?: string;
  /** Of the period alone, or since the campaign began. */
  readonly basis: 'period' | 'cumulative';
  /** Whether a figure of nothing is written 0 or left blank. */
  readonly nothingAs: 'zero' | 'blank';
  /** F4: whether a clue that was concluded untrue by the period's end counts as found. Counted unless said. */
  readonly untrueClues?: UntrueClues;
  /** Places of 万元. */
  readonly wanDecimals?: 2 | 3 | 4;
}

/** A summary in words: stage reports and the final one, each with a copy to the discipline inspectors. */
export interface StageReport {
  readonly kind: 'stage' | 'final';
  readonly title: string;
  readonly dueOn: string;
}

export interface Phase {
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Something the plan asks for by a day that is no form: contract text, lists, clearing. */
export interface Milestone {
  readonly title: string;
  readonly dueOn: string;
}

/** All that makes a campaign; stored with it, so that a later change of the ready-made plans moves nothing. */
export interface CampaignContent {
  readonly scope: CampaignScope;
  readonly categories: readonly PlanCategory[];
  readonly phases: readonly Phase[];
  readonly forms: readonly CampaignForm[];
  readonly stageReports: readonly StageReport[];
  readonly milestones: readonly Milestone[];
  readonly lists: ClueLists;
  /** Who gets a copy of each summary. */
  readonly copyTo: readonly string[];
  /**
   * Days that a problem and a lead have, set for this campaign unless a deadline of its own says otherwise: no source
   * names any.
   */
  readonly rectifyDays: number;
}

/** The forms that are opened: a plan may have come into the database with one that is not of its scope. */
export function formsOf({ scope, forms }: CampaignContent): readonly CampaignForm[] {
  return forms.filter(({ form }) => FORM_SCOPES[form].includes(scope));
}

/** A campaign ready to start: everything but the choices that a source leaves open. */
export interface CampaignPlan {
  readonly code: PlanCode;
  readonly title: string;
  readonly source: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: CampaignContent;
}

/** A campaign runs from its start until it is ended by hand: its last day alone ends nothing. */
export const CAMPAIGN_STATES = { running: '进行中', ended: '已结束' } as const;
export type CampaignState = keyof typeof CAMPAIGN_STATES;

/** How a campaign stands on a day, in words: one that was entered before its first day has not begun. */
export function campaignStanding(
  campaign: { readonly state: CampaignState; readonly startsOn: string },
  today: string,
) {
  const ahead = campaign.state === 'running' && campaign.startsOn > today;
  return ahead ? '未开始' : CAMPAIGN_STATES[campaign.state];
}
