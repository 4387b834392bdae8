import { reportTitle } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { listCampaignsFor, searchCases } from './case-store.ts';
import { listLateReports } from './late-report-store.ts';

const CAMPAIGN = z.object({
  county: z.string(),
  countyName: z.string(),
  id: z.uuid(),
  title: z.string(),
  running: z.boolean(),
});
const CASE = z.object({
  kind: z.enum(['problem', 'clue']),
  id: z.uuid(),
  county: z.string(),
  number: z.string(),
  summary: z.string(),
  foundOn: z.iso.date(),
  closedOn: z.iso.date().nullable(),
});

const LATE_REPORT = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  title: z.string(),
  dueOn: z.iso.date(),
});

/** What the forms of supervision choose from: campaigns, their problems and clues, and the reports that are late. */
export function choiceRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/supervision/campaigns',
    {
      schema: {
        summary: '可选的专项整治',
        response: { 200: z.object({ items: z.array(CAMPAIGN) }) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => ({
        items: (await listCampaignsFor(tx, request.actor.scope)).map((row) => ({
          county: row.county,
          countyName: row.county_name,
          id: row.id,
          title: row.title,
          running: row.state === 'running',
        })),
      })),
  );

  app.get(
    '/api/supervision/cases',
    {
      schema: {
        summary: '可选的问题与线索',
        querystring: z.object({
          campaign: z.uuid(),
          kind: z.enum(['problem', 'clue']).optional(),
          closed: z.enum(['true', 'false']).optional(),
          /** Of the level's own alone: what it may hold somebody to account for. */
          own: z.enum(['true', 'false']).optional(),
          q: z.string().trim().max(50).default(''),
        }),
        response: { 200: z.object({ items: z.array(CASE) }) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { closed, own, ...search } = request.query;
        const county = own === 'true' ? actor.county : null;
        const rows = await searchCases(tx, actor, { ...search, closed: closed === 'true', county });
        return {
          items: rows.map((row) => ({
            kind: row.kind,
            id: row.id,
            county: row.county,
            number: row.number,
            summary: row.summary,
            foundOn: row.found_on,
            closedOn: row.closed_on,
          })),
        };
      }),
  );

  app.get(
    '/api/supervision/late-reports',
    {
      schema: {
        summary: '可督办的逾期未报报表',
        querystring: z.object({ campaign: z.uuid() }),
        response: { 200: z.object({ items: z.array(LATE_REPORT) }) },
      },
      config: { action: 'supervision.issue' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const today = deps.clock.today();
        const { campaign } = request.query;
        const rows = await listLateReports(tx, { scope: request.actor.scope, campaign, today });
        return {
          items: rows.map((row) => ({
            id: row.id,
            county: row.county,
            countyName: row.county_name,
            title: reportTitle(row),
            dueOn: row.due_on,
          })),
        };
      }),
  );
}
