import { daysAgo } from '../../platform/days-ago.ts';
import { carryDemoClue } from '../clues/index.ts';
import { type Carrying, carryProblem, idOf } from './demo-carry.ts';
import { takeClue } from './register-problem.ts';

const REPORTED = {
  daysAgo: 33,
  channel: 'phone',
  source: '群众反映/12345',
  kind: 'report',
  stage: 'concluded',
  summary: '来电反映团结社区一户公租房由他人居住半年，承租人按月收钱。',
  person: ['温如玉', '承租人', '其他人员'],
  yuan: 4800,
} as const;

const PLACE = { category: '3', item: '3.4' } as const;

/** Days from the conclusion on the clue to its place on the ledger. */
const TAKEN_AFTER = 2;

/** A clue of the campaign that was found true, is on the ledger since and is being rectified. */
export async function layClue({
  tx,
  deps,
  people,
  campaignId,
}: Pick<Carrying, 'tx' | 'deps' | 'people'> & { readonly campaignId: string }): Promise<void> {
  const clue = await carryDemoClue({ tx, deps, ...people, campaignId, keyed: new Map() }, REPORTED);
  const then = daysAgo(deps, clue.lastDaysAgo - TAKEN_AFTER);
  const taken = await takeClue(
    { tx, deps: then, actor: people.officer },
    { clueId: clue.id, place: PLACE, description: null, householdId: null },
  );
  await carryProblem({ tx, deps, then, people, id: idOf(taken), stage: 'rectifying', n: 0 });
}
