import { notify } from '../inbox/index.ts';
import { insertCampaign, listPossibleParticipants, updateCampaign } from './campaign-store.ts';
import { type CampaignContext, type CampaignResult, lockOwned, recordChange } from './change-campaign.ts';
import { readContent } from './content-schema.ts';

const refused = (message: string): CampaignResult => ({
  status: 'refused',
  reason: 'faults',
  faults: [{ path: 'counties', message }],
});

/**
 * Adds counties to a running campaign: each holds its own copy from today, with what is due from now on and nothing of
 * before. All of them, or none.
 */
export async function addCounties(
  context: CampaignContext,
  asked: readonly string[],
): Promise<CampaignResult> {
  const { tx, deps, actor, id } = context;
  const locked = await lockOwned(context);
  if ('status' in locked) return locked;
  const { own, all } = locked;
  const counties = [...new Set(asked)].sort();
  const possible = new Set((await listPossibleParticipants(tx, actor.scope)).map(({ county }) => county));
  if (counties.length === 0) return refused('请至少选择一个县市或园区');
  if (!counties.every((county) => possible.has(county)))
    return refused('增加的单位不在您的辖区，或没有这个单位');
  if (counties.some((county) => all.some((row) => row.county === county)))
    return refused('有单位已经参加这项专项整治');
  const at = deps.clock.now();
  const today = deps.clock.today();
  await updateCampaign(tx, id, {}, { name: actor.name, at });
  for (const county of counties) {
    await insertCampaign(tx, {
      county,
      id,
      owner: own.owner,
      plan: own.plan,
      title: own.title,
      documentNo: own.document_no,
      year: own.year,
      place: own.place,
      startsOn: own.starts_on,
      endsOn: own.ends_on,
      content: readContent(own.content),
      joinedOn: today > own.starts_on ? today : null,
      byName: actor.name,
      at,
    });
    await notify(tx, deps, {
      county,
      role: 'county-officer',
      region: county,
      kind: 'todo',
      title: `已列入专项整治：${own.title}`,
      link: `/campaigns/${id}`,
      dueOn: null,
      key: `campaign-started:${id}`,
    });
  }
  const copies = [...all, ...counties.map((county) => ({ county }))];
  await recordChange(context, copies, { did: 'add-counties', counties });
  return { status: 'done', version: own.version + 1 };
}
