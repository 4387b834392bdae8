import type { Role } from '../access/index.ts';

/** Where a clue (线索) stands. */
export const CLUE_STATES = {
  received: '待受理',
  accepted: '待分办',
  inquiring: '核查中',
  transferred: '已移送',
  reported: '待审定',
  concluded: '待反馈',
  closed: '已办结',
  merged: '已并案',
  refused: '不予受理',
  recalled: '上级已撤回',
} as const;

export type ClueState = keyof typeof CLUE_STATES;

/** What was merged, refused or taken back by the level above is no entry of its own: no form counts it by itself. */
export const NO_ENTRY: readonly ClueState[] = ['merged', 'refused', 'recalled'];

export const isEntry = (state: ClueState): boolean => !NO_ENTRY.includes(state);

export const CLUE_ACTS = {
  accept: '受理',
  refuse: '不予受理',
  'tell-acceptance': '告知受理情况',
  route: '分办',
  transfer: '移送',
  'hand-down': '转办县市',
  recall: '撤回转办',
  'record-receipt': '登记回执',
  'record-return': '登记退回',
  'record-outcome': '登记移送结果',
  extend: '延长办理期限',
  'tell-extension': '告知延期',
  'report-result': '提交核查结果',
  conclude: '审定结果',
  return: '退回补查',
  answer: '反馈举报人',
  'record-satisfaction': '登记满意度',
  reopen: '重新办理',
  merge: '并案',
  unmerge: '撤销并案',
  withdraw: '上级撤回',
  'take-up': '上级再次转办',
} as const;

export type ClueAct = keyof typeof CLUE_ACTS;

export interface ClueTransition {
  readonly from: ClueState;
  readonly act: ClueAct;
  readonly to: ClueState;
  readonly by: readonly Role[];
  readonly needs: readonly (
    | 'kind'
    | 'handler'
    | 'receiver'
    | 'text'
    | 'reason'
    | 'result'
    | 'another-person'
    | 'named'
    | 'accepted'
    | 'not-accepted'
    | 'from-above' // follows what the level above does with the clue that it handed down
    | 'own-desk' // of the level that handles it; the level above may only have it taken up again
  )[];
}

// The supervisor of a prefecture works on the clues that the prefecture handles itself as officers do on the county's.
const DESK = ['county-officer', 'county-admin', 'prefecture-supervisor'] as const;
const HANDLERS = [...DESK, 'community-worker'] as const;
const CONCLUDERS = ['reviewer', 'county-admin', 'leader'] as const;
// Of a county's clue that was handed down: taken back by the level above, or handed down to the same county again.
const ABOVE = { by: ['prefecture-supervisor'], needs: ['from-above', 'reason'] } as const;

/** The whole life of a clue, one line an act. What was found is concluded by another person than who found it. */
export const CLUE_TRANSITIONS: readonly ClueTransition[] = Object.freeze([
  { from: 'received', act: 'accept', to: 'accepted', by: DESK, needs: ['own-desk', 'kind'] },
  { from: 'received', act: 'refuse', to: 'refused', by: DESK, needs: ['own-desk', 'reason'] },
  { from: 'received', act: 'merge', to: 'merged', by: DESK, needs: ['own-desk'] },
  { from: 'accepted', act: 'merge', to: 'merged', by: DESK, needs: ['own-desk'] },
  { from: 'inquiring', act: 'merge', to: 'merged', by: DESK, needs: ['own-desk'] },
  { from: 'merged', act: 'unmerge', to: 'accepted', by: DESK, needs: ['own-desk', 'reason', 'accepted'] },
  { from: 'merged', act: 'unmerge', to: 'received', by: DESK, needs: ['own-desk', 'reason', 'not-accepted'] },
  { from: 'accepted', act: 'tell-acceptance', to: 'accepted', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'inquiring', act: 'tell-acceptance', to: 'inquiring', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'transferred', act: 'tell-acceptance', to: 'transferred', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'reported', act: 'tell-acceptance', to: 'reported', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'concluded', act: 'tell-acceptance', to: 'concluded', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'closed', act: 'tell-acceptance', to: 'closed', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'refused', act: 'tell-acceptance', to: 'refused', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'accepted', act: 'route', to: 'inquiring', by: DESK, needs: ['own-desk', 'handler'] },
  { from: 'inquiring', act: 'route', to: 'inquiring', by: DESK, needs: ['own-desk', 'handler', 'reason'] },
  { from: 'accepted', act: 'transfer', to: 'transferred', by: DESK, needs: ['own-desk', 'receiver'] },
  {
    from: 'inquiring',
    act: 'transfer',
    to: 'transferred',
    by: DESK,
    needs: ['own-desk', 'receiver', 'reason'],
  },
  // To the desk of a county below; what it finds, or that it does not take it on, comes back by itself.
  {
    from: 'accepted',
    act: 'hand-down',
    to: 'transferred',
    by: ['prefecture-supervisor'],
    needs: ['own-desk', 'receiver'],
  },
  {
    from: 'inquiring',
    act: 'hand-down',
    to: 'transferred',
    by: ['prefecture-supervisor'],
    needs: ['own-desk', 'receiver', 'reason'],
  },
  {
    from: 'transferred',
    act: 'recall',
    to: 'accepted',
    by: ['prefecture-supervisor'],
    needs: ['own-desk', 'reason'],
  },
  { from: 'transferred', act: 'record-receipt', to: 'transferred', by: DESK, needs: ['own-desk'] },
  { from: 'transferred', act: 'record-return', to: 'accepted', by: DESK, needs: ['own-desk', 'reason'] },
  {
    from: 'transferred',
    act: 'record-outcome',
    to: 'reported',
    by: DESK,
    needs: ['own-desk', 'result', 'text'],
  },
  {
    from: 'inquiring',
    act: 'extend',
    to: 'inquiring',
    by: ['leader', 'county-admin'],
    needs: ['own-desk', 'reason'],
  },
  {
    from: 'transferred',
    act: 'extend',
    to: 'transferred',
    by: ['leader', 'county-admin'],
    needs: ['own-desk', 'reason'],
  },
  { from: 'accepted', act: 'tell-extension', to: 'accepted', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'transferred', act: 'tell-extension', to: 'transferred', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'inquiring', act: 'tell-extension', to: 'inquiring', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'reported', act: 'tell-extension', to: 'reported', by: DESK, needs: ['own-desk', 'named'] },
  { from: 'concluded', act: 'tell-extension', to: 'concluded', by: DESK, needs: ['own-desk', 'named'] },
  {
    from: 'inquiring',
    act: 'report-result',
    to: 'reported',
    by: HANDLERS,
    needs: ['own-desk', 'result', 'text'],
  },
  {
    from: 'reported',
    act: 'conclude',
    to: 'concluded',
    by: CONCLUDERS,
    needs: ['own-desk', 'another-person'],
  },
  {
    from: 'reported',
    act: 'return',
    to: 'inquiring',
    by: CONCLUDERS,
    needs: ['own-desk', 'another-person', 'reason'],
  },
  { from: 'concluded', act: 'answer', to: 'closed', by: DESK, needs: ['own-desk', 'text'] },
  { from: 'closed', act: 'record-satisfaction', to: 'closed', by: DESK, needs: ['own-desk'] },
  {
    from: 'closed',
    act: 'reopen',
    to: 'inquiring',
    by: ['county-admin', 'leader', 'prefecture-supervisor'],
    needs: ['reason'],
  },
  { from: 'refused', act: 'reopen', to: 'received', by: ['county-admin', 'leader'], needs: ['reason'] },
  { from: 'received', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'accepted', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'inquiring', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'transferred', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'reported', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'merged', act: 'withdraw', to: 'recalled', ...ABOVE },
  // The county answered, and the prefecture gives it to somebody else all the same.
  { from: 'concluded', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'closed', act: 'withdraw', to: 'recalled', ...ABOVE },
  { from: 'refused', act: 'take-up', to: 'received', ...ABOVE },
  { from: 'recalled', act: 'take-up', to: 'received', ...ABOVE },
  { from: 'concluded', act: 'take-up', to: 'inquiring', ...ABOVE },
  { from: 'closed', act: 'take-up', to: 'inquiring', ...ABOVE },
]);

export type ClueRefusal =
  | 'not-in-this-state'
  | 'not-your-role'
  | 'not-your-level'
  | 'same-person'
  | 'not-named';

/** What of a clue decides whether an act may be done. `reportedBy`: who handed in the result that stands, or null. */
export interface ClueStanding {
  /** Who handles it; a prefecture's own code is padded to six. */
  readonly county: string;
  readonly state: ClueState;
  readonly reportedBy: string | null;
  /** Whether a reporter, also of a clue merged into it, gave a name: only then is there somebody to tell. */
  readonly named: boolean;
  /** Whether it was itself accepted, whatever it was merged into since. */
  readonly accepted: boolean;
}

export interface ClueActor {
  readonly id: string;
  readonly county: string;
  readonly roles: readonly Role[];
}

/** Whether the clue is handled at the actor's own level. The level above reads it, and does not work on it. */
export const isOwnDesk = (clue: { readonly county: string }, actor: { readonly county: string }): boolean =>
  clue.county === actor.county;

const OF_OWN_DESK: ReadonlySet<ClueAct> = new Set(
  CLUE_TRANSITIONS.filter(({ needs }) => needs.includes('own-desk')).map(({ act }) => act),
);

const FROM_ABOVE: ReadonlySet<ClueAct> = new Set(
  CLUE_TRANSITIONS.filter(({ needs }) => needs.includes('from-above')).map(({ act }) => act),
);

/** What becomes of a county's clue by what the level above does with its own; null where it stays as it is. */
export function clueLineFromAbove(state: ClueState, act: 'withdraw' | 'take-up'): ClueTransition | null {
  return CLUE_TRANSITIONS.find((line) => line.from === state && line.act === act) ?? null;
}

/** Whether `actor` may do `act` now. */
export function decideClueAct(
  clue: ClueStanding,
  act: ClueAct,
  actor: ClueActor,
): ClueTransition | ClueRefusal {
  // Whatever its state, there is nothing in it for another level.
  if (OF_OWN_DESK.has(act) && !isOwnDesk(clue, actor)) return 'not-your-level';
  if (FROM_ABOVE.has(act)) return 'not-your-level';
  const line = CLUE_TRANSITIONS.find(
    (one) =>
      one.from === clue.state &&
      one.act === act &&
      !one.needs.includes(clue.accepted ? 'not-accepted' : 'accepted'),
  );
  if (line === undefined) return 'not-in-this-state';
  if (!actor.roles.some((role) => line.by.includes(role))) return 'not-your-role';
  if (line.needs.includes('named') && !clue.named) return 'not-named';
  if (line.needs.includes('another-person') && clue.reportedBy === actor.id) return 'same-person';
  return line;
}

/** The acts open to `actor` on a clue, in the order of the list of acts. */
export function allowedClueActs(clue: ClueStanding, actor: ClueActor): readonly ClueAct[] {
  return CLUE_ACT_CODES.filter((act) => typeof decideClueAct(clue, act, actor) === 'object');
}

const CLUE_ACT_CODES = Object.keys(CLUE_ACTS).filter(isClueAct);

/** The acts by which a clue goes on: who holds one in a state has that clue of their own level waiting for them. */
const ONWARD: readonly ClueAct[] = ['accept', 'route', 'report-result', 'conclude', 'answer'];

/** The states in which a clue waits for somebody of these roles. */
export function statesWaitingFor(roles: readonly Role[]): readonly ClueState[] {
  const waiting = CLUE_TRANSITIONS.filter(
    (line) =>
      ONWARD.includes(line.act) && line.from !== line.to && line.by.some((role) => roles.includes(role)),
  );
  return [...new Set(waiting.map((line) => line.from))];
}

/** The states from which a clue can be merged into another. */
export const MERGEABLE_STATES: readonly ClueState[] = CLUE_TRANSITIONS.filter(
  ({ act }) => act === 'merge',
).map(({ from }) => from);

/** Whether what was found out is settled: a report of the same that comes in after is a repeat. */
export function isSettled(state: ClueState): boolean {
  return state === 'concluded' || state === 'closed';
}

export function isClueAct(text: string): text is ClueAct {
  return Object.hasOwn(CLUE_ACTS, text);
}

export function isClueState(text: string): text is ClueState {
  return Object.hasOwn(CLUE_STATES, text);
}
