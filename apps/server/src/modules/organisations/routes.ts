import { regionLevel, trimRegionCode } from '@anju/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput, notFound } from '../../platform/problem.ts';
import {
  findOrganisation,
  insertOrganisation,
  insertTenant,
  isOccupied,
  listOrganisations,
  type Organisation,
  renameTenant,
  updateOrganisation,
} from './organisation-store.ts';
import { someChange } from './some-change.ts';

export const ORGANISATION = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  kind: z.string(),
  parent: z.string().nullable(),
  active: z.boolean(),
});
const NAME = z.string().trim().min(2).max(60);

/** The region tree: counties and zones, towns, communities (requirements A1). */
export function addOrganisationRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/organisations',
    {
      config: { action: 'organisation.read' },
      schema: { response: { 200: z.object({ items: z.array(ORGANISATION) }) } },
    },
    async (request) => ({ items: [...(await request.inScope(listOrganisations))] }),
  );

  app.post(
    '/api/organisations',
    {
      config: { action: 'organisation.manage' },
      schema: {
        body: z.object({
          code: z.string().regex(/^(?:\d{6}|\d{9}|\d{12})$/, '应为 6、9 或 12 位数字'),
          name: NAME,
          kind: z.enum(['government', 'zone']).default('government'),
        }),
        response: { 201: ORGANISATION },
      },
    },
    async (request, reply) => reply.code(201).send(await addOrganisation(deps, request, request.body)),
  );

  app.patch(
    '/api/organisations/:code',
    {
      config: { action: 'organisation.manage' },
      schema: {
        params: z.object({ code: z.string().regex(/^\d{2,12}$/) }),
        body: someChange(z.object({ name: NAME.optional(), active: z.boolean().optional() })),
        response: { 200: ORGANISATION },
      },
    },
    async (request) =>
      await request.inScope(async (tx) => {
        const { code } = request.params;
        if (request.body.active === false && (await isOccupied(tx, code)))
          throw conflict('organisation-occupied', '该机构还有在用的用户或下级机构，请先停用或调整它们。');
        const changed = await updateOrganisation(tx, code, request.body);
        if (!changed) throw notFound('该机构');
        if (code === changed.county) await renameTenant(tx, code, changed.name);
        await recordChange(request, tx, changed, Object.keys(request.body), deps);
        return changed;
      }),
  );
}

type NewOrganisation = { readonly code: string; readonly name: string; readonly kind: 'government' | 'zone' };

async function addOrganisation(
  deps: Deps,
  request: FastifyRequest,
  input: NewOrganisation,
): Promise<Organisation> {
  const { scope } = request.actor;
  const code = trimRegionCode(input.code);
  if (!code.startsWith(scope) || code === scope)
    throw invalidInput('机构代码不在您的辖区内。', [
      { path: 'code', message: `应以 ${scope} 开头并比它更长` },
    ]);
  return await request.inScope(async (tx) => {
    const parent = parentCode(code);
    // Above a county the tree may begin with the bureau's own office.
    if (code.length > 6 && !(await findOrganisation(tx, parent)))
      throw invalidInput(`上级机构 ${parent} 还没有建立，请先建立它。`, [
        { path: 'code', message: '缺少上级机构' },
      ]);
    const county = code.slice(0, 6);
    const row = { county, code, name: input.name, level: regionLevel(code), kind: input.kind, parent };
    if (!(await insertOrganisation(tx, row, deps.clock.now())))
      throw conflict('organisation-exists', `代码为 ${code} 的机构已经存在。`);
    if (code.length === 6)
      await insertTenant(
        tx,
        { county, name: input.name, bureau: input.name, demonstration: false },
        deps.clock.now(),
      );
    const created = { ...row, active: true };
    await recordChange(request, tx, created, ['code', 'name', 'kind'], deps);
    return created;
  });
}

/** One level up: 12 digits → 9 → 6 → 4. */
function parentCode(code: string): string {
  return code.slice(0, code.length > 9 ? 9 : code.length > 6 ? 6 : 4);
}

async function recordChange(
  request: FastifyRequest,
  tx: Parameters<typeof recordEvent>[0],
  { county, code }: Organisation,
  fields: readonly string[],
  deps: Deps,
): Promise<void> {
  await recordEvent(tx, {
    county,
    actor: request.actor,
    act: 'organisation.manage',
    subject: { type: 'organisation', id: code },
    payload: { fields },
    at: deps.clock.now(),
  });
}
