import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { changedMeanwhile, invalidInput, notFound } from '../../platform/problem.ts';
import { readCampaignRow } from './campaign-store.ts';
import { listPublishable, listPublishedCases, type PublicCase } from './publication-store.ts';
import { addResult, changeResult, type ResultOutcome } from './record-result.ts';
import { listResults, type ResultRow } from './result-store.ts';

const ID = z.object({ id: z.uuid() });
const KIND = z.enum(['institution', 'achievement', 'publication']);
const CASE_REF = z.object({ kind: z.enum(['clue', 'problem']), id: z.uuid() });
const CASE = CASE_REF.extend({ number: z.string(), summary: z.string() });
const INPUT = {
  title: z.string().trim().min(2).max(200),
  documentNo: z.string().trim().max(60).default(''),
  content: z.string().trim().max(2000).default(''),
  on: DAY_INPUT,
  projects: z.number().int().min(0).max(100_000).nullable().default(null),
  cases: z.array(CASE_REF).max(500).default([]),
};
const RESULT = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  kind: KIND,
  kindLabel: z.string(),
  title: z.string(),
  documentNo: z.string(),
  content: z.string(),
  on: z.iso.date(),
  projects: z.number().int().nullable(),
  /** What a publication made public, as far as the reader may see it. */
  cases: z.array(CASE),
  recordedByName: z.string(),
  version: z.number().int(),
});

/** So many are offered at once; a search narrows them. */
const CHOICES = 50;

export const KIND_LABELS = { institution: '制度', achievement: '成果', publication: '公布成果' } as const;

const presentCase = ({ kind, id, number, summary }: PublicCase): z.infer<typeof CASE> => ({
  kind,
  id,
  number,
  summary,
});

function present(row: ResultRow, cases: readonly PublicCase[]): z.infer<typeof RESULT> {
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    kind: row.kind,
    kindLabel: KIND_LABELS[row.kind],
    title: row.title,
    documentNo: row.document_no,
    content: row.content,
    on: row.on,
    projects: row.projects,
    cases: cases.map(presentCase),
    recordedByName: row.recorded_by_name,
    version: row.version,
  };
}

function answer(result: ResultOutcome): z.infer<typeof ID> {
  if (result.status === 'done') return { id: result.id };
  switch (result.reason) {
    case 'not-found':
      throw notFound('这条记录');
    case 'no-campaign':
      throw notFound('这项专项整治');
    case 'changed-meanwhile':
      throw changedMeanwhile('这条记录', result.by);
    case 'projects-missing':
      throw invalidInput('公布成果要填写项目数，制度和成果不填。请核对后再保存。', [
        { path: 'projects', message: '公布成果须填项目数' },
      ]);
    case 'not-publishable':
      throw invalidInput('只能公布本专项已办结的线索和已销号的问题。请重新选择。', [
        { path: 'cases', message: '有不能公布的事项' },
      ]);
    case 'in-the-future':
      throw invalidInput('日期在今天之后。请在完成后登记。', [{ path: 'on', message: '在今天之后' }]);
  }
}

export function resultRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/campaigns/:id/results',
    {
      schema: {
        summary: '制度清单、成果清单与公布成果',
        params: ID,
        querystring: z.object({ kind: KIND.optional() }),
        response: { 200: z.object({ items: z.array(RESULT) }) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { id } = request.params;
        if ((await readCampaignRow(tx, actor.scope, id)) === null) throw notFound('这项专项整治');
        const results = await listResults(tx, actor.scope, id, request.query.kind);
        const named = await listPublishedCases(
          tx,
          actor,
          results.map((one) => one.id),
        );
        return {
          items: results.map((row) =>
            present(
              row,
              named.filter((one) => one.result_id === row.id),
            ),
          ),
        };
      }),
  );

  app.get(
    '/api/campaigns/:id/publishable',
    {
      schema: {
        summary: '可以公布结果的线索和问题',
        params: ID,
        querystring: z.object({ q: z.string().trim().max(50).default('') }),
        response: { 200: z.object({ items: z.array(CASE) }) },
      },
      config: { action: 'result.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params, query } = request;
        if ((await readCampaignRow(tx, actor.scope, params.id)) === null) throw notFound('这项专项整治');
        const of = { county: actor.county, campaignId: params.id, q: query.q };
        return { items: (await listPublishable(tx, actor, of, CHOICES)).map(presentCase) };
      }),
  );

  app.post(
    '/api/campaigns/:id/results',
    {
      schema: {
        summary: '登记制度、成果、公布',
        params: ID,
        body: z.object({ kind: KIND, ...INPUT }),
        response: { 201: ID },
      },
      config: { action: 'result.manage' },
    },
    async (request, reply) => {
      const { kind, ...input } = request.body;
      const done = await request.inScope(async (tx) =>
        answer(await addResult({ tx, deps, actor: request.actor }, request.params.id, kind, input)),
      );
      return reply.code(201).send(done);
    },
  );

  app.put(
    '/api/campaign-results/:id',
    {
      schema: {
        summary: '修改制度、成果、公布',
        params: ID,
        body: z.object({ ...INPUT, version: z.number().int() }),
        response: { 200: ID },
      },
      config: { action: 'result.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...input } = request.body;
        const of = { id: request.params.id, version };
        return answer(await changeResult({ tx, deps, actor: request.actor }, of, input));
      }),
  );

  app.post(
    '/api/campaign-results/:id/remove',
    {
      schema: {
        summary: '删除制度、成果、公布',
        params: ID,
        body: z.object({ version: z.number().int() }),
        response: { 200: ID },
      },
      config: { action: 'result.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const of = { id: request.params.id, version: request.body.version };
        return answer(await changeResult({ tx, deps, actor: request.actor }, of, null));
      }),
  );
}
