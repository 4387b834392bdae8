import { z } from 'zod';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { ACCESS_ACT_LABELS } from './act-labels.ts';
import { valueWord } from './event-words.ts';
import { countSignIns, listSignIns, OUTCOMES, type SignInRow } from './sign-in-log-store.ts';

const OUTCOME = z.enum(['signed-in', 'refused']);
const SIGN_IN = z.object({
  id: z.string(),
  at: z.string(),
  username: z.string(),
  name: z.string(),
  outcome: OUTCOME,
  outcomeLabel: z.string(),
  methodLabel: z.string().nullable(),
  secondFactor: z.boolean().nullable(),
});

function present({ id, at, act, username, name, method, secondFactor }: SignInRow): z.infer<typeof SIGN_IN> {
  const outcome = act === OUTCOMES.refused ? 'refused' : 'signed-in';
  return {
    id,
    at: at.toISOString(),
    username,
    name,
    outcome,
    outcomeLabel: ACCESS_ACT_LABELS[OUTCOMES[outcome]],
    methodLabel: method === null ? null : (valueWord('method', method, 'session.sign-in') ?? method),
    secondFactor,
  };
}

/** 登录记录: who signed in when and who was refused, for whoever unlocks accounts. */
export function addSignInLogRoutes(app: App): void {
  app.get(
    '/api/sign-ins',
    {
      config: { action: 'sign-in.read' },
      schema: {
        summary: '登录记录',
        querystring: z.object({
          outcome: OUTCOME.optional(),
          from: DAY_INPUT.optional(),
          to: DAY_INPUT.optional(),
          ...PAGE_QUERY,
        }),
        response: { 200: pageOf(SIGN_IN) },
      },
    },
    async (request) => {
      const { cursor, limit, ...filter } = request.query;
      const after = decodeCursor(cursor);
      return await request.inScope(async (tx) => {
        const rows = await listSignIns(tx, filter, { after, limit: limit + 1 });
        const shown = rows.slice(0, limit);
        const last = rows.length > limit ? shown.at(-1) : undefined;
        return {
          items: shown.map(present),
          nextCursor: encodeCursor(last ? { key: last.at.toISOString(), id: last.id } : null),
          total: await countSignIns(tx, filter),
        };
      });
    },
  );
}
