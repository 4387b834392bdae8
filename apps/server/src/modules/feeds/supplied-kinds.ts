import { REGISTER_KINDS, REGISTERS, type RegisterKind, type Role } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Supplier } from './duty-store.ts';

/** 公安局（交警） is the police bureau where the county knows no office of its own. */
const bureauOf = (department: string): string => department.replace(/（.*）$/, '');

/**
 * The department that supplies a register here: the one the county named for it, or else whose duty it is by the
 * joint-conference mechanism, by the name the county has for it.
 */
export function departmentOf(kind: RegisterKind, suppliers: readonly Supplier[]): string {
  const duty = REGISTERS[kind].department;
  const named =
    suppliers.find(({ registers }) => registers.includes(kind)) ??
    suppliers.find(({ name }) => name === duty) ??
    suppliers.find(({ name }) => name === bureauOf(duty));
  return named?.name ?? duty;
}

const SEES_ALL: readonly Role[] = [
  'county-admin',
  'county-officer',
  'reviewer',
  'leader',
  'inspector',
  'prefecture-supervisor',
];

/** The registers a person may see and deliver: the bureau's people all, a data person the own department's. */
export function kindsOf(
  actor: Pick<Actor, 'roles' | 'department'>,
  suppliers: readonly Supplier[],
): readonly RegisterKind[] {
  if (actor.roles.some((role) => SEES_ALL.includes(role))) return REGISTER_KINDS;
  return REGISTER_KINDS.filter((kind) => departmentOf(kind, suppliers) === actor.department);
}
