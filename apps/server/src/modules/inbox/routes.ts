import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { countNotices, dismiss, listNotices } from './store.ts';

const KIND = z.enum(['todo', 'warning', 'due']);
const NOTICE = z.object({
  id: z.uuid(),
  kind: KIND,
  title: z.string(),
  link: z.string(),
  dueOn: z.iso.date().nullable(),
  overdue: z.boolean(),
  createdAt: z.iso.datetime(),
});
const COUNTS = z.object({ todo: z.number().int(), warning: z.number().int(), due: z.number().int() });

export function inboxRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/inbox',
    {
      schema: {
        querystring: z.object({ kind: KIND.optional(), ...PAGE_QUERY }),
        response: { 200: pageOf(NOTICE) },
      },
      config: { action: 'inbox.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { kind, cursor, limit } = request.query;
        const page = await listNotices(tx, actor, { kind, after: decodeCursor(cursor), limit });
        const counts = await countNotices(tx, actor);
        const today = deps.clock.today();
        return {
          items: page.rows.map((row) => ({
            id: row.id,
            kind: row.kind,
            title: row.title,
            link: row.link,
            dueOn: row.due_on,
            overdue: row.due_on !== null && row.due_on < today,
            createdAt: row.created_at.toISOString(),
          })),
          nextCursor: encodeCursor(page.next),
          total: kind === undefined ? counts.todo + counts.warning + counts.due : counts[kind],
        };
      }),
  );

  app.get(
    '/api/inbox/counts',
    { schema: { response: { 200: COUNTS } }, config: { action: 'inbox.read' } },
    (request) => request.inScope((tx) => countNotices(tx, request.actor)),
  );

  app.post(
    '/api/inbox/:id/dismiss',
    {
      schema: { params: z.object({ id: z.uuid() }), response: { 204: z.null() } },
      config: { action: 'inbox.read' },
    },
    async (request, reply) => {
      const dismissed = await request.inScope((tx) =>
        dismiss(tx, request.actor, request.params.id, deps.clock.now()),
      );
      if (!dismissed) throw notFound('这条提醒');
      return reply.code(204).send(null);
    },
  );
}
