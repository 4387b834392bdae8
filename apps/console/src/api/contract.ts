import type { paths as Generated } from './schema.gen.ts';

/**
 * The API as the console sees it: the shapes that the server's OpenAPI document gives, under the names that the
 * features use. What changes in the server shows here first.
 */

/** Filters come from the address, where anybody can type anything: they are texts here, and the server checks them. */
type Filters<T> = { [K in keyof T]?: string | number };
type WithFilters<P> = P extends { query?: infer Q }
  ? Omit<P, 'query'> & { query?: Filters<NonNullable<Q>> }
  : P;
type Operation<O> = O extends { parameters: infer P }
  ? Omit<O, 'parameters'> & { parameters: WithFilters<P> }
  : O;
export type paths = {
  [P in keyof Generated]: { [M in keyof Generated[P]]: Operation<Generated[P][M]> };
};

/** What a successful GET answers. */
type Answer<P extends keyof Generated> = Generated[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer R } } } };
}
  ? R
  : never;
type Item<P extends keyof Generated> = Answer<P> extends { items: (infer T)[] } ? T : never;

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string | null;
  readonly total: number;
  /** False where `total` stands for so many or more. */
  readonly totalIsExact?: boolean;
}

export type Me = NonNullable<Answer<'/api/session'>>;
export type Organisation = Item<'/api/organisations'>;
export type User = Item<'/api/users'>;
export type FeedFilters = Filters<NonNullable<Generated['/api/feeds']['get']['parameters']['query']>>;
export type UserFilters = Filters<NonNullable<Generated['/api/users']['get']['parameters']['query']>>;
export type SignIn = Item<'/api/sign-ins'>;
export type EventItem = Item<'/api/events'>;

export type InboxItem = Item<'/api/inbox'>;
export type InboxKind = InboxItem['kind'];
export type InboxCounts = Answer<'/api/inbox/counts'>;

export type PolicySummary = Item<'/api/policies'>;
export type Policy = Answer<'/api/policies/{id}'>;

export type HouseholdItem = Item<'/api/households'>;
export type Household = Answer<'/api/households/{id}'>;
export type HouseholdFinding = Household['findings'][number];
export type Member = Household['members'][number];
export type Tenancy = Household['tenancy'];

/** One thing that happened, on a family's or a finding's timeline. */
export interface TimelineItem {
  readonly id: string;
  readonly at: string;
  readonly actorName: string;
  readonly actLabel: string;
  readonly text?: string | null;
  /** Where more of it stands. */
  readonly link?: string | null;
}

export type Job = Answer<'/api/jobs/{id}'>;
export type JobStep = Job['steps'][number];

export type Intake = Answer<'/api/imports/{id}'>;
export type IntakeState = Intake['state'];
export type ImportItem = Item<'/api/imports'>;
export type Feed = Answer<'/api/feeds/{id}'>;
export type FeedItem = Item<'/api/feeds'>;
export type Freshness = Item<'/api/freshness'>;
export type DataUse = Item<'/api/data-use'>;

export type RunItem = Item<'/api/runs'>;
export type RunCounts = NonNullable<RunItem['counts']>;
export type Run = Answer<'/api/runs/{id}'>;

export type FindingItem = Item<'/api/findings'>;
export type Finding = Answer<'/api/findings/{id}'>;
export type FindingFilters = Filters<NonNullable<Generated['/api/findings']['get']['parameters']['query']>>;
export type Facet = Answer<'/api/findings/facets'>['rule'][number];
export type Paper = Finding['papers'][number];

export type ClueItem = Item<'/api/clues'>;
export type Clue = Answer<'/api/clues/{id}'>;
export type ClueFilters = Filters<NonNullable<Generated['/api/clues']['get']['parameters']['query']>>;
export type ClueChoices = Answer<'/api/clues/choices'>;
export type CluePair = Item<'/api/clues/duplicates'>;
export type ClueTransfer = Item<'/api/clues/transfers'>;
export type KinRelation = Item<'/api/relations'>;

export type Exit = Item<'/api/exits'>;
export type ReportF3 = Answer<'/api/reports/f3'>;
export type StageReportItem = Item<'/api/reports/stage'>;
export type StagePaper = Answer<'/api/reports/stage/{county}/{campaignId}/{day}'>;
export type ProblemsAtRisk = Answer<'/api/home/at-risk'>;

export type CampaignItem = Item<'/api/campaigns'>;
export type Campaign = Answer<'/api/campaigns/{id}'>;
export type CampaignContent = Campaign['content'];
export type CampaignPlans = Answer<'/api/campaigns/plans'>;
export type ReadyPlan = CampaignPlans['plans'][number];
export type CampaignResult = Item<'/api/campaigns/{id}/results'>;
export type CampaignContact = Item<'/api/campaigns/{id}/contacts'>;
export type ProblemItem = Item<'/api/problems'>;
export type Problem = Answer<'/api/problems/{id}'>;
export type ProblemFilters = Filters<NonNullable<Generated['/api/problems']['get']['parameters']['query']>>;

export type CampaignChoice = Item<'/api/supervision/campaigns'>;
export type CaseChoice = Item<'/api/supervision/cases'>;
export type LateReport = Item<'/api/supervision/late-reports'>;
export type NoticeItem = Item<'/api/supervisions'>;
export type Notice = Answer<'/api/supervisions/{id}'>;
export type Deadline = Answer<'/api/supervisions/deadline'>;
export type CheckItem = Item<'/api/checks'>;
export type Check = Answer<'/api/checks/{id}'>;
export type DrawnItem = Check['items'][number];
export type CheckBundle = Answer<'/api/checks/{id}/bundle'>;
export type FlagItem = Item<'/api/supervision/flags'>;
export type AccountabilityItem = Item<'/api/accountability'>;
export type UnitMeasureItem = Item<'/api/unit-measures'>;
export type ExposureItem = Item<'/api/exposures'>;
export type TypicalCase = Item<'/api/typical-cases'>;

export type Home = Answer<'/api/home'>;
export type CardTone = Home['cards'][number]['tone'];
/** A chart of the home page, or one that a page makes itself. */
export interface HomeChart {
  readonly key: string;
  readonly question: string;
  readonly kind: 'bar' | 'line' | 'stacked';
  readonly categories: readonly string[];
  readonly series: readonly {
    readonly name: string;
    readonly values: readonly number[];
    readonly links?: readonly string[];
  }[];
}

export type Report = Answer<'/api/reports/{id}'>;
export type ReportItem = Item<'/api/reports/due'>;
export type ReportView = NonNullable<Report['view']>;
export type ReportFault = Report['faults'][number];
export type ReportCell = Answer<'/api/reports/{id}/cells/{path}'>;
export type ReportRecords = ReportCell['records'];
export type ReportChange = Answer<'/api/reports/{id}/changes'>['figures'][number];
export type SignedForm = Answer<'/api/clues/{id}/signed-forms'>['items'][number];
export type SinceSent = Answer<'/api/reports/{id}/since-sent'>;
export type ReportDifference = Answer<'/api/reports/{id}/compare'>['differences'][number];
export type ReportMatrix = Answer<'/api/reports/matrix'>;
export type ReportMilestones = Answer<'/api/reports/milestones'>;
export type ReportCampaign = Item<'/api/reports/campaigns'>;
export type RollUp = Answer<'/api/reports/roll-up'>;
export type CalendarYear = Answer<'/api/calendar'>;
