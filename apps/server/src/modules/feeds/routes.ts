import { calendarDate, isRegisterKind, REGISTERS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import {
  COUNTS,
  everyHour,
  INTAKE_STATE,
  INTAKE_VIEW,
  MAPPING_BODY,
  readJobView,
  receiveUpload,
  recordRefusedDownload,
  sendRefusedFile,
  viewOfIntake,
} from '../intake/index.ts';
import { countyNames } from '../organisations/index.ts';
import { agreeDuty } from './agree-duty.ts';
import { countingBatch } from './batch-store.ts';
import { chaseFeed } from './chase-feed.ts';
import {
  BATCH_CHOICES,
  cancelFeed,
  confirmFeed,
  deliverFeed,
  FEED_BYTES,
  kindOfFeed,
  mapFeed,
  openFeed,
} from './deliver-feed.ts';
import { listSuppliers } from './duty-store.ts';
import { ledgersOf } from './freshness.ts';
import { purgeFeeds } from './purge-feeds.ts';
import { type FeedRow, listFeeds } from './store.ts';
import { departmentOf, kindsOf } from './supplied-kinds.ts';
import { warnOfOverdueFeeds } from './warn-overdue.ts';

const params = z.object({ id: z.uuid() });
const kindParams = z.object({ kind: z.string().max(40) });
const started = z.object({ id: z.string(), jobId: z.string() });

const register = z.object({
  kind: z.string(),
  label: z.string(),
  department: z.string(),
  dueEveryDays: z.number(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
});

const ledgerLine = z.object({
  ...COUNTY_PART,
  kind: z.string(),
  label: z.string(),
  department: z.string(),
  lastAsOf: z.string().nullable(),
  lastDeliveredAt: z.string().nullable(),
  dueOn: z.string().nullable(),
  state: z.enum(['never', 'fresh', 'due-soon', 'overdue']),
  rows: z.number().nullable(),
  files: z.array(z.object({ name: z.string(), asOf: z.string(), rows: z.number() })),
  everyDays: z.number(),
  chasedAt: z.string().nullable(),
});

const feedPart = {
  kind: z.string(),
  label: z.string(),
  department: z.string(),
  asOf: z.string(),
  rowsRead: z.number().nullable(),
  rowsRefused: z.number().nullable(),
  purgeAfter: z.string().nullable(),
  purgedAt: z.string().nullable(),
};

/** What counts for this register besides this file: it is added to, or replaced. */
const COUNTING = z.object({ asOf: z.string(), files: z.array(z.string()) }).nullable();

const item = z.object({
  id: z.string(),
  fileName: z.string(),
  state: INTAKE_STATE,
  counts: COUNTS,
  deliveredByName: z.string(),
  deliveredAt: z.string(),
  ...COUNTY_PART,
  ...feedPart,
});

function partOf(feed: FeedRow) {
  return {
    kind: feed.kind,
    label: isRegisterKind(feed.kind) ? REGISTERS[feed.kind].label : feed.kind,
    department: feed.department,
    asOf: feed.as_of,
    rowsRead: feed.rows_read,
    rowsRefused: feed.rows_refused,
    purgeAfter: feed.purged_at === null ? feed.purge_after.toISOString() : null,
    purgedAt: feed.purged_at?.toISOString() ?? null,
  };
}

export function feedRoutes(app: App, deps: Deps): void {
  everyHour(app, deps, 'purge feeds', () => purgeFeeds(deps));
  everyHour(app, deps, 'overdue feeds', () => warnOfOverdueFeeds(deps));

  const read = { action: ['feed.read', 'feed.deliver'] } as const;
  const deliver = { action: 'feed.deliver' } as const;
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
        querystring: z.object(COUNTY_QUERY),
        response: { 200: pageOf(ledgerLine) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const scope = scopeOfList(request.actor, request.query.county);
        const ledger = await ledgersOf(tx, deps, request.actor, scope);
        const items = ledger.map((line) => ({ ...line, files: [...line.files] }));
        return { items, nextCursor: null, total: items.length };
      }),
  );

  app.put(
    '/api/freshness/:kind',
    {
      config: chase,
      schema: {
        summary: '约定报送',
        params: kindParams,
        body: z.object({
          departmentId: z.uuid().optional(),
          everyDays: z.int().min(1).max(3660),
          nextDue: DAY_INPUT,
        }),
        response: { 200: z.object({ kind: z.string() }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { kind } = request.params;
        if (!isRegisterKind(kind)) throw notFound('这种数据');
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
        params: kindParams,
        response: { 200: z.object({ told: z.number() }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { kind } = request.params;
        if (!isRegisterKind(kind)) throw notFound('这种数据');
        return { told: await chaseFeed({ tx, deps, actor: request.actor }, kind) };
      }),
  );

  app.post(
    '/api/feeds',
    { config: deliver, schema: { summary: '报送数据', response: { 200: started } } },
    async (request) => {
      const { actor } = request;
      return await receiveUpload(request, deps, FEED_BYTES, (upload) =>
        request.inScope((tx) => deliverFeed({ tx, deps, actor }, upload)),
      );
    },
  );

  app.get(
    '/api/feeds',
    {
      config: read,
      schema: {
        summary: '报送记录',
        querystring: z.object({ ...PAGE_QUERY, ...COUNTY_QUERY, kind: z.string().max(40).optional() }),
        response: { 200: pageOf(item) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, query } = request;
        const kinds = kindsOf(actor, await listSuppliers(tx, actor.county)).filter(
          (kind) => query.kind === undefined || kind === query.kind,
        );
        const after = decodeCursor(query.cursor)?.id ?? null;
        const scope = scopeOfList(actor, query.county);
        const { rows, total } = await listFeeds(tx, scope, kinds, { after, limit: query.limit });
        const nameOf = await countyNames(tx, scope);
        const shown = rows.slice(0, query.limit);
        const last = rows.length > query.limit ? shown.at(-1) : undefined;
        return {
          items: shown.map((feed) => ({
            id: feed.id,
            fileName: feed.file_name,
            state: feed.state,
            counts: feed.counts === null ? null : { ...feed.counts },
            deliveredByName: feed.created_by_name,
            deliveredAt: feed.created_at.toISOString(),
            county: feed.county,
            countyName: nameOf(feed.county),
            ...partOf(feed),
          })),
          nextCursor: encodeCursor(last === undefined ? null : { key: '', id: last.id }),
          total,
        };
      }),
  );

  app.get(
    '/api/feeds/:id',
    {
      config: read,
      schema: {
        summary: '一次报送',
        params,
        response: { 200: INTAKE_VIEW.extend({ ...feedPart, counting: COUNTING }) },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const feed = await openFeed({ tx, actor: request.actor }, request.params.id);
        const job = await readJobView(tx, feed.job_id, deps.clock.now());
        const { county, kind } = feed;
        const counting = await countingBatch(tx, { county, kind, but: feed.id });
        return {
          ...viewOfIntake(feed, REGISTERS[kindOfFeed(feed)].fields, job),
          ...partOf(feed),
          counting:
            counting === null ? null : { asOf: counting.asOf, files: counting.files.map(({ name }) => name) },
        };
      }),
  );

  app.put(
    '/api/feeds/:id/mapping',
    {
      config: deliver,
      schema: { summary: '指定列的对应关系', params, body: MAPPING_BODY, response: { 200: started } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { id } = request.params;
        return {
          id,
          jobId: await mapFeed({ tx, deps, actor: request.actor }, id, request.body.mapping),
        };
      }),
  );

  app.post(
    '/api/feeds/:id/confirm',
    {
      config: deliver,
      schema: {
        summary: '确认报送',
        params,
        body: z.object({
          acceptPartial: z.boolean().default(false),
          batch: z.enum(BATCH_CHOICES).optional(),
        }),
        response: { 200: started },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { id } = request.params;
        const act = { tx, deps, actor: request.actor };
        return {
          id,
          jobId: await confirmFeed(act, id, {
            acceptPartial: request.body.acceptPartial,
            batch: request.body.batch,
          }),
        };
      }),
  );

  app.post(
    '/api/feeds/:id/cancel',
    {
      config: deliver,
      schema: { summary: '取消报送', params, response: { 200: z.object({ id: z.string() }) } },
    },
    (request) =>
      request.inScope(async (tx) => {
        await cancelFeed({ tx, deps, actor: request.actor }, request.params.id);
        return { id: request.params.id };
      }),
  );

  app.get(
    '/api/feeds/:id/refused.xlsx',
    { config: read, schema: { summary: '未采用清单', params } },
    async (request, reply) => {
      const { actor } = request;
      const feed = await request.inScope(async (tx) => {
        const found = await openFeed({ tx, actor }, request.params.id);
        await recordRefusedDownload(tx, deps, actor, {
          county: found.county,
          act: 'feed.deliver',
          type: 'feed',
          id: found.id,
        });
        return found;
      });
      return sendRefusedFile(reply, deps.files, feed);
    },
  );
}
