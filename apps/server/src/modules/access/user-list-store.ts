import type { Role } from '@anju/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { rolesOf } from './roles.ts';

export interface UserRow {
  readonly county: string;
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly requestedRoles: readonly Role[];
  /** Who asked for them. */
  readonly requestedBy: string | null;
  readonly organisation: string;
  readonly organisationName: string | null;
  readonly departmentId: string | null;
  readonly department: string | null;
  /** Where the person is to go, until the security administrator confirms it; null where nobody asked. */
  readonly requestedOrganisation: string | null;
  readonly requestedOrganisationName: string | null;
  readonly requestedDepartmentId: string | null;
  readonly requestedDepartment: string | null;
  readonly resetAskedBy: string | null;
  readonly resetAskedAt: Date | null;
  readonly active: boolean;
  readonly lockedUntil: Date | null;
  readonly mustChangePassword: boolean;
  readonly totpEnabled: boolean;
  readonly lastSignInAt: Date | null;
  readonly version: number;
}

function users(tx: Tx) {
  return tx
    .selectFrom('users as u')
    .leftJoin('organisations as o', (join) =>
      join.onRef('o.county', '=', 'u.county').onRef('o.code', '=', 'u.organisation'),
    )
    .leftJoin('departments as d', (join) =>
      join.onRef('d.county', '=', 'u.county').onRef('d.id', '=', 'u.department_id'),
    )
    .leftJoin('organisations as ro', (join) =>
      join.onRef('ro.county', '=', 'u.county').onRef('ro.code', '=', 'u.requested_organisation'),
    )
    .leftJoin('departments as rd', (join) =>
      join.onRef('rd.county', '=', 'u.county').onRef('rd.id', '=', 'u.requested_department_id'),
    )
    .select([
      'u.county',
      'u.id',
      'u.username',
      'u.name',
      'u.roles',
      'u.requested_roles',
      'u.requested_by as requestedBy',
      'u.requested_organisation as requestedOrganisation',
      'ro.name as requestedOrganisationName',
      'u.requested_department_id as requestedDepartmentId',
      'rd.name as requestedDepartment',
      'u.reset_asked_by as resetAskedBy',
      'u.reset_asked_at as resetAskedAt',
      'u.organisation',
      'o.name as organisationName',
      'u.department_id as departmentId',
      'd.name as department',
      'u.active',
      'u.locked_until as lockedUntil',
      'u.must_change_password as mustChangePassword',
      'u.totp_confirmed_at',
      'u.last_sign_in_at as lastSignInAt',
      'u.version',
    ]);
}

type Selected = Awaited<ReturnType<ReturnType<typeof users>['executeTakeFirstOrThrow']>>;

function read({ totp_confirmed_at, requested_roles, ...row }: Selected): UserRow {
  return {
    ...row,
    roles: rolesOf(row.roles),
    requestedRoles: rolesOf(requested_roles),
    totpEnabled: totp_confirmed_at !== null,
  };
}

export const USER_STATES = ['active', 'inactive', 'locked', 'first-password'] as const;

export interface UserFilter {
  /** Part of a user name or name. */
  readonly q?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: (typeof USER_STATES)[number] | undefined;
  readonly now: Date;
}

function matches({ q, role, state, now }: UserFilter): RawBuilder<boolean> {
  const parts = [sql<boolean>`true`];
  if (q) parts.push(sql`(position(lower(${q}) in u.username) > 0 OR position(${q} in u.name) > 0)`);
  if (role !== undefined) parts.push(sql`${role} = ANY(u.roles)`);
  if (state === 'inactive') parts.push(sql`NOT u.active`);
  else if (state !== undefined) parts.push(sql`u.active`);
  if (state === 'locked') parts.push(sql`u.locked_until > ${now}`);
  if (state === 'first-password') parts.push(sql`u.must_change_password`);
  return sql.join(parts, sql` AND `);
}

/**
 * People of the scope by user name.
 * @param page after: the user name after which the page begins
 */
export async function listUsers(
  tx: Tx,
  filter: UserFilter,
  page: { readonly after: string | null; readonly limit: number },
): Promise<readonly UserRow[]> {
  let query = users(tx).where(matches(filter)).orderBy('u.username').limit(page.limit);
  if (page.after !== null) query = query.where('u.username', '>', page.after);
  return (await query.execute()).map(read);
}

export async function countUsers(tx: Tx, filter: UserFilter): Promise<number> {
  const query = tx.selectFrom('users as u').select((is) => is.fn.countAll<number>().as('total'));
  return (await query.where(matches(filter)).executeTakeFirstOrThrow()).total;
}

export async function findUser(tx: Tx, id: string): Promise<UserRow | null> {
  const row = await users(tx).where('u.id', '=', id).executeTakeFirst();
  return row ? read(row) : null;
}

/** True where an active person of the county, none of `except`, holds `role`. */
export async function isRoleHeld(
  tx: Tx,
  county: string,
  role: Role,
  ...except: readonly string[]
): Promise<boolean> {
  let query = tx
    .selectFrom('users')
    .select('id')
    .where('county', '=', county)
    .where('active', '=', true)
    .where(sql<boolean>`${role} = ANY(roles)`);
  if (except.length > 0) query = query.where('id', 'not in', [...except]);
  return (await query.limit(1).executeTakeFirst()) !== undefined;
}
