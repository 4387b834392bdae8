import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices } from '../inbox/index.ts';
import { assignedKey, factsKey, proposedKey } from './notice-keys.ts';
import { listWaiting, type WaitingFinding } from './run-store.ts';

type Telling = Pick<Deps, 'clock' | 'ids' | 'config'>;
interface Where {
  readonly county: string;
}

/** Who concludes is told in place of the notice that stands; the title says what is new. */
async function tellReviewer(
  tx: Tx,
  deps: Telling,
  { county }: Where,
  finding: WaitingFinding,
  title: string,
): Promise<void> {
  await settleNotices(tx, deps, proposedKey(finding.id));
  await notify(tx, deps, {
    county,
    role: 'reviewer',
    region: finding.region,
    kind: 'todo',
    title: `${title}：户 ${finding.household_code}`,
    link: `/findings/${finding.id}`,
    dueOn: finding.due_on,
    key: proposedKey(finding.id),
  });
}

/** Off the desk since an earlier run, and back: it waits again for whom it waited for. */
export async function tellOfReturned(
  tx: Tx,
  deps: Telling,
  ids: readonly string[],
  where: Where,
): Promise<void> {
  for (const finding of await listWaiting(tx, where.county, ids)) {
    if (finding.state === 'proposed') {
      await tellReviewer(tx, deps, where, finding, '疑点再次出现，待审定');
    } else if (finding.assigned_to !== null) {
      await notify(tx, deps, {
        county: where.county,
        role: 'community-worker',
        region: finding.assigned_to,
        kind: 'todo',
        title: `疑点再次出现，待核查：户 ${finding.household_code}`,
        link: `/findings/${finding.id}`,
        dueOn: finding.due_on,
        key: assignedKey(finding.id),
      });
    }
  }
}

/** A conclusion waits for its second person, and its facts are other ones now: both are told. */
export async function tellOfChangedFacts(
  tx: Tx,
  deps: Telling,
  ids: readonly string[],
  where: Where,
): Promise<void> {
  for (const finding of await listWaiting(tx, where.county, ids)) {
    if (finding.state !== 'proposed') continue;
    await tellReviewer(tx, deps, where, finding, '待审定疑点的比对事实有变化，请退回');
    if (finding.proposed_by === null) continue;
    await settleNotices(tx, deps, factsKey(finding.id));
    await notify(tx, deps, {
      county: where.county,
      userId: finding.proposed_by,
      kind: 'warning',
      title: `您提出结论的疑点，比对事实有变化：户 ${finding.household_code}`,
      link: `/findings/${finding.id}`,
      dueOn: finding.due_on,
      key: factsKey(finding.id),
    });
  }
}
