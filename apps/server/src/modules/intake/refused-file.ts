import type { FastifyReply } from 'fastify';
import type { FileStore } from '../../platform/files/file-store.ts';
import { notFound } from '../../platform/problem.ts';
import type { Intake } from './intake-store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends the workbook of refused rows, or a Problem where nothing was refused. */
export function sendRefusedFile(
  reply: FastifyReply,
  files: FileStore,
  intake: Pick<Intake, 'refused_file' | 'file_name'>,
): FastifyReply {
  if (intake.refused_file === null || !files.has(intake.refused_file)) throw notFound('未采用清单');
  const name = encodeURIComponent(`未采用清单-${intake.file_name.replace(/\.[^.]*$/, '')}.xlsx`);
  return reply
    .type(XLSX)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .send(files.read(intake.refused_file));
}
