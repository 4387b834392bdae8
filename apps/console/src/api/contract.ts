/**
 * The API as the console sees it. Every feature takes its types from here, so that the shapes generated from the
 * server's OpenAPI document can replace these in this one file.
 */

type Parameters<Q, P> = { query?: Q; header?: never; cookie?: never } & ([P] extends [never]
  ? { path?: never }
  : { path: P });
interface Answers<R> {
  200: { content: { 'application/json': R } };
}
interface Read<R, Q = never, P = never> {
  get: { parameters: Parameters<Q, P>; requestBody?: never; responses: Answers<R> };
}
interface Act<B, R, P = never> {
  post: {
    parameters: Parameters<never, P>;
    requestBody: { content: { 'application/json': B } };
    responses: Answers<R>;
  };
}
interface BareAct<R, P = never> {
  post: { parameters: Parameters<never, P>; requestBody?: never; responses: Answers<R> };
}
interface Change<B, R, P> {
  patch: {
    parameters: Parameters<never, P>;
    requestBody: { content: { 'application/json': B } };
    responses: Answers<R>;
  };
}
interface Replace<B, R, P> {
  put: {
    parameters: Parameters<never, P>;
    requestBody: { content: { 'application/json': B } };
    responses: Answers<R>;
  };
}
interface Remove {
  delete: { parameters: Parameters<never, never>; requestBody?: never; responses: Answers<Done> };
}

type Done = Readonly<Record<string, unknown>>;
interface Id {
  id: string;
}
export interface Page<T> {
  readonly items: T[];
  readonly nextCursor: string | null;
  readonly total: number;
}
interface Cursor {
  cursor?: string;
  limit?: number;
  sort?: string;
}

export interface Me {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: string[];
  readonly rolesLabels: string[];
  readonly county: string;
  readonly countyName: string;
  readonly scope: string;
  readonly organisationName: string;
  readonly department: string | null;
  readonly actions: string[];
  readonly mustChangePassword: boolean;
  readonly totpEnabled: boolean;
  readonly totpRequired: boolean;
  readonly demonstration: boolean;
  readonly today: string;
}

export interface SetupState {
  readonly needed: boolean;
  readonly demonstration: boolean;
}
interface SetupBody {
  county: string;
  countyName: string;
  bureauName: string;
}

export interface Organisation {
  readonly code: string;
  readonly name: string;
  readonly level: string;
  readonly parent: string | null;
  readonly kind: string;
}
export interface Department {
  readonly id: string;
  readonly name: string;
  readonly registers: string[];
  readonly duties: string;
  readonly active: boolean;
}
export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: string[];
  readonly rolesLabels: string[];
  /** Asked for by the system administrator, not granted yet by the security administrator. */
  readonly requestedRoles: string[];
  readonly requestedLabels: string[];
  readonly organisation: string;
  readonly organisationName: string;
  readonly department: string | null;
  readonly active: boolean;
  readonly locked: boolean;
  readonly totpEnabled: boolean;
  readonly lastSignInAt: string | null;
}
interface NewUser {
  username: string;
  name: string;
  roles: string[];
  organisation: string;
  department?: string;
}

export interface EventItem {
  readonly id: string;
  readonly at: string;
  readonly actorName: string;
  readonly actorRole: string;
  readonly act: string;
  readonly actLabel: string;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly payload: unknown;
}

export type InboxKind = 'todo' | 'warning' | 'due';
export interface InboxItem {
  readonly id: string;
  readonly kind: InboxKind;
  readonly title: string;
  readonly link: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly createdAt: string;
}
export interface InboxCounts {
  readonly todo: number;
  readonly warning: number;
  readonly due: number;
}

export interface SearchAnswer {
  readonly households: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly estate: string | null;
    readonly room: string | null;
  }[];
}

export interface PolicySummary {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly documentNo: string;
  readonly effectiveFrom: string;
  readonly state: 'draft' | 'published';
  readonly inForce: boolean;
  readonly draftedByName: string;
  readonly draftedAt: string;
  readonly publishedByName: string | null;
  readonly publishedAt: string | null;
  readonly revision: number;
}
export interface Policy extends PolicySummary {
  readonly pack: unknown;
  readonly faults: { readonly path: string; readonly message: string; readonly remedy: string }[];
  readonly mayPublish: boolean;
}

export interface HouseholdItem {
  readonly id: string;
  readonly code: string;
  readonly region: string;
  readonly state: 'active' | 'exited';
  readonly category: string | null;
  readonly applicantName: string;
  readonly membersCount: number;
  readonly estate: string | null;
  readonly room: string | null;
  readonly openFindings?: number;
  readonly changedAt: string;
}
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly relation: string;
  readonly relationLabel: string;
  readonly idMasked: string;
  readonly idStatus: string;
  readonly birthDate: string | null;
  readonly age: number | null;
  readonly phoneMasked: string | null;
}
export interface Tenancy {
  readonly estate: string | null;
  readonly room: string | null;
  readonly floorAreaCm2: number | null;
  readonly category: string | null;
  readonly monthlyRentFen: number | null;
  readonly startOn: string | null;
  readonly endOn: string | null;
  readonly arrearsMonths: number | null;
}
export interface HouseholdFinding {
  readonly id: string;
  readonly rule: string;
  readonly status: string;
  readonly confidence: string;
  readonly state: string;
  readonly change: string;
  readonly reason: string;
  readonly dueOn: string | null;
}
export interface Household {
  readonly id: string;
  readonly code: string;
  readonly state: 'active' | 'exited';
  readonly region: string;
  readonly members: Member[];
  readonly tenancy: Tenancy;
  readonly findings: HouseholdFinding[];
  readonly openings: { readonly at: string; readonly actorName: string; readonly role: string }[];
}
interface HouseholdFilters extends Cursor {
  q?: string;
  estate?: string;
  state?: string;
  region?: string;
  category?: string;
}
export interface Estate {
  readonly id: string;
  readonly name: string;
  readonly households: number;
}

export interface JobStep {
  readonly name: string;
  readonly label: string;
  readonly state: string;
  readonly done: number | null;
  readonly total: number | null;
  readonly seconds: number | null;
}
export interface Job {
  readonly id: string;
  readonly kind: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly steps: JobStep[];
  readonly elapsedSeconds: number | null;
  readonly remainingSeconds: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

export type IntakeState =
  | 'reading'
  | 'needs-mapping'
  | 'preview'
  | 'loading'
  | 'done'
  | 'cancelled'
  | 'failed';
export interface Intake {
  readonly id: string;
  readonly fileName: string;
  readonly state: IntakeState;
  readonly job: Job | null;
  readonly columns: {
    readonly index: number;
    readonly header: string;
    readonly unit: string | null;
    readonly field: string | null;
  }[];
  readonly fields: { readonly key: string; readonly label: string; readonly required: boolean }[];
  readonly firstRows: string[][];
  readonly undecided: {
    readonly field: string;
    readonly label: string;
    readonly candidates: number[];
  }[];
  readonly counts: Readonly<Record<string, number>> | null;
  readonly refusedSample: {
    readonly row: number;
    readonly field: string;
    readonly value: string;
    readonly reason: string;
    readonly remedy: string;
  }[];
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly hasRefusedFile: boolean;
  readonly allowedActs: string[];
}
export interface ImportItem {
  readonly id: string;
  readonly fileName: string;
  readonly state: IntakeState;
  readonly counts: Intake['counts'];
  readonly createdByName?: string | null;
  readonly createdAt: string;
}
export interface Feed extends Intake {
  readonly kind: string;
  readonly asOf: string;
}
export interface FeedItem {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly department: string;
  readonly fileName: string;
  readonly asOf: string;
  readonly state: IntakeState;
  readonly rowsRead: number | null;
  readonly rowsRefused: number | null;
  readonly deliveredByName?: string | null;
  readonly deliveredAt: string;
  readonly purgedAt?: string | null;
  readonly purgeAfter?: string | null;
}
export interface Register {
  readonly kind: string;
  readonly label: string;
  readonly department: string;
  readonly fields: { readonly key: string; readonly label: string; readonly required: boolean }[];
}
export interface Freshness {
  readonly kind: string;
  readonly label: string;
  readonly department: string;
  readonly lastAsOf: string | null;
  readonly lastDeliveredAt: string | null;
  readonly dueOn: string | null;
  readonly state: 'never' | 'fresh' | 'due-soon' | 'overdue';
  readonly rows: number | null;
}
export interface DataUse {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly purpose: string;
  readonly rows: number;
  readonly hits: number;
  readonly feedId: string;
  readonly runId: string | null;
  readonly label: string;
  readonly department: string;
  readonly fileName: string;
  readonly asOf: string;
}

export interface RunItem {
  readonly id: string;
  readonly asOf: string;
  readonly state: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
  readonly stateLabel: string;
  readonly jobId: string;
  readonly problem: string | null;
  readonly counts: RunCounts | null;
  readonly startedByName: string;
  readonly createdAt: string;
  readonly finishedAt: string | null;
}
export interface RunCounts {
  readonly families: number;
  readonly fail: number;
  readonly incomparable: number;
  readonly new: number;
  readonly persisting: number;
  readonly cleared: number;
  readonly byRule: {
    readonly rule: string;
    readonly title: string;
    readonly fail: number;
    readonly incomparable: number;
    readonly new: number;
    readonly persisting: number;
    readonly cleared: number;
  }[];
}
export interface Run extends RunItem {
  readonly policy: {
    readonly id: string;
    readonly title: string;
    readonly documentNo: string;
    readonly version: number;
  };
  readonly registers: {
    readonly kind: string;
    readonly label: string;
    readonly department: string;
    readonly file: string;
    readonly asOf: string | null;
    readonly stale: boolean;
    readonly rowsRead: number;
    readonly hitsExact: number;
    readonly hitsProbable: number;
    readonly rowsRefused: number;
    readonly seconds: number;
  }[];
  readonly missing: { readonly kind: string; readonly label: string; readonly department: string }[];
}

export interface FindingItem {
  readonly id: string;
  readonly rule: string;
  readonly ruleTitle: string;
  readonly status: 'fail' | 'incomparable';
  readonly statusLabel: string;
  readonly confidence: 'exact' | 'probable';
  readonly confidenceLabel: string;
  readonly state: string;
  readonly stateLabel: string;
  readonly reason: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
  readonly householdId: string;
  readonly householdCode: string;
  readonly applicantName: string;
  readonly estate: string | null;
  readonly room: string | null;
  readonly memberName: string | null;
  readonly change: 'new' | 'persisting' | 'cleared';
  readonly changeLabel: string;
  readonly assignedTo: string | null;
  readonly assignedName: string | null;
  readonly updatedAt: string;
  readonly version: number;
}
export interface TimelineItem {
  readonly id: string;
  readonly at: string;
  readonly actorName: string;
  readonly actLabel: string;
  readonly text?: string | null;
}
export interface Paper {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly type: string;
  readonly noteId: string | null;
}
export interface Finding extends FindingItem {
  readonly declared: { readonly label: string; readonly value: string | null }[];
  readonly registered: {
    readonly label: string;
    readonly value: string | null;
    readonly differs: boolean;
  }[];
  readonly lineage: {
    readonly register: string;
    readonly registerLabel: string;
    readonly department: string | null;
    readonly file: string;
    readonly row: number;
    readonly asOf: string | null;
  }[];
  readonly clause: string;
  readonly policy: { readonly id: string; readonly title: string; readonly version: number } | null;
  readonly explanation: string[];
  readonly notes: {
    readonly id: string;
    readonly act: string;
    readonly actLabel: string;
    readonly method: string | null;
    readonly text: string;
    readonly byName: string;
    readonly at: string;
  }[];
  readonly papers: Paper[];
  readonly proposal: {
    readonly conclusion: string;
    readonly conclusionLabel: string;
    readonly reason: string;
    readonly exitNature: string | null;
    readonly byName: string;
  } | null;
  readonly suggestedExitNature: string | null;
  readonly concludedByName: string | null;
  readonly concludedAt: string | null;
  readonly allowedActs: string[];
  readonly nextId: string | null;
  readonly previousId: string | null;
}
export interface FindingFilters {
  cursor?: string;
  limit?: number;
  order?: string;
  settled?: string;
  rule?: string;
  state?: string;
  status?: string;
  confidence?: string;
  change?: string;
  region?: string;
  household?: string;
  run?: string;
  assignedTo?: string;
  overdue?: string;
  q?: string;
}
export interface Facet {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}
export interface FindingFacets {
  readonly rule: Facet[];
  readonly state: Facet[];
  readonly status: Facet[];
  readonly confidence: Facet[];
  readonly change: Facet[];
}
export type Conclusion = 'confirmed' | 'explained' | 'wrong-person' | 'stale-data';

export interface Exit {
  readonly id: string;
  readonly householdId: string;
  readonly householdCode: string;
  readonly applicantName: string;
  readonly estate: string | null;
  readonly nature: string;
  readonly natureLabel: string;
  readonly otherNatures: { readonly nature: string; readonly label: string }[];
  readonly overdue: boolean;
  readonly findingId: string;
  readonly establishedOn: string;
  readonly measures: string;
  readonly plannedOn: string | null;
  readonly exitedOn: string | null;
  readonly version: number;
}
export interface ReportF3 {
  readonly unit: string;
  readonly rows: {
    readonly county: string;
    readonly project: string;
    readonly nature: string;
    readonly natureLabel: string;
    readonly shouldExit: number;
    readonly exited: number;
    readonly measures: string;
    readonly plannedDate: string;
    readonly exitIds: string[];
  }[];
  readonly faults: { readonly cell: string | null; readonly code: string; readonly message: string }[];
}

export type CardTone = 'plain' | 'wait' | 'overdue' | 'good';
export interface HomeChart {
  readonly key: string;
  readonly question: string;
  readonly kind: 'bar' | 'line' | 'stacked';
  readonly categories: string[];
  readonly series: {
    readonly name: string;
    readonly values: number[];
    readonly links?: string[];
  }[];
}
export interface Home {
  readonly role: string;
  readonly title: string;
  readonly cards: {
    readonly key: string;
    readonly label: string;
    readonly value: number | string;
    readonly unit?: string;
    readonly tone: CardTone;
    readonly link: string;
  }[];
  readonly charts: HomeChart[];
  readonly lists: {
    readonly key: string;
    readonly title: string;
    readonly items: {
      readonly text: string;
      readonly link: string;
      readonly due?: string | null;
      readonly tone?: string | null;
    }[];
  }[];
}

export interface paths {
  '/api/session': Read<Me> & Act<{ username: string; password: string; code?: string }, Done> & Remove;
  '/api/session/all': Remove;
  '/api/session/password': Act<{ current: string; next: string }, Done>;
  '/api/session/totp': BareAct<{ secret: string; uri: string }>;
  '/api/session/totp/confirm': Act<{ code: string }, Done>;
  '/api/setup': Read<SetupState> & Act<SetupBody, Done>;
  '/api/organisations': Read<{ items: Organisation[] }> & Act<{ code: string; name: string }, Done>;
  '/api/organisations/{code}': Change<{ name: string }, Done, { code: string }>;
  '/api/departments': Read<{ items: Department[] }> & Act<{ name: string; registers: string[] }, Done>;
  '/api/departments/{id}': Change<{ name?: string; registers?: string[] }, Done, Id>;
  '/api/users': Read<Page<User>, { q?: string } & Cursor> &
    Act<NewUser, { user: User; oneTimePassword: string }>;
  '/api/users/{id}': Change<
    { name?: string; roles?: string[]; organisation?: string; active?: boolean },
    Done,
    Id
  >;
  '/api/users/{id}/reset-password': BareAct<{ oneTimePassword: string }, Id>;
  '/api/users/{id}/unlock': BareAct<Done, Id>;
  '/api/users/{id}/sign-out': BareAct<Done, Id>;
  '/api/events': Read<
    Page<EventItem>,
    {
      act?: string;
      actor?: string;
      subjectType?: string;
      subjectId?: string;
      from?: string;
      to?: string;
    } & Cursor
  >;
  '/api/inbox': Read<Page<InboxItem>, { kind?: InboxKind } & Cursor>;
  '/api/inbox/{id}/done': BareAct<Done, Id>;
  '/api/inbox/counts': Read<InboxCounts>;
  '/api/search': Read<SearchAnswer, { q: string }>;
  '/api/policies': Read<Page<PolicySummary>> & Act<{ pack: unknown }, Id>;
  '/api/policies/{id}': Read<Policy, never, Id> & Replace<{ pack: unknown; revision: number }, Done, Id>;
  '/api/policies/{id}/publish': BareAct<Done, Id>;
  '/api/households': Read<Page<HouseholdItem>, HouseholdFilters>;
  '/api/households/{id}': Read<Household, never, Id>;
  '/api/households/{id}/timeline': Read<{ items: TimelineItem[] }, never, Id>;
  '/api/households/{id}/reveal': Act<
    { memberId: string; field: 'idNumber' | 'phone'; reason: string },
    { value: string },
    Id
  >;
  '/api/estates': Read<{ items: Estate[] }>;
  '/api/imports': Read<Page<ImportItem>, Cursor>;
  '/api/imports/{id}': Read<Intake, never, Id>;
  '/api/imports/{id}/mapping': Replace<{ mapping: Record<string, number> }, Done, Id>;
  '/api/imports/{id}/confirm': Act<{ acceptPartial: boolean }, Done, Id>;
  '/api/imports/{id}/cancel': BareAct<Done, Id>;
  '/api/registers': Read<{ items: Register[] }>;
  '/api/freshness': Read<Page<Freshness>>;
  '/api/freshness/{kind}/chase': BareAct<{ told: number }, { kind: string }>;
  '/api/feeds': Read<Page<FeedItem>, { kind?: string } & Cursor>;
  '/api/feeds/{id}': Read<Feed, never, Id>;
  '/api/feeds/{id}/mapping': Replace<{ mapping: Record<string, number> }, Done, Id>;
  '/api/feeds/{id}/confirm': Act<{ acceptPartial: boolean }, Done, Id>;
  '/api/feeds/{id}/cancel': BareAct<Done, Id>;
  '/api/data-use': Read<Page<DataUse>, Cursor>;
  '/api/jobs/{id}': Read<Job, never, Id>;
  '/api/runs': Read<Page<RunItem>, Cursor> &
    Act<{ asOf: string; policyId?: string }, { id: string; jobId: string }>;
  '/api/runs/{id}': Read<Run, never, Id>;
  '/api/runs/{id}/cancel': BareAct<Done, Id>;
  '/api/findings': Read<Page<FindingItem>, FindingFilters>;
  '/api/findings/facets': Read<FindingFacets, FindingFilters>;
  '/api/findings/{id}': Read<Finding, FindingFilters, Id>;
  '/api/findings/assign': Act<
    { ids: string[]; organisation: string; dueOn: string },
    { assigned: number; skipped: { id: string; why: string }[] }
  >;
  '/api/findings/{id}/tell': Act<{ method: string; note: string; version: number }, Done, Id>;
  '/api/findings/{id}/answer': Act<{ text: string; paperIds: string[]; version: number }, Done, Id>;
  '/api/findings/{id}/propose': Act<
    { conclusion: Conclusion; reason: string; paperIds: string[]; exitNature?: string; version: number },
    Done,
    Id
  >;
  '/api/findings/{id}/conclude': Act<{ agree: boolean; remark: string; version: number }, Done, Id>;
  '/api/findings/{id}/reopen': Act<{ reason: string; version: number }, Done, Id>;
  '/api/exits': Read<Page<Exit>, { nature?: string; state?: string; estate?: string } & Cursor>;
  '/api/exits/{id}': Change<{ measures: string; plannedOn: string | null; version: number }, Done, Id>;
  '/api/exits/{id}/exited': Act<{ on: string; paperIds: string[]; version: number }, Done, Id>;
  '/api/reports/f3': Read<ReportF3, { until: string }>;
  '/api/home': Read<Home>;
}
