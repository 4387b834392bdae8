import type { Action } from '@anju/domain';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../platform/deps.ts';
import { type Column, sendRows } from '../../platform/http/send-workbook.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import type { Intake, IntakeKey } from './intake-store.ts';
import { REFUSED_EXTENTS, type RefusedRow, readRefused } from './refused-rows.ts';

const COLUMNS: readonly Column<RefusedRow>[] = [
  ['行号', 8, ({ row }) => row],
  ['列', 16, ({ field }) => field],
  ['内容', 26, ({ value }) => value],
  ['原因', 48, ({ reason }) => reason],
  ['处理办法', 48, ({ remedy }) => remedy],
  ['影响', 18, ({ extent }) => (extent === undefined ? '' : REFUSED_EXTENTS[extent])],
  ['工作表', 14, ({ sheet }) => sheet ?? ''],
];

/**
 * Sends the refused rows of a delivery as a workbook, for whoever has to put them right, and records who took it. A
 * Problem where nothing was refused.
 */
export async function sendRefusedFile(
  deps: Pick<Deps, 'clock' | 'files'>,
  request: Pick<FastifyRequest, 'actor' | 'inScope'>,
  reply: FastifyReply,
  delivery: {
    readonly act: Action;
    readonly type: 'import' | 'feed';
    readonly find: (tx: Tx) => Promise<IntakeKey & Pick<Intake, 'refused_file' | 'file_name'>>;
  },
): Promise<FastifyReply> {
  const { files } = deps;
  const found = await request.inScope(delivery.find);
  const { refused_file: stored, file_name: fileName } = found;
  if (stored === null || !(await files.has(stored))) throw notFound('未采用清单');
  return await sendRows(deps, request, reply, {
    name: '未采用的行',
    file: `未采用清单-${fileName.replace(/\.[^.]*$/, '')}`,
    caution: `${fileName} 中未采用和需要核对的内容`,
    event: async () => ({
      county: found.county,
      act: delivery.act,
      subject: { type: delivery.type, id: found.id },
      payload: { did: 'download-refused' },
    }),
    columns: COLUMNS,
    pages: readRefused(files, stored),
  });
}
