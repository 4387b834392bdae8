import type { FastifyReply } from 'fastify';
import type { Deps } from '../../platform/deps.ts';
import type { PaperRow } from './store.ts';

/** Sends a paper as a file that stays in no cache. */
export async function sendPaper(
  reply: FastifyReply,
  deps: Pick<Deps, 'files'>,
  paper: Pick<PaperRow, 'file_sha256' | 'name' | 'type'>,
): Promise<FastifyReply> {
  const content = await deps.files.read(paper.file_sha256);
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(paper.name)}`)
    .header('cache-control', 'private, no-store')
    .type(paper.type)
    .send(content);
}
