import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { rateLimit } from '../../platform/http/rate-limit.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput, notFound } from '../../platform/problem.ts';
import { isReceiptCode, receiptDigest } from './receipt-code.ts';
import { findByReceipt } from './store.ts';

/** Of one officer: a counter has a few askers in five minutes, who guesses has many. */
const TRIES = 20;
const WINDOW_MS = 5 * 60_000;

/** 查询码: a reporter who gives it at the counter is found without giving a name. Each look, also in vain, is an event. */
export function clueReceiptRoutes(app: App, deps: Deps): void {
  const limit = rateLimit(deps.clock, TRIES, WINDOW_MS);
  app.post(
    '/api/clues/by-receipt',
    {
      schema: {
        summary: '凭查询码查找线索',
        body: z.object({ code: z.string().max(60) }),
        response: { 200: z.object({ id: z.uuid(), number: z.string() }) },
      },
      config: { action: 'clue.read' },
    },
    async (request) => {
      const { actor, body } = request;
      limit.take(actor.id);
      if (!isReceiptCode(body.code))
        throw invalidInput('查询码是 25 位数字。请核对有没有漏读。', [
          { path: 'code', message: '不是 25 位数字' },
        ]);
      // A code that is not found is thrown outside the transaction, or its event would go with it.
      const found = await request.inScope(async (tx) => {
        const clue = await findByReceipt(tx, actor, receiptDigest(body.code));
        await recordEvent(tx, {
          county: clue?.county ?? actor.county,
          actor,
          act: 'clue.read',
          subject: clue === null ? { type: 'user', id: actor.id } : { type: 'clue', id: clue.id },
          payload: { did: 'find-by-receipt', found: clue !== null },
          at: deps.clock.now(),
        });
        return clue;
      });
      if (found === null) throw notFound('用这个查询码登记、由您办理范围内的线索');
      return { id: found.id, number: found.number };
    },
  );
}
