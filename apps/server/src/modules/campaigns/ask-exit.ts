import { secondPersonAt } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { inScope, type Tx } from '../../platform/postgres/database.ts';
import { notify, settleNotices, settleOthers } from '../inbox/index.ts';
import { problemName } from './beside-store.ts';
import { listExitUndecided, readExitUndecided } from './exit-store.ts';
import { listTenants } from './late-store.ts';

const PREFIX = 'problem-exit:';

/** Asks the reviewer whether the family of a problem has to leave, for as long as nobody has said. */
export async function askExit(
  tx: Tx,
  deps: Deps,
  problem: { readonly county: string; readonly id: string },
): Promise<void> {
  const undecided = await readExitUndecided(tx, problem);
  if (undecided === null) return await settleNotices(tx, deps, `${PREFIX}${problem.id}`);
  await notify(tx, deps, {
    county: problem.county,
    role: secondPersonAt(problem.county),
    region: undecided.region,
    kind: 'todo',
    title: `涉及家庭，待认定是否应退：${problemName(undecided)}`,
    link: `/problems/${problem.id}`,
    dueOn: null,
    key: `${PREFIX}${problem.id}`,
    clueId: undecided.clueId,
  });
}

/** Asks no more about families that have left meanwhile. */
export async function dropExitQuestions(deps: Deps): Promise<void> {
  for (const county of await deps.db.transaction().execute((tx) => listTenants(tx)))
    await inScope(deps.db, county, async (tx) => {
      const keep = (await listExitUndecided(tx, county)).map((id) => `${PREFIX}${id}`);
      await settleOthers(tx, deps, { county, prefix: PREFIX, keep });
    });
}
