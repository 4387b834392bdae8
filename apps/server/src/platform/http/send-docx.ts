import type { FastifyReply } from 'fastify';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A letter or a report as a file to keep: never cached, the name as it reads. */
export function sendDocx(reply: FastifyReply, name: string, content: Uint8Array): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .type(DOCX)
    .send(Buffer.from(content));
}
