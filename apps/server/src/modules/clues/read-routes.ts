import { CLUE_KINDS, CLUE_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { listClueCampaigns } from './campaign-store.ts';
import { type ClueFilter, countClues, countFacets, type FacetRow, listClues } from './list-store.ts';
import { CHANNEL, CLUE_ITEM, channelLabel, KIND, presentClue, STATE } from './present.ts';

const FLAG = z.enum(['true', 'false']).transform((text) => text === 'true');

export const CLUE_QUERY = {
  state: STATE.optional(),
  channel: CHANNEL.optional(),
  kind: KIND.optional(),
  campaign: z.uuid().optional(),
  disposal: z.string().max(40).optional(),
  region: z
    .string()
    .regex(/^\d{2,12}$/)
    .optional(),
  named: FLAG.optional(),
  overdue: FLAG.optional(),
  undecided: FLAG.optional(),
  waiting: FLAG.optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  q: z.string().trim().max(50).optional(),
};
const QUERY = z.object(CLUE_QUERY);
const ORDER = z.enum(['newest', 'oldest', 'due']).default('newest');

const FACET = z.object({ value: z.string(), label: z.string(), count: z.number().int() });
const FACETS = z.object({
  state: z.array(FACET),
  channel: z.array(FACET),
  kind: z.array(FACET),
  disposal: z.array(FACET),
  campaign: z.array(FACET),
});

export function filterOf(actor: Actor, query: z.infer<typeof QUERY>): ClueFilter {
  const { waiting, ...filter } = query;
  return {
    ...filter,
    waitingFor: waiting === true ? actor : undefined,
  };
}

/** The register: list, counts to narrow it by, and how much waits for the reader. */
export function clueReadRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues',
    {
      schema: {
        summary: '线索列表',
        querystring: QUERY.extend({ order: ORDER, ...PAGE_QUERY }),
        response: { 200: pageOf(CLUE_ITEM) },
      },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { order, cursor, limit } = request.query;
        const filter = filterOf(actor, request.query);
        const today = deps.clock.today();
        const page = await listClues(tx, actor, filter, { order, after: decodeCursor(cursor), limit, today });
        return {
          items: page.rows.map((row) => presentClue(row, today)),
          nextCursor: encodeCursor(page.next),
          total: await countClues(tx, actor, filter, today),
        };
      }),
  );

  app.get(
    '/api/clues/facets',
    {
      schema: { summary: '线索分类计数', querystring: QUERY, response: { 200: FACETS } },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const rows = await countFacets(tx, actor, filterOf(actor, request.query), deps.clock.today());
        const campaigns = await listClueCampaigns(tx, actor.county);
        const titles = Object.fromEntries(campaigns.map(({ id, title }) => [id, title]));
        return {
          state: facetsOf(rows, 'state', (value) => STATE_LABELS[value] ?? value),
          channel: facetsOf(rows, 'channel', channelLabel),
          kind: facetsOf(rows, 'kind', (value) => KIND_LABELS[value] ?? value),
          disposal: facetsOf(rows, 'disposal', (value) => value),
          campaign: facetsOf(rows, 'campaign', (value) => titles[value] ?? '其他专项整治'),
        };
      }),
  );

  app.get(
    '/api/clues/waiting',
    {
      schema: {
        summary: '等我办理的线索数',
        response: { 200: z.object({ waiting: z.number().int(), overdue: z.number().int() }) },
      },
      config: { action: 'clue.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const today = deps.clock.today();
        return {
          waiting: await countClues(tx, actor, { waitingFor: actor }, today),
          overdue: await countClues(tx, actor, { overdue: true }, today),
        };
      }),
  );
}

const STATE_LABELS: Readonly<Record<string, string>> = CLUE_STATES;
const KIND_LABELS: Readonly<Record<string, string>> = CLUE_KINDS;

function facetsOf(
  rows: readonly FacetRow[],
  facet: FacetRow['facet'],
  labelOf: (value: string) => string,
): z.infer<typeof FACET>[] {
  return rows
    .filter((row) => row.facet === facet)
    .map(({ value, count }) => ({ value, count, label: labelOf(value) }));
}
