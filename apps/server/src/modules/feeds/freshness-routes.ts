import { calendarDate, REGISTER_KINDS, REGISTERS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { agreeDuty } from './agree-duty.ts';
import { chaseFeed } from './chase-feed.ts';
import { listSuppliers } from './duty-store.ts';
import { isLate, ledgersOf } from './freshness.ts';
import { departmentOf, kindsOf } from './supplied-kinds.ts';

const KIND = z.enum(REGISTER_KINDS);
const params = z.object({ kind: KIND });

const register = z.object({
  kind: KIND,
  label: z.string(),
  department: z.string(),
  dueEveryDays: z.number(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
});

const ledgerLine = z.object({
  ...COUNTY_PART,
  kind: KIND,
  label: z.string(),
  department: z.string(),
  lastAsOf: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
  dueOn: z.string(),
  state: z.enum(['never', 'fresh', 'due-soon', 'overdue', 'stale']),
  rows: z.number().nullable(),
  files: z.array(z.object({ name: z.string(), asOf: z.string(), rows: z.number() })),
  everyDays: z.number(),
  chasedAt: z.string().nullable(),
});

/** What each department owes, and how fresh what it delivered is. */
export function freshnessRoutes(app: App, deps: Deps): void {
  const read = { action: ['feed.read', 'feed.deliver'] } as const;
  const chase = { action: 'feed.chase' } as const;

  app.get(
    '/api/registers',
    {
      config: read,
      schema: { summary: '数据种类', response: { 200: z.object({ items: z.array(register) }) } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const suppliers = await listSuppliers(tx, request.actor.county);
        return {
          items: kindsOf(request.actor, suppliers).map((kind) => ({
            kind,
            label: REGISTERS[kind].label,
            department: departmentOf(kind, suppliers),
            dueEveryDays: REGISTERS[kind].dueEveryDays,
            fields: REGISTERS[kind].fields.map(({ key, label, required }) => ({ key, label, required })),
          })),
        };
      }),
  );

  app.get(
    '/api/freshness',
    {
      config: read,
      schema: {
        summary: '数据报送台账',
        querystring: z.object({ ...COUNTY_QUERY, late: z.literal('true').optional() }),
        response: { 200: pageOf(ledgerLine) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { county, late } = request.query;
        const ledger = await ledgersOf(tx, deps, request.actor, scopeOfList(request.actor, county));
        const asked = late === 'true' ? ledger.filter(isLate) : ledger;
        const items = asked.map((line) => ({ ...line, files: [...line.files] }));
        return { items, nextCursor: null, total: items.length };
      }),
  );

  app.put(
    '/api/freshness/:kind',
    {
      config: chase,
      schema: {
        summary: '约定报送',
        params,
        body: z.object({
          departmentId: z.uuid().optional(),
          everyDays: z.int().min(1).max(3660),
          nextDue: DAY_INPUT,
        }),
        response: { 200: z.object({ kind: KIND }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { kind } = request.params;
        const { departmentId, everyDays, nextDue } = request.body;
        await agreeDuty({ tx, deps, actor: request.actor }, kind, {
          departmentId,
          everyDays,
          nextDue: calendarDate(nextDue),
        });
        return { kind };
      }),
  );

  app.post(
    '/api/freshness/:kind/chase',
    {
      config: chase,
      schema: {
        summary: '催报',
        params,
        response: { 200: z.object({ told: z.number() }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { kind } = request.params;
        return { told: await chaseFeed({ tx, deps, actor: request.actor }, kind) };
      }),
  );
}
