import { CLUE_STATES, isOwnDesk, MOST_REPORTED_PERSONS } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { forbidden, notFound } from '../../platform/problem.ts';
import { answer, DONE } from './act-routes.ts';
import { type ComparedSide, judgePair, listPairs, type PairSide } from './duplicate-store.ts';
import type { SimilarClue } from './find-duplicates.ts';
import { ID, REASON, REMARK } from './input.ts';
import { mergeClue, unionOfPersons, unmergeClue } from './merge-clues.ts';
import { channelLabel, NOT_YOUR_LEVEL, STATE } from './present.ts';
import { readClue } from './store.ts';

const SIDE = z.object({
  id: z.uuid(),
  number: z.string(),
  state: STATE,
  stateLabel: z.string(),
  summary: z.string(),
  receivedOn: z.iso.date(),
  persons: z.array(z.string()),
});
const COMPARED = SIDE.extend({
  channelLabel: z.string(),
  source: z.string(),
  place: z.string(),
  accusedOffice: z.string().nullable(),
  amountFen: z.number().int().nullable(),
  papers: z.array(z.object({ id: z.uuid(), name: z.string(), showsReporter: z.boolean() })),
});
export const SIMILAR = SIDE.extend({ percent: z.number().int(), reasons: z.array(z.string()) });

const percent = (score: number): number => Math.round(Math.min(score, 1) * 100);

const presentSide = (side: PairSide): z.infer<typeof SIDE> => ({
  id: side.id,
  number: side.number,
  state: side.state,
  stateLabel: CLUE_STATES[side.state],
  summary: side.summary,
  receivedOn: side.received_on,
  persons: [...side.persons],
});

const presentCompared = (side: ComparedSide): z.infer<typeof COMPARED> => ({
  ...presentSide(side),
  channelLabel: channelLabel(side.channel),
  source: side.source,
  place: side.place,
  accusedOffice: side.accused_office,
  amountFen: side.amount_fen,
  papers: [...side.papers],
});

export function presentSimilar({ clue, likeness }: SimilarClue): z.infer<typeof SIMILAR> {
  return { ...presentSide(clue), percent: percent(likeness.score), reasons: [...likeness.reasons] };
}

const VERSION = { version: z.number().int() };

/** 疑似重复: pairs to be judged, side by side; merged, or remembered as different. */
export function clueDuplicateRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/duplicates',
    {
      schema: {
        summary: '疑似重复的线索',
        querystring: z.object(PAGE_QUERY),
        response: {
          200: pageOf(
            z.object({
              id: z.string(),
              percent: z.number().int(),
              reasons: z.array(z.string()),
              first: COMPARED,
              second: COMPARED,
            }),
          ),
        },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit } = request.query;
        const page = await listPairs(tx, request.actor, { after: decodeCursor(cursor), limit });
        return {
          items: page.rows.map((row) => ({
            id: `${row.first.id}.${row.second.id}`,
            percent: percent(row.score),
            reasons: [...row.reasons],
            first: presentCompared(row.first),
            second: presentCompared(row.second),
          })),
          nextCursor: encodeCursor(page.next),
          total: page.total,
        };
      }),
  );

  app.post(
    '/api/clues/duplicates/different',
    {
      schema: {
        summary: '判定两条线索不是重复',
        body: z.object({ first: z.uuid(), second: z.uuid() }),
        response: { 204: z.null() },
      },
      config: { action: 'clue.triage' },
    },
    async (request, reply) => {
      const { actor, body } = request;
      const [firstId = '', secondId = ''] = [body.first, body.second].sort();
      await request.inScope(async (tx) => {
        const first = await readClue(tx, actor, firstId);
        const second = await readClue(tx, actor, secondId);
        if (first === null || second === null) throw notFound('这对线索');
        if (!isOwnDesk(first, actor)) throw forbidden(NOT_YOUR_LEVEL);
        const at = deps.clock.now();
        const by = { id: actor.id, name: actor.name, at };
        if (!(await judgePair(tx, { county: first.county, firstId, secondId }, by)))
          throw notFound('这对待判定的线索');
        await recordEvent(tx, {
          county: first.county,
          region: first.region,
          actor,
          act: 'clue.triage',
          subject: { type: 'clue', id: firstId },
          payload: { did: 'judge-different', other: secondId },
          at,
        });
      });
      return reply.code(204).send(null);
    },
  );

  app.get(
    '/api/clues/:id/merge/:into',
    {
      schema: {
        summary: '并案前合并后的被反映人',
        params: ID.extend({ into: z.uuid() }),
        response: {
          200: z.object({
            persons: z.array(z.object({ name: z.string(), post: z.string(), level: z.string() })),
            most: z.number().int(),
          }),
        },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const clue = await readClue(tx, request.actor, request.params.id);
        const target = await readClue(tx, request.actor, request.params.into);
        if (clue === null || target === null) throw notFound('这对线索');
        const union = await unionOfPersons(tx, clue, target);
        return {
          persons: union.map(({ name, post, level }) => ({ name, post, level })),
          most: MOST_REPORTED_PERSONS,
        };
      }),
  );

  app.post(
    '/api/clues/:id/merge',
    {
      schema: {
        summary: '并案',
        params: ID,
        body: z.object({
          into: z.uuid(),
          persons: z.array(z.number().int().min(0).max(20)).nullable().default(null),
          text: REMARK,
          ...VERSION,
        }),
        response: { 200: DONE },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...input } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await mergeClue(context, input));
      }),
  );

  app.post(
    '/api/clues/:id/unmerge',
    {
      schema: {
        summary: '撤销并案',
        params: ID,
        body: z.object({ text: REASON, ...VERSION }),
        response: { 200: DONE },
      },
      config: { action: 'clue.triage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { version, ...input } = request.body;
        const context = { tx, deps, actor: request.actor, id: request.params.id, version };
        return answer(await unmergeClue(context, input));
      }),
  );
}
