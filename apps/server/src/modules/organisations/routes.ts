import { regionLevel, trimRegionCode } from '@anju/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { addDepartments } from './add-departments.ts';
import {
  findOrganisation,
  insertOrganisation,
  insertTenant,
  isOccupied,
  listOrganisations,
  type PlaceRow,
  renameCounty,
  updateOrganisation,
} from './organisation-store.ts';
import { REGION_NAME } from './region-name.ts';
import { someChange } from './some-change.ts';

export const ORGANISATION = z.object({
  code: z.string(),
  name: z.string(),
  level: z.string(),
  kind: z.string(),
  parent: z.string().nullable(),
  active: z.boolean(),
  /** 地区全称 and 填报单位 of a county, zone or prefecture; null below. */
  regionName: z.string().nullable(),
  bureau: z.string().nullable(),
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
          regionName: REGION_NAME.optional(),
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
        body: someChange(
          z.object({
            name: NAME.optional(),
            active: z.boolean().optional(),
            regionName: REGION_NAME.optional(),
            bureau: NAME.optional(),
          }),
        ),
        response: { 200: ORGANISATION },
      },
    },
    async (request) =>
      await request.inScope(async (tx) => {
        const { code } = request.params;
        if (request.body.active === false && (await isOccupied(tx, code)))
          throw conflict('organisation-occupied', '该机构还有在用的用户或下级机构，请先停用或调整它们。');
        const { regionName, bureau, ...own } = request.body;
        const found = await findOrganisation(tx, code);
        if (!found || !(await updateOrganisation(tx, code, own))) throw notFound('该机构');
        if (regionName !== undefined || bureau !== undefined) {
          if (found.regionName === null)
            throw invalidInput('街道、乡镇和社区没有单独的地区全称和填报单位。请在所属县市处修改。');
          await renameCounty(tx, found.county, { regionName, bureau });
        }
        const changed = (await findOrganisation(tx, code)) ?? found;
        await recordChange(request, tx, changed, Object.keys(request.body), deps);
        return changed;
      }),
  );
}

interface NewOrganisation {
  readonly code: string;
  /** Of the office; of a county also the bureau that fills its forms in. */
  readonly name: string;
  readonly kind: 'government' | 'zone';
  readonly regionName?: string | undefined;
}

async function addOrganisation(
  deps: Deps,
  request: FastifyRequest,
  input: NewOrganisation,
): Promise<PlaceRow> {
  const { scope } = request.actor;
  const code = trimRegionCode(input.code);
  if (!code.startsWith(scope) || code === scope)
    throw invalidInput('机构代码不在您的辖区内。', [
      { path: 'code', message: `应以 ${scope} 开头并比它更长` },
    ]);
  const { regionName = null } = input;
  if ((code.length === 6) !== (regionName !== null))
    throw invalidInput('县市、园区须另填地区全称，街道社区不填。', [
      { path: 'regionName', message: code.length === 6 ? '请填地区全称，如“阜康市”' : '不用填写' },
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
    if (regionName !== null) {
      const tenant = { county, name: regionName, bureau: input.name, demonstration: false };
      await insertTenant(tx, tenant, deps.clock.now());
      await addDepartments(deps, tx, county);
    }
    const created = { ...row, active: true, regionName, bureau: regionName === null ? null : input.name };
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
  { county, code }: PlaceRow,
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
