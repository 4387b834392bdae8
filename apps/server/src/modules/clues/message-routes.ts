import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { rateLimit } from '../../platform/http/rate-limit.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, forbidden, invalidInput, notFound } from '../../platform/problem.ts';
import { ID, PAPERS } from './input.ts';
import { NOT_YOUR_LEVEL } from './present.ts';
import { enterMessage, leaveMessage, type MessageResult, SPOKEN_CHANNELS } from './reporter-messages.ts';

const TEXT = z.string().trim().min(2, '请写内容，至少两个字').max(2000);
const TRIES = 20;
const WINDOW_MS = 5 * 60_000;

/** Thrown inside the transaction, so nothing stays. */
function answer(result: MessageResult): null {
  if (result.status === 'done') return null;
  switch (result.reason) {
    case 'not-found':
      throw notFound('这条线索');
    case 'not-your-level':
      throw forbidden(NOT_YOUR_LEVEL);
    case 'wrong-code':
      throw invalidInput('查询码与这条线索不符。请举报人再读一遍，核对有没有漏读。', [
        { path: 'code', message: '与这条线索不符' },
      ]);
    case 'papers-not-yours':
      throw invalidInput('有材料不是您上传的，或已用于其他事项。请重新上传。', [
        { path: 'paperIds', message: '不能使用的材料' },
      ]);
    case 'rule':
      throw conflict(result.code, result.detail);
  }
}

/** 与举报人的往来: by the receipt code, so that an anonymous reporter is asked and heard too. */
export function clueMessageRoutes(app: App, deps: Deps): void {
  const limit = rateLimit(deps.clock, TRIES, WINDOW_MS);
  app.post(
    '/api/clues/:id/messages',
    {
      schema: {
        summary: '给举报人留言',
        params: ID,
        body: z.object({ of: z.uuid(), text: TEXT, paperIds: PAPERS }),
        response: { 204: z.null() },
      },
      config: { action: 'clue.triage' },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      await request.inScope(async (tx) =>
        answer(await leaveMessage({ tx, deps, actor, id: params.id }, body)),
      );
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/clues/:id/messages/from-reporter',
    {
      schema: {
        summary: '登记举报人补充的情况',
        params: ID,
        body: z.object({
          code: z.string().max(60),
          channel: z.enum(SPOKEN_CHANNELS),
          text: TEXT,
          paperIds: PAPERS,
        }),
        response: { 204: z.null() },
      },
      config: { action: 'clue.triage' },
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      limit.take(actor.id);
      await request.inScope(async (tx) =>
        answer(await enterMessage({ tx, deps, actor, id: params.id }, body)),
      );
      return reply.code(204).send(null);
    },
  );
}
