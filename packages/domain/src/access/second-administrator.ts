import type { Role } from './permissions.ts';

/** Whoever signs in as one of these can let others in, or sees who did: taking over one takes over the county. */
const ADMINISTRATION: readonly Role[] = ['system-admin', 'security-admin', 'auditor'];

/** How long one security administrator's beginning waits for another's confirmation. */
export const CONFIRM_WITHIN_DAYS = 3;

export interface AdministratorAct {
  /** Who acts now. */
  readonly actor: string;
  /** Who began the same act, where it was begun and is not too old. */
  readonly begunBy: string | null;
  /** Another active security administrator, other than the actor and the person concerned, could confirm. */
  readonly anotherCouldConfirm: boolean;
}

export type AdministratorDecision =
  | { readonly status: 'done'; readonly alone: boolean }
  | { readonly status: 'waiting' };

/** 系统管理, 安全管理 and 审计 among these roles. */
export function administrationOf(roles: readonly Role[]): readonly Role[] {
  return roles.filter((role) => ADMINISTRATION.includes(role));
}

/**
 * Whether an act that could take over an administration is done, or waits for a second security administrator
 * (docs/adr/0007). Where there is nobody else to confirm, one does it alone: a county is not to be locked out.
 */
export function decideAdministratorAct(act: AdministratorAct): AdministratorDecision {
  if (act.begunBy !== null && act.begunBy !== act.actor) return { status: 'done', alone: false };
  return act.anotherCouldConfirm ? { status: 'waiting' } : { status: 'done', alone: true };
}
