import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import { keepFromView, sendPaper } from '../papers/index.ts';
import { listCluePapers } from './clue-papers.ts';
import { takePaperBack } from './handed-down/handed-papers.ts';
import { ID } from './input.ts';
import { type Reader, readClue } from './store.ts';

const PAPER = ID.extend({ paper: z.uuid() });

/** Papers of a clue, read through it: who must not see the clue must not see them. */
export function cluePaperRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/:id/papers/:paper',
    {
      schema: { summary: '线索材料', params: PAPER },
      config: { action: 'clue.read' },
    },
    async (request, reply) => {
      const { actor, params } = request;
      const paper = await request.inScope(async (tx) => {
        const found = await readClueWithPaper(tx, actor, params);
        if (found.paper.shows_reporter)
          throw conflict(
            'shows-reporter',
            '这份材料含举报人信息，须经两人同意后查看。请在“举报人身份”中申请。',
          );
        await recordEvent(tx, {
          county: found.county,
          actor,
          act: 'paper.read',
          subject: { type: 'paper', id: params.paper },
          payload: { clue: params.id },
          at: deps.clock.now(),
        });
        return found.paper;
      });
      return await sendPaper(reply, deps, paper);
    },
  );

  app.post(
    '/api/clues/:id/papers/:paper/shows-reporter',
    {
      schema: { summary: '标记材料含举报人信息', params: PAPER, response: { 204: z.null() } },
      config: { action: 'paper.upload' },
    },
    async (request, reply) => {
      const { actor, params } = request;
      await request.inScope(async (tx) => {
        const { clue, county, paper } = await readClueWithPaper(tx, actor, params);
        if (!(await keepFromView(tx, paper.id))) return;
        await takePaperBack(tx, deps, actor, { clue, paper });
        await recordEvent(tx, {
          county,
          actor,
          act: 'paper.upload',
          subject: { type: 'paper', id: paper.id },
          payload: { did: 'keep-from-view', clue: params.id },
          at: deps.clock.now(),
        });
      });
      return reply.code(204).send(null);
    },
  );
}

/** A paper of a clue or of what was merged into it, for who may see the clue. */
async function readClueWithPaper(
  tx: Tx,
  reader: Reader,
  ids: { readonly id: string; readonly paper: string },
) {
  const clue = await readClue(tx, reader, ids.id);
  const paper =
    clue === null ? undefined : (await listCluePapers(tx, clue)).find(({ id }) => id === ids.paper);
  if (clue === null || paper === undefined) throw notFound('这份材料');
  return { clue, county: clue.county, paper };
}
