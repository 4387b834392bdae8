import { DEFAULT_CLUE_LISTS } from '@anju/domain';
import { sql } from 'kysely';
import { inScope } from '../../../platform/postgres/database.ts';
import type { TestApp } from '../../../platform/testing/index.ts';

/** A campaign in a county, written as the act of starting one writes it. Returns its id. */
export async function layCampaign(
  { db, deps }: TestApp,
  county: string,
  options: { readonly id?: string; readonly forms?: readonly object[] } = {},
): Promise<string> {
  const id = options.id ?? deps.ids();
  const at = deps.clock.now();
  const content = JSON.stringify({
    scope: 'rural',
    categories: [],
    phases: [],
    stageReports: [],
    copyTo: [],
    milestones: [],
    forms: options.forms ?? [],
    lists: DEFAULT_CLUE_LISTS,
    rectifyDays: 30,
  });
  await inScope(db, county, (tx) =>
    sql`
      INSERT INTO campaigns (county, id, owner, plan, title, year, place, starts_on, ends_on, content, state,
        started_by_name, created_at, updated_at)
      VALUES (${county}, ${id}, ${county}, 'own', '示例专项整治', 2026, '示例', '2026-01-01', '2026-12-31',
        ${content}, 'running', '测试', '2026-01-01T02:00:00Z', ${at})`.execute(tx),
  );
  return id;
}

export interface LaidProblem {
  readonly county: string;
  readonly campaignId: string;
  readonly number: string;
  readonly clueId?: string;
  readonly state?: 'registered' | 'rectifying' | 'rectified' | 'closed';
  readonly region?: string;
  readonly foundOn?: string;
  readonly closedOn?: string;
  readonly closedAt?: Date;
  readonly registeredAt?: Date;
  readonly rectifiedBy?: string;
  readonly closedBy?: string;
  readonly reopened?: number;
  /** Notes of its life: act and moment. */
  readonly notes?: readonly (readonly [string, Date])[];
  readonly evidence?: readonly string[];
}

/** A problem on the ledger with its notes and evidence. Returns its id. */
export async function layProblem({ db, deps }: TestApp, problem: LaidProblem): Promise<string> {
  const id = deps.ids();
  const { county } = problem;
  const region = problem.region ?? county.padEnd(12, '0');
  const at = problem.registeredAt ?? deps.clock.now();
  const state = problem.state ?? (problem.closedOn === undefined ? 'rectifying' : 'closed');
  await inScope(db, county, async (tx) => {
    await sql`
      INSERT INTO problems (county, id, region, campaign_id, number, clue_id, category, description, source, place, found_on,
        state, rectified_by, rectified_by_name, closed_on, closed_at, closed_by, closed_by_name, reopened,
        registered_by, registered_by_name, created_at, updated_at)
      VALUES (${county}, ${id}, ${region}, ${problem.campaignId}, ${problem.number}, ${problem.clueId ?? null}::uuid, '1', '房源未及时公开', '自查自纠',
        '示例', ${problem.foundOn ?? '2026-07-01'}::date, ${state}, ${problem.rectifiedBy ?? null},
        ${problem.rectifiedBy === undefined ? null : '整改人'}, ${problem.closedOn ?? null}::date,
        ${problem.closedAt ?? (problem.closedOn === undefined ? null : new Date(`${problem.closedOn}T02:00:00Z`))},
        ${problem.closedBy ?? null}, ${problem.closedBy === undefined ? null : '销号人'}, ${problem.reopened ?? 0},
        ${deps.ids()}, '登记人', ${at}, ${at})`.execute(tx);
    for (const [act, moment] of problem.notes ?? []) {
      await sql`
        INSERT INTO problem_notes (county, id, problem_id, region, act, text, by_name, at)
        VALUES (${county}, ${deps.ids()}, ${id}, ${region}, ${act}, '示例', '测试', ${moment})`.execute(tx);
    }
    for (const sha256 of problem.evidence ?? []) {
      await sql`
        INSERT INTO papers (county, id, region, file_sha256, name, type, size, uploaded_by, at, subject_type, subject_id)
        VALUES (${county}, ${deps.ids()}, ${region}, ${sha256}, '整改后.jpg', 'image/jpeg', 10, ${deps.ids()}, ${at},
          'problem', ${id})`.execute(tx);
    }
  });
  return id;
}

/** A clue of a campaign. Returns its id. */
export async function layClue(
  { db, deps }: TestApp,
  clue: {
    readonly county: string;
    readonly campaignId: string;
    readonly number: string;
    readonly region?: string;
    readonly accused?: string;
    readonly barred?: readonly string[];
  },
): Promise<string> {
  const id = deps.ids();
  const at = deps.clock.now();
  await inScope(db, clue.county, (tx) =>
    sql`
      INSERT INTO clues (county, id, region, number, campaign_id, channel, source, kind, named, received_on, place,
        accused_organisation, summary, state, disposal, barred_users, registered_by, registered_by_name, created_at,
        updated_at)
      VALUES (${clue.county}, ${id}, ${clue.region ?? clue.county.padEnd(12, '0')}, ${clue.number},
        ${clue.campaignId}, 'letter', '信访举报', 'report', false, '2026-07-02', '示例', ${clue.accused ?? null},
        '反映有关情况', 'accepted', '正在核查', ${[...(clue.barred ?? [])]}::uuid[], ${deps.ids()}, '登记人', ${at},
        ${at})`.execute(tx),
  );
  return id;
}
