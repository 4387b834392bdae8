import { ROLES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { changeUser, createUser, signOutUser, unlockUser } from './administer-users.ts';
import { decidePlace } from './move-user.ts';
import { resetAskedBy, resetUserPassword } from './reset-user-password.ts';
import { ROLE_CODES } from './roles.ts';
import { countUsers, listUsers, USER_STATES, type UserRow } from './user-list-store.ts';

const USER = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  roles: z.array(z.string()),
  rolesLabels: z.array(z.string()),
  requestedRoles: z.array(z.string()),
  requestedLabels: z.array(z.string()),
  requestedBy: z.string().nullable(),
  organisation: z.string(),
  organisationName: z.string(),
  departmentId: z.string().nullable(),
  department: z.string().nullable(),
  requestedPlace: z
    .object({
      organisation: z.string(),
      organisationName: z.string(),
      departmentId: z.string().nullable(),
      department: z.string().nullable(),
    })
    .nullable(),
  resetAskedBy: z.string().nullable(),
  active: z.boolean(),
  locked: z.boolean(),
  mustChangePassword: z.boolean(),
  totpEnabled: z.boolean(),
  lastSignInAt: z.string().nullable(),
});

const ID = z.object({ id: z.uuid() });
const USERNAME = z
  .string()
  .trim()
  .regex(/^[a-zA-Z][a-zA-Z0-9._-]{2,31}$/, '应为 3 至 32 位字母、数字、点、横线，字母开头');
const NAME = z.string().trim().min(2).max(60);
const ONE_TIME = z.object({ oneTimePassword: z.string() });
const NOTHING = { 204: z.null() };

/** People and their roles. 系统管理员 makes people, 安全管理员 grants roles and lets people in again. */
export function addUserRoutes(app: App, deps: Deps): void {
  const ROLE_LIST = z.array(z.enum(ROLE_CODES)).max(6);
  const answer = (user: UserRow) => describeUser(user, deps.clock.now());

  app.get(
    '/api/users',
    {
      config: { action: 'user.read' },
      schema: {
        querystring: z.object({
          q: z.string().trim().max(40).optional(),
          role: z.enum(ROLE_CODES).optional(),
          state: z.enum(USER_STATES).optional(),
          ...PAGE_QUERY,
        }),
        response: { 200: pageOf(USER) },
      },
    },
    async (request) => {
      const { cursor, limit, ...asked } = request.query;
      const filter = { ...asked, now: deps.clock.now() };
      const after = decodeCursor(cursor)?.key ?? null;
      return await request.inScope(async (tx) => {
        const rows = await listUsers(tx, filter, { after, limit: limit + 1 });
        const items = rows.slice(0, limit);
        const last = rows.length > limit ? items.at(-1) : undefined;
        return {
          items: items.map(answer),
          nextCursor: encodeCursor(last ? { key: last.username, id: last.id } : null),
          total: await countUsers(tx, filter),
        };
      });
    },
  );

  app.post(
    '/api/users',
    {
      config: { action: 'user.manage' },
      schema: {
        body: z.object({
          username: USERNAME,
          name: NAME,
          roles: ROLE_LIST,
          organisation: z.string().regex(/^\d{2,12}$/),
          department: z.uuid().nullish(),
        }),
        response: { 201: ONE_TIME.extend({ user: USER }) },
      },
    },
    async (request, reply) => {
      const { department, ...input } = request.body;
      const made = await createUser(deps, request.actor, { ...input, departmentId: department ?? null });
      return reply.code(201).send({ ...made, user: answer(made.user) });
    },
  );

  app.patch(
    '/api/users/:id',
    {
      // Which of the two a change needs depends on its fields: see changeUser.
      config: { action: ['user.manage', 'user.grant'] },
      schema: {
        params: ID,
        body: z.object({
          name: NAME.optional(),
          roles: ROLE_LIST.optional(),
          organisation: z
            .string()
            .regex(/^\d{2,12}$/)
            .optional(),
          department: z.uuid().nullish(),
          active: z.boolean().optional(),
        }),
        response: { 200: USER },
      },
    },
    async (request) => {
      const { department, ...change } = request.body;
      return answer(
        await changeUser(deps, request.actor, request.params.id, { ...change, departmentId: department }),
      );
    },
  );

  app.post(
    '/api/users/:id/reset-password',
    {
      config: { action: 'user.grant' },
      schema: {
        params: ID,
        // Null: an administrator's password, which waits for a second security administrator.
        response: { 200: z.object({ oneTimePassword: z.string().nullable() }) },
      },
    },
    async (request) => ({ oneTimePassword: await resetUserPassword(deps, request.actor, request.params.id) }),
  );

  app.post(
    '/api/users/:id/place',
    {
      config: { action: 'user.grant' },
      schema: {
        summary: '确认或退回机构、部门调整',
        params: ID,
        body: z.object({
          organisation: z.string().regex(/^\d{2,12}$/),
          department: z.uuid().nullable(),
          accept: z.boolean(),
        }),
        response: { 200: USER },
      },
    },
    async (request) => {
      const { department, ...decision } = request.body;
      const { id } = request.params;
      return answer(await decidePlace(deps, request.actor, id, { ...decision, departmentId: department }));
    },
  );

  app.post(
    '/api/users/:id/unlock',
    { config: { action: 'user.grant' }, schema: { params: ID, response: NOTHING } },
    async (request, reply) => {
      await unlockUser(deps, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/users/:id/sign-out',
    { config: { action: 'user.grant' }, schema: { params: ID, response: NOTHING } },
    async (request, reply) => {
      await signOutUser(deps, request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}

function describeUser(user: UserRow, now: Date): z.infer<typeof USER> {
  return {
    id: user.id,
    username: user.username,
    name: user.name,
    roles: [...user.roles],
    rolesLabels: user.roles.map((role) => ROLES[role]),
    requestedRoles: [...user.requestedRoles],
    requestedLabels: user.requestedRoles.map((role) => ROLES[role]),
    requestedBy: user.requestedBy,
    organisation: user.organisation,
    organisationName: user.organisationName ?? user.organisation,
    departmentId: user.departmentId,
    department: user.department,
    requestedPlace: placeAsked(user),
    resetAskedBy: resetAskedBy(user, now),
    active: user.active,
    locked: user.lockedUntil !== null && user.lockedUntil > now,
    mustChangePassword: user.mustChangePassword,
    totpEnabled: user.totpEnabled,
    lastSignInAt: user.lastSignInAt?.toISOString() ?? null,
  };
}

function placeAsked(user: UserRow): z.infer<typeof USER>['requestedPlace'] {
  if (user.requestedOrganisation === null) return null;
  return {
    organisation: user.requestedOrganisation,
    organisationName: user.requestedOrganisationName ?? user.requestedOrganisation,
    departmentId: user.requestedDepartmentId,
    department: user.requestedDepartment,
  };
}
