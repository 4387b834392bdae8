import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';

export interface WorkbookToStream {
  /** Names the file and the sheet. */
  readonly title: string;
  /** Titles of the columns with their widths in characters. */
  readonly columns: readonly (readonly [string, number])[];
  /** The act that allows it, and the event's subject. */
  readonly act: 'problem.export' | 'result.export';
  readonly subject: { readonly type: string; readonly id: string };
  /** Writes the rows and gives their number. A cell that is text is written as text: no formula can act. */
  readonly write: (tx: Tx, add: (cells: readonly (string | number | null)[]) => void) => Promise<number>;
}

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Sends a list as a workbook, row by row; who took it and when stands on top, and it is logged (A7). */
export async function streamWorkbook(
  deps: Deps,
  request: Pick<FastifyRequest, 'actor' | 'inScope'>,
  reply: FastifyReply,
  workbook: WorkbookToStream,
): Promise<FastifyReply> {
  const { actor } = request;
  const now = deps.clock.now();
  const stream = new PassThrough();
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = writer.addWorksheet(workbook.title, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = workbook.columns.map(([, width]) => ({ width }));
  sheet.addRow([`导出人：${actor.name}　导出时间：${now.toISOString()}　仅限住房保障工作使用`]).commit();
  sheet.addRow(workbook.columns.map(([title]) => title)).commit();
  const name = encodeURIComponent(`${workbook.title}-${deps.clock.today()}.xlsx`);
  const sent = reply
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('cache-control', 'private, no-store')
    .type(XLSX)
    .send(stream);
  try {
    await request.inScope(async (tx) => {
      const rows = await workbook.write(tx, (cells) => sheet.addRow([...cells]).commit());
      await recordEvent(tx, {
        county: actor.county,
        actor,
        act: workbook.act,
        subject: workbook.subject,
        payload: { rows },
        at: now,
      });
    });
    await writer.commit();
  } catch (error) {
    // The answer has begun: breaking it off is the only way left to say that it is not whole.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
  return sent;
}
