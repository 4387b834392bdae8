import { z } from 'zod';
import type { App } from '../../platform/http/types.ts';
import { listCampaignsFor, searchCases } from './case-store.ts';

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

/** What the forms of supervision choose from: campaigns, and their problems and clues. */
export function choiceRoutes(app: App): void {
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
          q: z.string().trim().max(50).default(''),
        }),
        response: { 200: z.object({ items: z.array(CASE) }) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { closed, ...search } = request.query;
        const rows = await searchCases(tx, request.actor, { ...search, closed: closed === 'true' });
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
}
