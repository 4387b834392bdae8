import {
  calendarDate,
  earlierOf,
  findCategory,
  isRuleCode,
  laterOf,
  type PlanCode,
  type ProblemPlace,
  problemNumber,
  problemPlaceOf,
  RULE_TITLES,
  withoutNames,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Json } from '../../platform/json.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { nextSerial } from '../../platform/postgres/serial-store.ts';
import { askExit } from './ask-exit.ts';
import { type CampaignRow, holdRunningCampaign } from './campaign-store.ts';
import { readContent } from './content-schema.ts';
import { readDepartments } from './name-departments.ts';
import {
  insertProblem,
  insertProblemNote,
  type NewProblem,
  type ProblemLineage,
  readPlaceName,
} from './problem-store.ts';
import { rectifyBy } from './rectify-by.ts';
import {
  findProblemOf,
  isHouseholdOf,
  lockSourceClue,
  lockSourceFinding,
  lockSourceFindings,
  readHouseholdPlace,
  type SourceClue,
  type SourceFinding,
} from './source-store.ts';

export interface RegisterContext {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

export type RegisterRefusal =
  | 'no-campaign'
  | 'ended'
  | 'no-category'
  | 'bad-category'
  | 'not-found'
  | 'not-confirmed'
  | 'void'
  | 'on-ledger'
  | 'nothing-found'
  | 'other-campaign'
  | 'counted-below'
  | 'before-campaign'
  | 'in-the-future'
  | 'foreign-region'
  | 'foreign-household';

export type RegisterResult =
  | { readonly status: 'done'; readonly id: string; readonly number: string; readonly existed: boolean }
  | { readonly status: 'refused'; readonly reason: RegisterRefusal };

export const refuse = (reason: RegisterRefusal): RegisterResult => ({ status: 'refused', reason });

interface Entry extends Omit<NewProblem, 'id' | 'number' | 'campaignId' | 'deadline' | 'by' | 'at'> {
  readonly campaign: CampaignRow;
}

/** Numbers it, gives it the campaign's deadline, writes it, its first note and its event together. */
export async function enter(
  { tx, deps, actor }: RegisterContext,
  { campaign, ...problem }: Entry,
  payload: { readonly [key: string]: Json },
): Promise<RegisterResult> {
  const at = deps.clock.now();
  const id = deps.ids();
  const year = Number(deps.clock.today().slice(0, 4));
  const number = problemNumber(year, await nextSerial(tx, problem.county, 'problem', year));
  const { day: deadline } = await rectifyBy(tx, deps, campaign);
  await insertProblem(tx, { ...problem, campaignId: campaign.id, deadline, id, number, by: actor, at });
  if (problem.householdId !== null) await askExit(tx, deps, { county: problem.county, id });
  await insertProblemNote(tx, {
    county: problem.county,
    id: deps.ids(),
    problemId: id,
    region: problem.region,
    act: 'register',
    text: `来源：${problem.source}`,
    by: actor,
    at,
  });
  await recordEvent(tx, {
    county: problem.county,
    region: problem.region,
    actor,
    act: 'problem.register',
    subject: { type: 'problem', id },
    payload: {
      campaign: campaign.id,
      number,
      deadline,
      category: problem.category,
      item: problem.item,
      ...payload,
    },
    at,
  });
  return { status: 'done', id, number, existed: false };
}

/** The county's copy, running, or why nothing can be put on its ledger. */
export async function running(
  tx: Tx,
  county: string,
  campaignId: string,
): Promise<CampaignRow | 'no-campaign' | 'ended'> {
  const campaign = await holdRunningCampaign(tx, county, campaignId);
  if (campaign === null) return 'no-campaign';
  return campaign.state === 'running' ? campaign : 'ended';
}

export interface ProblemInput {
  readonly campaignId: string;
  readonly category: string;
  readonly item: string | null;
  readonly description: string;
  readonly source: string;
  /** 6 to 12 digits in the actor's own county. */
  readonly region: string;
  readonly foundOn: string;
  readonly amountFen: number | null;
  readonly pressing: boolean;
  /** The family it is about, of the actor's own county. */
  readonly householdId: string | null;
}

/** Puts a problem on the ledger by hand. */
export async function registerProblem(
  context: RegisterContext,
  input: ProblemInput,
): Promise<RegisterResult> {
  const { tx, deps, actor } = context;
  const campaign = await running(tx, actor.county, input.campaignId);
  if (typeof campaign === 'string') return refuse(campaign);
  if (findCategory(readContent(campaign.content), input.category, input.item) === null)
    return refuse('bad-category');
  if (!input.region.startsWith(actor.county)) return refuse('foreign-region');
  if (input.foundOn > deps.clock.today()) return refuse('in-the-future');
  if (input.foundOn < campaign.starts_on) return refuse('before-campaign');
  if (!(await isHouseholdOf(tx, actor.county, input.householdId))) return refuse('foreign-household');
  const region = input.region.padEnd(12, '0');
  const place = await readPlaceName(tx, actor.county, region);
  return await enter(
    context,
    { ...input, campaign, county: actor.county, region, place, lineage: [] },
    { source: 'by-hand', foundOn: input.foundOn, household: input.householdId },
  );
}

/** Where the officer puts what comes from elsewhere; nothing leaves it to the mapping. */
export type ChosenPlace = ProblemPlace | null;

/**
 * A confirmed finding becomes a problem of a running campaign, with its lineage: department, file, row, date, rule
 * and clause. Done once: a second time gives the problem that is there.
 */
export async function takeFinding(
  context: RegisterContext,
  input: { readonly findingId: string; readonly campaignId: string; readonly place: ChosenPlace },
): Promise<RegisterResult> {
  const { tx, deps, actor } = context;
  const finding = await lockSourceFinding(tx, actor.scope, input.findingId);
  if (finding === null || finding.county !== actor.county) return refuse('not-found');
  const campaign = await running(tx, finding.county, input.campaignId);
  if (typeof campaign === 'string') return refuse(campaign);
  const there = await findProblemOf(tx, { county: finding.county, id: campaign.id }, { finding: finding.id });
  if (there !== null) return { status: 'done', ...there, existed: true };
  if (finding.state !== 'confirmed' || finding.confirmed_on === null) return refuse('not-confirmed');
  const place = input.place ?? placeOf(campaign.plan, finding);
  if (place === null) return refuse('no-category');
  if (findCategory(readContent(campaign.content), place.category, place.item) === null)
    return refuse('bad-category');
  // Found in the campaign: one that was confirmed before it began is found on its first day.
  const foundOn = earlierOf(
    laterOf(calendarDate(finding.confirmed_on), calendarDate(campaign.starts_on)),
    deps.clock.today(),
  );
  const estate = await readHouseholdPlace(tx, finding.county, finding.id);
  const community = await readPlaceName(tx, finding.county, finding.region);
  const title = isRuleCode(finding.rule) ? RULE_TITLES[finding.rule] : finding.rule;
  return await enter(
    context,
    {
      county: finding.county,
      region: finding.region,
      campaign,
      ...place,
      description: `户 ${finding.household_code}：${title}。${finding.reason}`,
      source: '大数据比对',
      findingId: finding.id,
      householdId: finding.household_id,
      lineage: await lineageOf(tx, finding),
      place: estate === null ? community : `${community} ${estate}`,
      foundOn,
      amountFen: null,
      pressing: false,
    },
    { source: 'finding', finding: finding.id, rule: finding.rule, foundOn },
  );
}

function placeOf(plan: PlanCode, finding: SourceFinding): ProblemPlace | null {
  if (!isRuleCode(finding.rule)) return null;
  return problemPlaceOf(plan, { rule: finding.rule, exitNature: finding.exit_nature });
}

async function lineageOf(tx: Tx, finding: SourceFinding): Promise<readonly ProblemLineage[]> {
  const departmentOf = await readDepartments(tx, finding.county);
  const { rule, clause } = finding;
  const rows = finding.lineage.map((source) => ({
    rule,
    clause,
    register: source.register,
    department: departmentOf(source.register),
    file: source.file,
    row: source.row,
    asOf: source.asOf,
  }));
  // A rule that rests on the roster alone has no row of a register; the clause still goes along.
  return rows.length > 0
    ? rows
    : [{ rule, clause, register: '', department: '', file: '', row: 0, asOf: null }];
}

const CONFIRMED = ['true', 'partly-true'];
const CONCLUDED = ['concluded', 'closed'];

/**
 * A clue found true becomes a problem of the campaign it belongs to. The people it names and who reported it stay
 * with the clue; the problem is handled where the clue is, out of sight of whom it accuses, and
 * stands on the ledger where those are.
 */
export async function takeClue(
  context: RegisterContext,
  input: {
    readonly clueId: string;
    readonly place: ProblemPlace;
    readonly description: string | null;
    readonly householdId: string | null;
  },
): Promise<RegisterResult> {
  const { tx, actor } = context;
  const clue = await lockSourceClue(tx, actor, input.clueId);
  if (clue === null || clue.county !== actor.county) return refuse('not-found');
  // The forms count a clue under its own campaign: anywhere else it would be counted nowhere.
  if (clue.campaign_id === null) return refuse('other-campaign');
  if (clue.counted_below) return refuse('counted-below');
  const campaign = await running(tx, clue.county, clue.campaign_id);
  if (typeof campaign === 'string') return refuse(campaign);
  const there = await findProblemOf(tx, { county: clue.county, id: campaign.id }, { clue: clue.id });
  if (there !== null) return { status: 'done', ...there, existed: true };
  if (!CONCLUDED.includes(clue.state) || clue.result === null || !CONFIRMED.includes(clue.result))
    return refuse('not-confirmed');
  if (findCategory(readContent(campaign.content), input.place.category, input.place.item) === null)
    return refuse('bad-category');
  if (!(await isHouseholdOf(tx, clue.county, input.householdId))) return refuse('foreign-household');
  const foundOn = laterOf(calendarDate(clue.received_on), calendarDate(campaign.starts_on));
  return await enter(
    context,
    {
      county: clue.county,
      region: clue.region,
      campaign,
      ...input.place,
      description: withoutNames(input.description ?? clue.summary, clue.names),
      source: clue.source,
      clueId: clue.id,
      householdId: input.householdId,
      lineage: [],
      place: clue.place,
      placeRegion: accusedPlace(clue),
      foundOn,
      amountFen: clue.amount_fen,
      pressing: false,
    },
    { source: 'clue', clue: clue.id, foundOn, household: input.householdId },
  );
}

/** Where whom a clue accuses works; null where that is no office of the county that handles it. */
function accusedPlace({ accused_organisation: office, county }: SourceClue): string | null {
  return office?.startsWith(county) === true ? office.padEnd(12, '0') : null;
}

export interface TakenFindings {
  readonly taken: readonly { readonly id: string; readonly number: string }[];
  /** Problems that were there already: the act repeated changes nothing. */
  readonly existed: number;
  readonly skipped: readonly { readonly id: string; readonly reason: RegisterRefusal }[];
}

/** Several findings at once, each for itself: one that can't be taken does not hold up the others. */
export async function takeFindings(
  context: RegisterContext,
  input: { readonly ids: readonly string[]; readonly campaignId: string; readonly place: ChosenPlace },
): Promise<TakenFindings> {
  const taken: { id: string; number: string }[] = [];
  const skipped: { id: string; reason: RegisterRefusal }[] = [];
  let existed = 0;
  const ids = [...new Set(input.ids)].sort();
  await lockSourceFindings(context.tx, context.actor.scope, ids);
  for (const findingId of ids) {
    const result = await takeFinding(context, { ...input, findingId });
    if (result.status === 'refused') skipped.push({ id: findingId, reason: result.reason });
    else if (result.existed) existed += 1;
    else taken.push({ id: result.id, number: result.number });
  }
  return { taken, existed, skipped };
}
