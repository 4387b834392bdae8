import type { Role } from '../access/index.ts';

/** Where a 督办 notice stands. */
export const SUPERVISION_STATES = { issued: '待回复', answered: '待核', settled: '已办结' } as const;
export type SupervisionState = keyof typeof SUPERVISION_STATES;

export const SUPERVISION_ACTS = { answer: '回复', settle: '办结', return: '退回' } as const;
export type SupervisionAct = keyof typeof SUPERVISION_ACTS;

export type SupervisionNeed =
  | 'text'
  | 'reason'
  | 'deadline'
  | 'another-person' // not the one who answered
  | 'issuing-level' // of the office that issued it, or of one above
  | 'late-report'; // about a report: asked no longer, where it is settled before anybody answered

export interface SupervisionTransition {
  readonly from: SupervisionState;
  readonly act: SupervisionAct;
  readonly to: SupervisionState;
  readonly by: readonly Role[];
  readonly needs: readonly SupervisionNeed[];
}

const ANSWERERS = ['county-officer', 'county-admin', 'community-worker'] as const;
const ISSUERS = ['leader', 'county-admin', 'prefecture-supervisor'] as const;

/** The whole life of a notice, one line an act. It rises by itself while nobody answers: see `escalationDue`. */
export const SUPERVISION_TRANSITIONS: readonly SupervisionTransition[] = Object.freeze([
  { from: 'issued', act: 'answer', to: 'answered', by: ANSWERERS, needs: ['text'] },
  { from: 'issued', act: 'settle', to: 'settled', by: ISSUERS, needs: ['late-report', 'issuing-level'] },
  { from: 'answered', act: 'settle', to: 'settled', by: ISSUERS, needs: ['another-person', 'issuing-level'] },
  {
    from: 'answered',
    act: 'return',
    to: 'issued',
    by: ISSUERS,
    needs: ['reason', 'deadline', 'another-person', 'issuing-level'],
  },
]);

export interface SupervisionFacts {
  readonly state: SupervisionState;
  /** Code of the office that issued it. */
  readonly issuer: string;
  readonly answeredBy: string | null;
  /** About a report that is late: sending it settles the notice too. */
  readonly aboutReport: boolean;
}

export interface SupervisionActor {
  readonly id: string;
  readonly roles: readonly Role[];
  /** Region prefix. */
  readonly scope: string;
}

export type SupervisionRefusal = 'not-in-this-state' | 'not-your-role' | 'same-person' | 'not-your-level';

/** Whether `actor` may do `act` now. */
export function decideSupervisionAct(
  notice: SupervisionFacts,
  act: SupervisionAct,
  actor: SupervisionActor,
): SupervisionTransition | SupervisionRefusal {
  const line = SUPERVISION_TRANSITIONS.find((one) => one.from === notice.state && one.act === act);
  if (line === undefined || (line.needs.includes('late-report') && !notice.aboutReport))
    return 'not-in-this-state';
  if (!actor.roles.some((role) => line.by.includes(role))) return 'not-your-role';
  if (line.needs.includes('issuing-level') && !notice.issuer.startsWith(actor.scope)) return 'not-your-level';
  if (line.needs.includes('another-person') && notice.answeredBy === actor.id) return 'same-person';
  return line;
}

/** The acts open to `actor`, in the order of the table. */
export function allowedSupervisionActs(
  notice: SupervisionFacts,
  actor: SupervisionActor,
): readonly SupervisionAct[] {
  const acts: readonly SupervisionAct[] = ['answer', 'settle', 'return'];
  return acts.filter((act) => typeof decideSupervisionAct(notice, act, actor) === 'object');
}
