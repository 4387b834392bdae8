import { isRegisterKind, REGISTERS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { COUNTY_PART, COUNTY_QUERY, scopeOfList } from '../../platform/http/county-filter.ts';
import { MONTH_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import {
  COUNTS,
  everyHour,
  INTAKE_STATE,
  INTAKE_VIEW,
  MAPPING_BODY,
  readJobView,
  receiveUpload,
  sendRefusedFile,
  viewOfIntake,
} from '../intake/index.ts';
import { countyNames } from '../organisations/index.ts';
import { countingBatch } from './batch-store.ts';
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
import { purgeFeeds } from './purge-feeds.ts';
import { type FeedRow, listFeeds } from './store.ts';
import { kindsOf } from './supplied-kinds.ts';
import { warnOfOverdueFeeds } from './warn-overdue.ts';

const params = z.object({ id: z.uuid() });
const started = z.object({ id: z.string(), jobId: z.string() });

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
        querystring: z.object({
          ...PAGE_QUERY,
          ...COUNTY_QUERY,
          kind: z.string().max(40).optional(),
          state: INTAKE_STATE.optional(),
          month: MONTH_INPUT.optional(),
        }),
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
        const filter = { scope, kinds, state: query.state, month: query.month };
        const { rows, total } = await listFeeds(tx, filter, { after, limit: query.limit });
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
          jobId: await mapFeed({ tx, deps, actor: request.actor }, id, request.body),
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
    (request, reply) =>
      sendRefusedFile(deps, request, reply, {
        act: 'feed.deliver',
        type: 'feed',
        find: (tx) => openFeed({ tx, actor: request.actor }, request.params.id),
      }),
  );
}
