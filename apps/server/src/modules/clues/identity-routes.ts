import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { sendPaper } from '../papers/index.ts';
import { ID, REASON } from './input.ts';
import {
  agreeToIdentity,
  askForIdentity,
  refuseIdentity,
  viewIdentity,
  viewReporterPaper,
} from './open-identity.ts';

const OPENING = ID.extend({ opening: z.uuid() });
const SHOWN = z.object({
  name: z.string(),
  phone: z.string(),
  idNumber: z.string(),
  address: z.string(),
  until: z.iso.datetime(),
});

/** 举报人身份: asked for by one, agreed to by another, seen by the two of them for half an hour. */
export function clueIdentityRoutes(app: App, deps: Deps): void {
  const config = { action: 'clue.identity' } as const;

  app.post(
    '/api/clues/:id/openings',
    {
      schema: {
        summary: '申请查看举报人身份',
        params: ID,
        body: z.object({ reason: REASON }),
        response: { 201: z.object({ id: z.uuid() }) },
      },
      config,
    },
    async (request, reply) => {
      const { actor, params, body } = request;
      const asked = await request.inScope((tx) =>
        askForIdentity({ tx, deps, actor, id: params.id }, body.reason),
      );
      return reply.code(201).send(asked);
    },
  );

  app.post(
    '/api/clues/:id/openings/:opening/agree',
    {
      schema: {
        summary: '同意查看举报人身份',
        params: OPENING,
        response: { 200: z.object({ until: z.iso.datetime() }) },
      },
      config,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params } = request;
        const { until } = await agreeToIdentity({ tx, deps, actor, id: params.id }, params.opening);
        return { until: until.toISOString() };
      }),
  );

  app.post(
    '/api/clues/:id/openings/:opening/refuse',
    { schema: { summary: '不同意查看举报人身份', params: OPENING, response: { 204: z.null() } }, config },
    async (request, reply) => {
      const { actor, params } = request;
      await request.inScope((tx) => refuseIdentity({ tx, deps, actor, id: params.id }, params.opening));
      return reply.code(204).send(null);
    },
  );

  app.post(
    '/api/clues/:id/openings/:opening/view',
    { schema: { summary: '查看举报人身份', params: OPENING, response: { 200: SHOWN } }, config },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params } = request;
        const shown = await viewIdentity({ tx, deps, actor, id: params.id }, params.opening);
        return { ...shown.reporter, until: shown.until.toISOString() };
      }),
  );

  app.get(
    '/api/clues/:id/openings/:opening/papers/:paper',
    {
      schema: { summary: '查看含举报人信息的材料', params: OPENING.extend({ paper: z.uuid() }) },
      config,
    },
    async (request, reply) => {
      const { actor, params } = request;
      const paper = await request.inScope((tx) =>
        viewReporterPaper({ tx, deps, actor, id: params.id }, params.opening, params.paper),
      );
      return await sendPaper(reply, deps, paper);
    },
  );
}
