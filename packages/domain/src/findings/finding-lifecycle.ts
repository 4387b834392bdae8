import type { Role } from '../access/index.ts';
import { type FindingChange, isOffDesk } from './finding-change.ts';

/** Where a finding (疑点) stands. */
export const FINDING_STATES = {
  open: '待派发',
  assigned: '待核查',
  answered: '已反馈',
  proposed: '待审定',
  confirmed: '属实',
  explained: '已说明',
  'wrong-person': '非本人',
  'stale-data': '数据过期',
} as const;

export type FindingState = keyof typeof FINDING_STATES;

/** What an inquiry into a finding can end with: source 1 asks for a conclusion family by family. */
export const CONCLUSIONS = ['confirmed', 'explained', 'wrong-person', 'stale-data'] as const;

export type Conclusion = (typeof CONCLUSIONS)[number];

/** A finding in one of these states is not raised again until its facts change (requirements E8). */
export const SETTLED_STATES: readonly FindingState[] = [...CONCLUSIONS];

export const FINDING_ACTS = {
  assign: '派发',
  'tell-family': '告知家庭',
  'cannot-tell': '登记无法告知',
  'record-answer': '登记反馈',
  propose: '提出结论',
  conclude: '审定',
  return: '退回',
  reopen: '重新核查',
} as const;

export type FindingAct = keyof typeof FINDING_ACTS;

export interface FindingTransition {
  readonly from: FindingState;
  readonly act: FindingAct;
  /** 'conclusion': the state that the proposal names. */
  readonly to: FindingState | 'conclusion';
  readonly by: readonly Role[];
  /** 'raised': the newest run still raises it; what it no longer finds is neither told nor concluded. */
  readonly needs: readonly ('assignee' | 'text' | 'conclusion' | 'another-person' | 'reason' | 'raised')[];
}

const WORKERS = ['community-worker', 'county-officer', 'county-admin'] as const;
const CONCLUDERS = ['reviewer', 'county-admin'] as const;

/**
 * The whole life of a finding, one line an act. Buttons, API and the database's check constraint follow it.
 * Nobody loses anything by a match alone: a conclusion is proposed by one person and concluded by another.
 */
export const FINDING_TRANSITIONS: readonly FindingTransition[] = Object.freeze([
  {
    from: 'open',
    act: 'assign',
    to: 'assigned',
    by: ['county-officer', 'county-admin'],
    needs: ['raised', 'assignee'],
  },
  {
    from: 'assigned',
    act: 'assign',
    to: 'assigned',
    by: ['county-officer', 'county-admin'],
    needs: ['raised', 'assignee'],
  },
  { from: 'open', act: 'tell-family', to: 'open', by: WORKERS, needs: ['raised', 'text'] },
  { from: 'assigned', act: 'tell-family', to: 'assigned', by: WORKERS, needs: ['raised', 'text'] },
  { from: 'answered', act: 'tell-family', to: 'answered', by: WORKERS, needs: ['raised', 'text'] },
  { from: 'open', act: 'cannot-tell', to: 'open', by: WORKERS, needs: ['raised', 'reason'] },
  { from: 'assigned', act: 'cannot-tell', to: 'assigned', by: WORKERS, needs: ['raised', 'reason'] },
  { from: 'answered', act: 'cannot-tell', to: 'answered', by: WORKERS, needs: ['raised', 'reason'] },
  { from: 'open', act: 'record-answer', to: 'answered', by: WORKERS, needs: ['text'] },
  { from: 'assigned', act: 'record-answer', to: 'answered', by: WORKERS, needs: ['text'] },
  { from: 'answered', act: 'record-answer', to: 'answered', by: WORKERS, needs: ['text'] },
  { from: 'open', act: 'propose', to: 'proposed', by: WORKERS, needs: ['raised', 'conclusion', 'reason'] },
  {
    from: 'assigned',
    act: 'propose',
    to: 'proposed',
    by: WORKERS,
    needs: ['raised', 'conclusion', 'reason'],
  },
  {
    from: 'answered',
    act: 'propose',
    to: 'proposed',
    by: WORKERS,
    needs: ['raised', 'conclusion', 'reason'],
  },
  {
    from: 'proposed',
    act: 'conclude',
    to: 'conclusion',
    by: CONCLUDERS,
    needs: ['raised', 'another-person'],
  },
  {
    from: 'proposed',
    act: 'return',
    to: 'assigned',
    by: CONCLUDERS,
    needs: ['raised', 'another-person', 'reason'],
  },
  ...CONCLUSIONS.map(
    (state): FindingTransition => ({
      from: state,
      act: 'reopen',
      to: 'open',
      by: ['reviewer', 'county-admin'],
      needs: ['reason'],
    }),
  ),
]);

/** The line of the table for an act in a state, or null where the act is not possible. */
export function findingTransition(from: FindingState, act: FindingAct): FindingTransition | null {
  return FINDING_TRANSITIONS.find((line) => line.from === from && line.act === act) ?? null;
}

export interface FindingActor {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** Why a person whose role concludes does not conclude this finding, as that person is told. */
export const CONCLUDE_BARS = {
  'same-person': '结论是您提出的，须由另一位审核人审定。',
  'entered-answer': '家庭反馈是您登记的，须由另一位审核人审定。',
} as const;

export type ConcludeBar = keyof typeof CONCLUDE_BARS;

export type FindingRefusal = 'not-in-this-state' | 'not-your-role' | ConcludeBar | 'not-raised';

export interface FindingStanding {
  readonly state: FindingState;
  readonly change: FindingChange;
}

/** What of a finding decides who may act on it. */
export interface FindingWithPeople extends FindingStanding {
  /** Who proposed the conclusion that stands, or null. */
  readonly proposedBy: string | null;
  /** Who entered what the family answered. */
  readonly answeredBy: readonly string[];
}

/** Under inquiry when the newest run no longer raised it: closed, unless a later run raises it again. */
export function isClosedByRun(finding: FindingStanding): boolean {
  return isOffDesk(finding) && !SETTLED_STATES.includes(finding.state);
}

/** Whether `actor` may do `act` now. */
export function decideFindingAct(
  finding: FindingWithPeople,
  act: FindingAct,
  actor: FindingActor,
): FindingTransition | FindingRefusal {
  const line = findingTransition(finding.state, act);
  if (line === null) return 'not-in-this-state';
  if (!actor.roles.some((role) => line.by.includes(role))) return 'not-your-role';
  if (line.needs.includes('raised') && isOffDesk(finding)) return 'not-raised';
  if (line.needs.includes('another-person')) {
    if (finding.proposedBy === actor.id) return 'same-person';
    if (finding.answeredBy.includes(actor.id)) return 'entered-answer';
  }
  return line;
}

/** What keeps `actor`, who could conclude otherwise, from concluding a proposal; null: nothing, or another reason. */
export function concludeBarOf(finding: FindingWithPeople, actor: FindingActor): ConcludeBar | null {
  const decided = decideFindingAct(finding, 'conclude', actor);
  return decided === 'same-person' || decided === 'entered-answer' ? decided : null;
}

/** The acts open to `actor` on a finding, in the order of the table. */
export function allowedFindingActs(finding: FindingWithPeople, actor: FindingActor): readonly FindingAct[] {
  const acts = Object.keys(FINDING_ACTS).filter(isFindingAct);
  return acts.filter((act) => typeof decideFindingAct(finding, act, actor) === 'object');
}

export function isFindingAct(text: string): text is FindingAct {
  return Object.hasOwn(FINDING_ACTS, text);
}

export function isFindingState(text: string): text is FindingState {
  return Object.hasOwn(FINDING_STATES, text);
}

export function isConclusion(text: string): text is Conclusion {
  return CONCLUSIONS.some((conclusion) => conclusion === text);
}
