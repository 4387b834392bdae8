import { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { listEstates } from '../stock/index.ts';
import { exportHouseholds, recordExport } from './export-households.ts';
import { indicatorsOf } from './figures-store.ts';
import { type HouseholdFilter, type HouseholdRow, listHouseholds } from './list-store.ts';
import { openHousehold, openTimeline, revealField } from './open-household.ts';
import { ESTATES, HOUSEHOLD_FILE, HOUSEHOLD_PAGE, INDICATORS, SEARCH_RESULT, TIMELINE } from './schemas.ts';
import { searchHouseholds } from './search-store.ts';
import { readSearch } from './search-terms.ts';

const filterQuery = {
  q: z.string().max(60).optional(),
  estate: z.uuid().optional(),
  state: z.enum(['active', 'exited']).optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  category: z.string().max(40).optional(),
};
const id = z.object({ id: z.uuid() });
const SUGGESTIONS = 20;

type Query = { [K in keyof typeof filterQuery]?: z.infer<(typeof filterQuery)[K]> };

function filterOf(query: Query, actor: Actor, deps: Deps): HouseholdFilter {
  const search = query.q === undefined ? null : readSearch(query.q, deps.secrets.blindIndex);
  return {
    scope: actor.scope,
    region: query.region,
    estate: query.estate,
    state: query.state,
    category: query.category,
    search: search ?? undefined,
  };
}

function itemOf(row: HouseholdRow) {
  return {
    id: row.id,
    code: row.code,
    applicantName: row.applicant_name,
    membersCount: row.members_count,
    state: row.state,
    region: row.region,
    category: row.category,
    estate: row.estate_name,
    room: row.room,
    floorAreaCm2: row.floor_area_cm2,
    monthlyRentFen: row.monthly_rent_fen,
    arrearsMonths: row.arrears_months,
    endOn: row.end_on,
    changedAt: row.changed_at.toISOString(),
    openFindings: row.open_findings,
  };
}

export function householdRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/households',
    {
      config: { action: 'household.read' },
      schema: {
        summary: '住户列表',
        querystring: z.object({
          ...PAGE_QUERY,
          ...filterQuery,
          sort: z.enum(['code', '-changedAt']).default('code'),
        }),
        response: { 200: HOUSEHOLD_PAGE },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { query, actor } = request;
        const page = await listHouseholds(tx, filterOf(query, actor, deps), {
          order: query.sort,
          after: decodeCursor(query.cursor),
          limit: query.limit,
        });
        return {
          items: page.rows.map(itemOf),
          nextCursor: encodeCursor(page.next),
          total: page.total,
          totalIsExact: page.totalIsExact,
        };
      }),
  );

  app.get(
    '/api/households/export.csv',
    {
      config: { action: 'household.export' },
      schema: { summary: '导出住户名单', querystring: z.object(filterQuery) },
    },
    async (request, reply) => {
      const { actor } = request;
      const filter = filterOf(request.query, actor, deps);
      await recordExport(deps, actor, filter);
      const name = encodeURIComponent(`住户名单-${deps.clock.today()}.csv`);
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .send(Readable.from(exportHouseholds(deps, actor, filter)));
    },
  );

  app.get(
    '/api/households/indicators',
    {
      config: { action: 'household.read' },
      schema: { summary: '住户指标', response: { 200: INDICATORS } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const figures = await indicatorsOf(tx, request.actor.scope, deps.clock.today());
        return { ...figures, byCategory: [...figures.byCategory] };
      }),
  );

  app.get(
    '/api/households/:id',
    {
      config: { action: 'household.read' },
      schema: { summary: '住户档案', params: id, response: { 200: HOUSEHOLD_FILE } },
    },
    (request) =>
      request.inScope((tx) => openHousehold({ tx, deps, actor: request.actor }, request.params.id)),
  );

  app.get(
    '/api/households/:id/timeline',
    {
      config: { action: 'household.read' },
      schema: { summary: '住户大事记', params: id, response: { 200: TIMELINE } },
    },
    (request) =>
      request.inScope(async (tx) => ({
        items: [...(await openTimeline({ tx, deps, actor: request.actor }, request.params.id))],
      })),
  );

  app.post(
    '/api/households/:id/reveal',
    {
      config: { action: 'household.reveal' },
      schema: {
        summary: '查看完整证件号或电话',
        params: id,
        body: z.object({
          memberId: z.uuid(),
          field: z.enum(['idNumber', 'phone']),
          reason: z.string().trim().min(2).max(200),
        }),
        response: { 200: z.object({ value: z.string() }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => ({
        value: await revealField({ tx, deps, actor: request.actor }, request.params.id, request.body),
      })),
  );

  app.get(
    '/api/search',
    {
      config: { action: 'household.read' },
      schema: {
        summary: '查找住户：姓名、拼音首字母、户编号、房号尾号、完整证件号',
        querystring: z.object({ q: z.string().max(60) }),
        response: { 200: SEARCH_RESULT },
      },
    },
    async (request) => {
      const terms = readSearch(request.query.q, deps.secrets.blindIndex);
      if (terms === null) return { households: [] };
      const { scope } = request.actor;
      const households = await request.inScope((tx) => searchHouseholds(tx, scope, terms, SUGGESTIONS));
      return { households: [...households] };
    },
  );

  app.get(
    '/api/estates',
    { config: { action: 'household.read' }, schema: { summary: '小区', response: { 200: ESTATES } } },
    (request) =>
      request.inScope(async (tx) => ({ items: [...(await listEstates(tx, request.actor.scope))] })),
  );
}
