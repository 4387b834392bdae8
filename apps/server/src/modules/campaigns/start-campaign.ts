import {
  buildPlan,
  type CampaignContent,
  contentFaults,
  type PlanCode,
  readyPlan,
  withinSpan,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import type { FieldFault } from '../../platform/problem.ts';
import { notify } from '../inbox/index.ts';
import { insertCampaign, listPossibleParticipants, readTenantName } from './campaign-store.ts';

export interface StartInput {
  readonly plan: PlanCode;
  readonly year: number;
  readonly answers: Readonly<Record<string, string>>;
  /** Counties and zones that take part; a county that starts its own is the only one. */
  readonly participants: readonly string[];
  readonly title?: string | undefined;
  readonly documentNo?: string | undefined;
  readonly startsOn?: string | undefined;
  readonly endsOn?: string | undefined;
  /** Of a plan of one's own making; a ready plan brings its content. */
  readonly content?: CampaignContent | undefined;
}

export type StartResult =
  | { readonly status: 'done'; readonly id: string }
  | { readonly status: 'refused'; readonly faults: readonly FieldFault[] };

interface Context {
  readonly tx: Tx;
  readonly deps: Deps;
  readonly actor: Actor;
}

interface Draft {
  readonly title: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly content: CampaignContent;
}

const refused = (path: string, message: string): StartResult => ({
  status: 'refused',
  faults: [{ path, message }],
});

/**
 * Starts a campaign in one transaction: one row under the starter's own code and one under each county that takes
 * part, with an event and a notice for each. All of them, or none.
 */
export async function startCampaign(context: Context, input: StartInput): Promise<StartResult> {
  const { tx, deps, actor } = context;
  const draft = draftOf(input);
  if ('status' in draft) return draft;
  const faults = contentFaults(draft.content, draft);
  if (faults.length > 0) return { status: 'refused', faults };
  const counties = await chosenCounties(tx, actor, input.participants);
  if (counties === null) return refused('participants', '参加单位不在您的辖区，或没有这个单位');
  if (counties.length === 0) return refused('participants', '请至少选择一个参加的县市或园区');
  const id = deps.ids();
  const at = deps.clock.now();
  const shared = {
    id,
    owner: actor.county,
    plan: input.plan,
    documentNo: input.documentNo ?? '',
    year: input.year,
    place: await readTenantName(tx, actor.county),
    joinedOn: null,
    byName: actor.name,
    at,
    ...draft,
  };
  for (const county of [...new Set([actor.county, ...counties])].sort()) {
    await insertCampaign(tx, { ...shared, county });
    await recordEvent(tx, {
      county,
      actor,
      act: 'campaign.manage',
      subject: { type: 'campaign', id },
      payload: {
        did: 'start',
        plan: input.plan,
        year: input.year,
        owner: actor.county,
        participants: counties,
      },
      at,
    });
    if (county === actor.county) continue;
    await notify(tx, deps, {
      county,
      role: 'county-officer',
      region: county,
      kind: 'todo',
      title: `专项整治已启动：${draft.title}`,
      link: `/campaigns/${id}`,
      dueOn: null,
      key: `campaign-started:${id}`,
    });
  }
  return { status: 'done', id };
}

/** What is started: a ready plan with its answers, or what the starter made; never one with a part of the other. */
function draftOf(input: StartInput): Draft | StartResult {
  if (input.plan === 'own') {
    const { content, title, startsOn, endsOn } = input;
    if (Object.keys(input.answers).length > 0)
      return refused('answers', '自拟方案没有待选定的事项，请去掉，或改用现成方案');
    if (title === undefined || title === '') return refused('title', '请填写专项整治的名称');
    if (startsOn === undefined || endsOn === undefined) return refused('startsOn', '请填写起止日期');
    if (content === undefined) return refused('content', '请填写问题类别、阶段和报表');
    return { title, startsOn, endsOn, content };
  }
  if (input.content !== undefined)
    return refused('content', '现成方案的内容由来文和选定的事项而来。要自定内容，请用自拟方案');
  const ready = readyPlan(input.plan);
  const plan = ready === null ? null : buildPlan(ready, input.year, input.answers);
  if (plan === null) return refused('answers', '来文没有写明的事项还没有全部选定');
  const { startsOn, endsOn } = {
    startsOn: input.startsOn ?? plan.startsOn,
    endsOn: input.endsOn ?? plan.endsOn,
  };
  return {
    title: input.title ?? `${input.year}年${plan.title}`,
    startsOn,
    endsOn,
    content: withinSpan(plan.content, plan, { startsOn, endsOn }),
  };
}

/** The counties that take part, or null where one is not below the starter. A county starts for itself only. */
async function chosenCounties(
  tx: Tx,
  actor: Actor,
  asked: readonly string[],
): Promise<readonly string[] | null> {
  const possible = new Set((await listPossibleParticipants(tx, actor.scope)).map(({ county }) => county));
  if (possible.size === 1 && possible.has(actor.county)) {
    return asked.every((county) => county === actor.county) ? [actor.county] : null;
  }
  const chosen = [...new Set(asked)].sort();
  return chosen.every((county) => possible.has(county)) ? chosen : null;
}
