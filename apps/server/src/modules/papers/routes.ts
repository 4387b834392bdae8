import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { FileType } from '../../platform/files/sniff-type.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput, notFound } from '../../platform/problem.ts';
import { everyHour } from '../intake/index.ts';
import { fingerprintPicture } from './fingerprint-picture.ts';
import { sendPaper } from './send-paper.ts';
import { insertPaper, isKeptFrom, readPaper } from './store.ts';
import { sweepPapers } from './sweep-papers.ts';

/** What a family brings: photographs, scans, office documents. */
const PAPER_TYPES: readonly FileType[] = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
/** Papers that are read through what they belong to: who must not see a clue or a form, must not see its papers. */
const OWN_DOOR: readonly string[] = ['clue', 'report'];
const MAX_BYTES = 20 * 1_048_576;

const PAPER = z.object({ id: z.uuid(), name: z.string(), type: z.string(), size: z.number().int() });

export function paperRoutes(app: App, deps: Deps): void {
  everyHour(app, deps, 'sweep papers', () => sweepPapers(deps));

  app.post(
    '/api/papers',
    {
      schema: {
        // Shows who reported a clue (a signed letter): then two people open it together.
        querystring: z.object({ showsReporter: z.enum(['true', 'false']).default('false') }),
        response: { 201: PAPER },
      },
      config: { action: 'paper.upload' },
    },
    async (request, reply) => {
      const part = await request.file({ limits: { files: 1, fileSize: MAX_BYTES + 1 } });
      if (part === undefined) throw invalidInput('没有收到文件。请选择一份材料再上传。');
      const stored = await deps.files.put(part.file, { maxBytes: MAX_BYTES, types: PAPER_TYPES });
      const { actor } = request;
      const paper = {
        id: deps.ids(),
        // A part of a form may have no name at all, whatever the parser's types say.
        name: [...(part.filename ?? '未命名材料')].slice(0, 120).join(''),
        type: stored.type,
        size: stored.size,
      };
      const showsReporter = request.query.showsReporter === 'true';
      const picture =
        stored.type.startsWith('image/') && !showsReporter
          ? await deps.files.withPath(stored.sha256, fingerprintPicture)
          : null;
      const at = deps.clock.now();
      await request.inScope(async (tx) => {
        await insertPaper(tx, {
          ...paper,
          county: actor.county,
          region: actor.scope.padEnd(12, '0'),
          sha256: stored.sha256,
          picture,
          showsReporter,
          by: actor.id,
          at,
        });
        await recordEvent(tx, {
          county: actor.county,
          actor,
          act: 'paper.upload',
          subject: { type: 'paper', id: paper.id },
          payload: { type: paper.type, size: paper.size, sha256: stored.sha256 },
          at,
        });
      });
      return reply.code(201).send(paper);
    },
  );

  app.get(
    '/api/papers/:id',
    { schema: { params: z.object({ id: z.uuid() }) }, config: { action: 'paper.read' } },
    async (request, reply) => {
      const paper = await request.inScope(async (tx) => {
        const found = await readPaper(tx, request.params.id);
        // What is not attached to a case yet is its uploader's alone.
        const loose =
          found !== null && found.finding_id === null && found.exit_id === null && found.subject_id === null;
        if (OWN_DOOR.includes(found?.subject_type ?? '')) throw notFound('这份材料');
        if (found !== null && (await isKeptFrom(tx, request.actor, found.id))) throw notFound('这份材料');
        if (found === null || (loose && found.uploaded_by !== request.actor.id)) throw notFound('这份材料');
        await recordEvent(tx, {
          county: request.actor.county,
          actor: request.actor,
          act: 'paper.read',
          subject: { type: 'paper', id: found.id },
          payload: {},
          at: deps.clock.now(),
        });
        return found;
      });
      return await sendPaper(reply, deps, paper);
    },
  );
}
