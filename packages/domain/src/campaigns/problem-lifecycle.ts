import type { Role } from '../access/index.ts';

/** Where a problem (问题) of the ledger stands. */
export const PROBLEM_STATES = {
  registered: '待落实',
  rectifying: '整改中',
  rectified: '待销号',
  closed: '已销号',
  withdrawn: '已撤销',
} as const;

export type ProblemState = keyof typeof PROBLEM_STATES;

export const PROBLEM_ACTS = {
  pin: '五落实',
  progress: '登记进展',
  'report-rectified': '申请销号',
  close: '销号',
  return: '退回整改',
  reopen: '重新整改',
  withdraw: '撤销问题',
  restore: '恢复问题',
} as const;

export type ProblemAct = keyof typeof PROBLEM_ACTS;

export type ProblemNeed =
  | 'five' // 五落实: task, responsible, staff, deadline (progress follows)
  | 'text'
  | 'reason'
  | 'rectification'
  | 'evidence'
  | 'another-person' // not the one who reported it rectified
  | 'own-ledger' // of the level on whose ledger it stands; another level may reopen only
  | 'not-registrar'; // not the one who put it on the ledger

export interface ProblemTransition {
  readonly from: ProblemState;
  readonly act: ProblemAct;
  readonly to: ProblemState;
  readonly by: readonly Role[];
  readonly needs: readonly ProblemNeed[];
}

// The supervisor of a prefecture works on what stands on the prefecture's own ledger as officers do on the county's.
const OFFICERS = ['county-officer', 'county-admin', 'prefecture-supervisor'] as const;
const RECTIFIERS = [...OFFICERS, 'community-worker'] as const;
const CLOSERS = ['reviewer', 'county-admin', 'leader', 'prefecture-supervisor'] as const;

/** The whole life of a problem, one line an act. Close-out (销号) takes evidence and a second person. */
export const PROBLEM_TRANSITIONS: readonly ProblemTransition[] = Object.freeze([
  { from: 'registered', act: 'pin', to: 'rectifying', by: OFFICERS, needs: ['own-ledger', 'five'] },
  { from: 'rectifying', act: 'pin', to: 'rectifying', by: OFFICERS, needs: ['own-ledger', 'five', 'reason'] },
  { from: 'rectifying', act: 'progress', to: 'rectifying', by: RECTIFIERS, needs: ['own-ledger', 'text'] },
  {
    from: 'rectifying',
    act: 'report-rectified',
    to: 'rectified',
    by: RECTIFIERS,
    needs: ['own-ledger', 'rectification', 'evidence'],
  },
  { from: 'rectified', act: 'close', to: 'closed', by: CLOSERS, needs: ['own-ledger', 'another-person'] },
  {
    from: 'rectified',
    act: 'return',
    to: 'rectifying',
    by: CLOSERS,
    needs: ['own-ledger', 'another-person', 'reason'],
  },
  { from: 'closed', act: 'reopen', to: 'rectifying', by: CLOSERS, needs: ['reason'] },
  {
    from: 'registered',
    act: 'withdraw',
    to: 'withdrawn',
    by: ['county-admin', 'leader'],
    needs: ['own-ledger', 'reason', 'not-registrar'],
  },
  {
    from: 'rectifying',
    act: 'withdraw',
    to: 'withdrawn',
    by: ['county-admin', 'leader'],
    needs: ['own-ledger', 'reason', 'not-registrar'],
  },
  // Withdrawn by mistake: what was pinned before is shown, and 五落实 begins anew.
  { from: 'withdrawn', act: 'restore', to: 'registered', by: CLOSERS, needs: ['reason'] },
]);

export interface ProblemFacts {
  /** On whose ledger it stands; a prefecture's own code is padded to six. */
  readonly county: string;
  readonly state: ProblemState;
  readonly registeredBy: string;
  readonly rectifiedBy: string | null;
}

export interface ProblemActor {
  readonly id: string;
  readonly county: string;
  readonly roles: readonly Role[];
}

export type ProblemRefusal = 'not-in-this-state' | 'not-your-role' | 'not-your-level' | 'same-person';

/** Whether `actor` may do `act` now. */
export function decideProblemAct(
  problem: ProblemFacts,
  act: ProblemAct,
  actor: ProblemActor,
): ProblemTransition | ProblemRefusal {
  const line = PROBLEM_TRANSITIONS.find((one) => one.from === problem.state && one.act === act);
  if (line === undefined) return 'not-in-this-state';
  if (!actor.roles.some((role) => line.by.includes(role))) return 'not-your-role';
  if (line.needs.includes('own-ledger') && problem.county !== actor.county) return 'not-your-level';
  if (line.needs.includes('another-person') && problem.rectifiedBy === actor.id) return 'same-person';
  if (line.needs.includes('not-registrar') && problem.registeredBy === actor.id) return 'same-person';
  return line;
}

/** The acts open to `actor` on a problem, in the order of the table. */
export function allowedProblemActs(problem: ProblemFacts, actor: ProblemActor): readonly ProblemAct[] {
  const acts = Object.keys(PROBLEM_ACTS).filter(isProblemAct);
  return acts.filter((act) => typeof decideProblemAct(problem, act, actor) === 'object');
}

export function isProblemAct(text: string): text is ProblemAct {
  return Object.hasOwn(PROBLEM_ACTS, text);
}

export function isProblemState(text: string): text is ProblemState {
  return Object.hasOwn(PROBLEM_STATES, text);
}
