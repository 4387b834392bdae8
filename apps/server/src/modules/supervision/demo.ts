import { addWorkingDays } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { demonstrationPaper } from '../campaigns/index.ts';
import { DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import { answerNotice, settleNotice } from './act-on-notice.ts';
import { type CaseRow, listCampaignsFor, searchCases } from './case-store.ts';
import { listItems } from './check-store.ts';
import { drawCheck, type FreezeInput, freezeCheck } from './draw-check.ts';
import { issueNotice } from './issue-notice.ts';
import { recordResult } from './record-check.ts';

/** The demonstration's campaign with its problems, the newest found first; nulls where there is none. */
export async function demonstrationCases(
  tx: Tx,
  actor: Actor,
): Promise<{ readonly campaignId: string | null; readonly problems: readonly CaseRow[] }> {
  for (const campaign of await listCampaignsFor(tx, actor.scope)) {
    const problems = await searchCases(tx, actor, {
      campaign: campaign.id,
      kind: 'problem',
      county: null,
      q: '',
    });
    if (problems.length > 0) return { campaignId: campaign.id, problems };
  }
  return { campaignId: null, problems: [] };
}

const SAMPLE = 5;

/** Notices at each stage and two samples, through the acts of people; nothing where there is no campaign. */
export async function superviseDemonstration(deps: Deps, demonstration: Demonstration): Promise<void> {
  const officer = demonstration.actor('county-officer');
  const leader = demonstration.actor('leader');
  const admin = demonstration.actor('county-admin');
  await inScope(deps.db, officer.scope, async (tx) => {
    const { campaignId, problems } = await demonstrationCases(tx, officer);
    if (campaignId === null) return;
    const calendar = await loadCalendar(tx, officer.county);
    const dueOn = addWorkingDays(calendar, deps.clock.today(), 5).day;
    for (const [n, problem] of problems.slice(0, 3).entries()) {
      const issued = await issueNotice(
        { tx, deps, actor: leader },
        {
          organisation: officer.county,
          subject: { kind: 'problem', id: problem.id },
          demand: `请核实 ${problem.number} 的整改情况，于期限内完成整改并附佐证回复。（演示）`,
          dueOn,
        },
      );
      if (issued.status !== 'done' || n === 0) continue;
      const context = (actor: Actor, version: number) => ({ tx, deps, actor, id: issued.id, version });
      await answerNotice(context(officer, 1), {
        text: '已核实并完成整改，佐证见台账。（演示）',
        paperIds: [],
      });
      if (n > 1) await settleNotice(context(leader, 2), { text: '' });
    }
    await drawDemonstrationSamples({ tx, deps, actor: admin }, { officer, leader }, campaignId);
  });
  await askNeighbour(deps, demonstration);
}

/** The prefecture asks the second county about the problem that has been open longest. */
async function askNeighbour(deps: Deps, demonstration: Demonstration): Promise<void> {
  const county = DEMONSTRATION_NEIGHBOUR;
  const actor = demonstration.actor('prefecture-supervisor');
  await inScope(deps.db, actor.scope, async (tx) => {
    const { problems } = await demonstrationCases(tx, demonstration.actor('leader', county));
    const oldest = problems.findLast(({ closed_on: on }) => on === null);
    if (oldest === undefined) return;
    const calendar = await loadCalendar(tx, county);
    await issueNotice(
      { tx, deps, actor },
      {
        organisation: county,
        subject: { kind: 'problem', id: oldest.id },
        demand: `${oldest.number} 整改已逾期，请说明原因、倒排时限并回复整改结果。（演示）`,
        dueOn: addWorkingDays(calendar, deps.clock.today(), 5).day,
      },
    );
  });
}

async function drawDemonstrationSamples(
  context: { readonly tx: Tx; readonly deps: Deps; readonly actor: Actor },
  { officer, leader }: { readonly officer: Actor; readonly leader: Actor },
  campaignId: string,
): Promise<void> {
  const { tx, deps, actor } = context;
  const { county } = actor;
  const today = deps.clock.today();
  const plan: FreezeInput = {
    county,
    campaignId,
    kind: 'household',
    region: county,
    estate: null,
    title: '在保家庭入户抽查（演示）',
    size: SAMPLE,
    seedKind: 'dice',
    seedSource: '当日在会议室当众掷八颗骰子，纪检组在场，按先后记点数（演示）',
    seedOn: today,
    replaces: null,
  };
  const frozen = await freezeCheck(context, plan);
  await freezeCheck(context, { ...plan, kind: 'problem', size: 1, title: '台账问题抽查（演示）' });
  if (!('done' in frozen)) return;
  const { id, version } = frozen.done;
  await drawCheck(
    { tx, deps, actor: leader },
    { id, version, seed: '3 5 1 6 2 2 4 1', proof: '纪检组两人在场（演示）' },
  );
  const items = await listItems(tx, officer, id);
  const results = [
    { spotCheck: 'clean', remark: '' },
    { spotCheck: 'problem', remark: '入户时发现由他人居住，正在核实（演示）' },
  ] as const;
  for (const [n, result] of results.entries()) {
    const item = items[n];
    if (item === undefined) continue;
    const paperIds = [await demonstrationPaper(tx, deps, officer)];
    await recordResult(
      { tx, deps, actor: officer, id: item.id, version: item.version },
      { ...result, remark: result.remark || '住户在家，情况相符（演示）', checkedOn: today, paperIds },
    );
  }
}
