import type { Action } from '@anju/domain';
import type { FastifyReply } from 'fastify';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { FileStore } from '../../platform/files/file-store.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import type { Intake } from './intake-store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends the workbook of refused rows, or a Problem where nothing was refused. */
export async function sendRefusedFile(
  reply: FastifyReply,
  files: FileStore,
  intake: Pick<Intake, 'refused_file' | 'file_name'>,
): Promise<FastifyReply> {
  if (intake.refused_file === null || !(await files.has(intake.refused_file))) throw notFound('未采用清单');
  const name = encodeURIComponent(`未采用清单-${intake.file_name.replace(/\.[^.]*$/, '')}.xlsx`);
  const content = await files.read(intake.refused_file);
  return reply.type(XLSX).header('content-disposition', `attachment; filename*=UTF-8''${name}`).send(content);
}

/** Who took the list of refused rows along (A7). */
export async function recordRefusedDownload(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Actor,
  subject: {
    readonly county: string;
    readonly act: Action;
    readonly type: 'import' | 'feed';
    readonly id: string;
  },
): Promise<void> {
  await recordEvent(tx, {
    county: subject.county,
    actor,
    act: subject.act,
    subject: { type: subject.type, id: subject.id },
    payload: { did: 'download-refused' },
    at: deps.clock.now(),
  });
}
