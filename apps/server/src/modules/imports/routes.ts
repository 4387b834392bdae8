import { ROSTER_TABLE } from '@anju/matching';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import {
  COUNTS,
  everyHour,
  findIntake,
  INTAKE_STATE,
  INTAKE_VIEW,
  MAPPING_BODY,
  readJobView,
  receiveUpload,
  sendRefusedFile,
  viewOfIntake,
} from '../intake/index.ts';
import { cancelImport, confirmImport, mapImport, ROSTER_BYTES, startImport } from './start-import.ts';
import { listImports } from './store.ts';
import { sweepRosters } from './sweep-rosters.ts';

const params = z.object({ id: z.uuid() });
const started = z.object({ id: z.string(), jobId: z.string() });
const done = z.object({ id: z.string() });
const item = z.object({
  id: z.string(),
  fileName: z.string(),
  state: INTAKE_STATE,
  counts: COUNTS,
  createdByName: z.string(),
  createdAt: z.string(),
});

export function importRoutes(app: App, deps: Deps): void {
  everyHour(app, deps, 'sweep rosters', () => sweepRosters(deps));
  const config = { action: 'import.manage' } as const;

  app.post(
    '/api/imports',
    { config, schema: { summary: '上传花名册', response: { 200: started } } },
    async (request) => {
      const { actor } = request;
      return await receiveUpload(request, deps, ROSTER_BYTES, (upload) =>
        request.inScope((tx) => startImport({ tx, deps, actor }, upload)),
      );
    },
  );

  app.get(
    '/api/imports',
    {
      config,
      schema: { summary: '导入记录', querystring: z.object(PAGE_QUERY), response: { 200: pageOf(item) } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit } = request.query;
        const after = decodeCursor(cursor)?.id ?? null;
        const { rows, total } = await listImports(tx, request.actor.county, { after, limit });
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        return {
          items: shown.map((row) => ({
            id: row.id,
            fileName: row.file_name,
            state: row.state,
            counts: row.counts === null ? null : { ...row.counts },
            createdByName: row.created_by_name,
            createdAt: row.created_at.toISOString(),
          })),
          nextCursor: encodeCursor(last === undefined ? null : { key: '', id: last.id }),
          total,
        };
      }),
  );

  app.get(
    '/api/imports/:id',
    { config, schema: { summary: '一次导入', params, response: { 200: INTAKE_VIEW } } },
    (request) =>
      request.inScope(async (tx) => {
        const key = { county: request.actor.county, id: request.params.id };
        const intake = await findIntake(tx, 'imports', key);
        const job = await readJobView(tx, intake.job_id, deps.clock.now());
        return viewOfIntake(intake, ROSTER_TABLE.fields, job);
      }),
  );

  app.put(
    '/api/imports/:id/mapping',
    {
      config,
      schema: { summary: '指定列的对应关系', params, body: MAPPING_BODY, response: { 200: started } },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { id } = request.params;
        const jobId = await mapImport({ tx, deps, actor: request.actor }, id, request.body);
        return { id, jobId };
      }),
  );

  app.post(
    '/api/imports/:id/confirm',
    {
      config,
      schema: {
        summary: '确认载入',
        params,
        body: z.object({ acceptPartial: z.boolean().default(false) }),
        response: { 200: started },
      },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { id } = request.params;
        const act = { tx, deps, actor: request.actor };
        return { id, jobId: await confirmImport(act, id, request.body.acceptPartial) };
      }),
  );

  app.post(
    '/api/imports/:id/cancel',
    { config, schema: { summary: '取消导入', params, response: { 200: done } } },
    (request) =>
      request.inScope(async (tx) => {
        await cancelImport({ tx, deps, actor: request.actor }, request.params.id);
        return { id: request.params.id };
      }),
  );

  app.get(
    '/api/imports/:id/refused.xlsx',
    { config, schema: { summary: '未采用清单', params } },
    (request, reply) =>
      sendRefusedFile(deps, request, reply, {
        act: 'import.manage',
        type: 'import',
        find: async (tx) => {
          const key = { county: request.actor.county, id: request.params.id };
          return { ...(await findIntake(tx, 'imports', key)), ...key };
        },
      }),
  );
}
