import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { countyNames } from '../organisations/index.ts';
import { draftPolicy, editPolicy, faultsOfPack, openPolicy, publishPolicy } from './draft-policy.ts';
import { listInForce, listPolicies, type PolicyFile, type PolicyRow } from './store.ts';

const id = z.object({ id: z.uuid() });
const packBody = z.record(z.string(), z.unknown());

const policyItem = z.object({
  id: z.string(),
  version: z.number(),
  title: z.string(),
  documentNo: z.string(),
  effectiveFrom: z.string(),
  effectiveTo: z.string().nullable(),
  expired: z.boolean(),
  state: z.enum(['draft', 'published']),
  inForce: z.boolean(),
  draftedBy: z.string(),
  draftedByName: z.string(),
  draftedAt: z.string(),
  publishedBy: z.string().nullable(),
  publishedByName: z.string().nullable(),
  publishedAt: z.string().nullable(),
  revision: z.number(),
  ...COUNTY_PART,
});

const policyFile = policyItem.extend({
  pack: z.unknown(),
  faults: z.array(z.object({ path: z.string(), message: z.string(), remedy: z.string() })),
  mayPublish: z.boolean(),
});

function itemOf(
  row: PolicyRow,
  inForce: ReadonlySet<string>,
  nameOf: (county: string) => string,
  today: string,
): z.infer<typeof policyItem> {
  return {
    id: row.id,
    version: row.version,
    title: row.title,
    documentNo: row.document_no,
    effectiveFrom: row.effective_from,
    effectiveTo: row.effective_to,
    expired: row.state === 'published' && row.effective_to !== null && row.effective_to < today,
    state: row.state,
    inForce: inForce.has(row.id),
    draftedBy: row.drafted_by,
    draftedByName: row.drafted_by_name,
    draftedAt: row.drafted_at.toISOString(),
    publishedBy: row.published_by,
    publishedByName: row.published_by_name,
    publishedAt: row.published_at?.toISOString() ?? null,
    revision: row.revision,
    county: row.county,
    countyName: nameOf(row.county),
  };
}

export function policyRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/policies',
    {
      config: { action: 'policy.read' },
      schema: {
        summary: '政策标准列表',
        querystring: z.object(COUNTY_QUERY),
        response: { 200: pageOf(policyItem) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const scope = scopeOfList(request.actor, request.query.county);
        const today = deps.clock.today();
        const inForce = await listInForce(tx, scope, today);
        const nameOf = await countyNames(tx, scope);
        const items = (await listPolicies(tx, scope)).map((row) => itemOf(row, inForce, nameOf, today));
        return { items, nextCursor: null, total: items.length };
      }),
  );

  app.get(
    '/api/policies/:id',
    {
      config: { action: 'policy.read' },
      schema: { summary: '政策标准', params: id, response: { 200: policyFile } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const policy: PolicyFile = await openPolicy(tx, actor.scope, request.params.id);
        const today = deps.clock.today();
        const inForce = await listInForce(tx, policy.county, today);
        return {
          ...itemOf(policy, inForce, await countyNames(tx, policy.county), today),
          pack: policy.pack,
          faults: [...faultsOfPack(policy.pack, policy.county)],
          mayPublish: policy.state === 'draft' && !policy.editors.includes(actor.id),
        };
      }),
  );

  app.post(
    '/api/policies',
    {
      config: { action: 'policy.draft' },
      schema: {
        summary: '起草政策标准',
        body: z.object({ pack: packBody }),
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request) => {
      const { actor } = request;
      return { id: await request.inScope((tx) => draftPolicy({ tx, deps, actor }, request.body.pack)) };
    },
  );

  app.put(
    '/api/policies/:id',
    {
      config: { action: 'policy.draft' },
      schema: {
        summary: '修改政策草案',
        params: id,
        body: z.object({ pack: packBody, revision: z.int().optional() }),
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request) => {
      const { actor } = request;
      await request.inScope((tx) => editPolicy({ tx, deps, actor }, request.params.id, request.body));
      return { id: request.params.id };
    },
  );

  app.post(
    '/api/policies/:id/publish',
    {
      config: { action: 'policy.publish' },
      schema: {
        summary: '复核并发布政策标准',
        params: id,
        body: z.object({ revision: z.int() }),
        response: { 200: z.object({ id: z.string() }) },
      },
    },
    async (request) => {
      const { actor } = request;
      await request.inScope((tx) =>
        publishPolicy({ tx, deps, actor }, request.params.id, request.body.revision),
      );
      return { id: request.params.id };
    },
  );
}
