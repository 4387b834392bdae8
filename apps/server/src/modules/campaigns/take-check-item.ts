import { calendarDate, earlierOf, findCategory, laterOf, type ProblemPlace } from '@anju/domain';
import { readContent } from './content-schema.ts';
import { readPlaceName } from './problem-store.ts';
import { enter, type RegisterContext, type RegisterResult, refuse, running } from './register-problem.ts';
import { findProblemOf, lockSourceCheckItem } from './source-store.ts';

/**
 * A household that a spot check found with a problem becomes a problem of the check's campaign. Done once: a second time
 * gives the problem that is there. A drawn problem is on the ledger already: it is reopened there instead.
 */
export async function takeCheckItem(
  context: RegisterContext,
  input: { readonly itemId: string; readonly place: ProblemPlace },
): Promise<RegisterResult> {
  const { tx, deps, actor } = context;
  const item = await lockSourceCheckItem(tx, actor, input.itemId);
  if (item === null || item.county !== actor.county) return refuse('not-found');
  const campaign = await running(tx, item.county, item.campaign_id);
  if (typeof campaign === 'string') return refuse(campaign);
  const there = await findProblemOf(tx, { county: item.county, id: campaign.id }, { checkItem: item.id });
  if (there !== null) return { status: 'done', ...there, existed: true };
  if (item.is_void) return refuse('void');
  if (item.kind !== 'household') return refuse('on-ledger');
  if (item.spot_check !== 'problem' || item.checked_on === null) return refuse('nothing-found');
  if (findCategory(readContent(campaign.content), input.place.category, input.place.item) === null)
    return refuse('bad-category');
  const foundOn = earlierOf(
    laterOf(calendarDate(item.checked_on), calendarDate(campaign.starts_on)),
    deps.clock.today(),
  );
  const what = item.remark === '' ? '实地核查有问题' : item.remark;
  return await enter(
    context,
    {
      county: item.county,
      region: item.region,
      campaign,
      ...input.place,
      description: `户 ${item.label}：${what}`,
      source: `抽查：${item.title}`.slice(0, 40),
      checkItemId: item.id,
      householdId: item.subject_id,
      lineage: [],
      place: await readPlaceName(tx, item.county, item.region),
      foundOn,
      amountFen: null,
      pressing: false,
    },
    { source: 'check-item', checkItem: item.id, foundOn },
  );
}
