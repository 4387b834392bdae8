import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deps } from '../deps.ts';
import { recordEvent } from '../events.ts';
import type { Tx } from '../postgres/database.ts';
import type { Position } from './paging.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export interface ListExport<Row> {
  /** Names the sheet and the file. */
  readonly name: string;
  /** The act of the event. */
  readonly act: string;
  /** Header, width in characters, and the cell's text. */
  readonly columns: readonly (readonly [string, number, (row: Row) => string])[];
  /** The rows page by page. */
  readonly pages: (tx: Tx) => AsyncIterable<readonly Row[]>;
}

/**
 * Sends a list as a workbook while it is read (requirements A7). Every value is a string cell, so no text acts as a
 * formula; the first row says who exported it and when; the act is an event in the same transaction as the reading.
 */
export async function sendWorkbook<Row>(
  deps: Pick<Deps, 'clock'>,
  request: FastifyRequest,
  reply: FastifyReply,
  { name, act, columns, pages }: ListExport<Row>,
): Promise<FastifyReply> {
  const { actor } = request;
  const at = deps.clock.now();
  const stream = new PassThrough();
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 2 }] });
  sheet.columns = columns.map(([, width]) => ({ width }));
  sheet.addRow([`导出人：${actor.name}　导出时间：${at.toISOString()}　仅限住房保障工作使用`]).commit();
  sheet.addRow(columns.map(([title]) => title)).commit();
  const file = encodeURIComponent(`${name}-${deps.clock.today()}.xlsx`);
  const sent = reply
    .header('content-disposition', `attachment; filename*=UTF-8''${file}`)
    .header('cache-control', 'private, no-store')
    .type(XLSX)
    .send(stream);
  try {
    await request.inScope(async (tx) => {
      let rows = 0;
      for await (const page of pages(tx)) {
        for (const row of page) sheet.addRow(columns.map(([, , cell]) => cell(row))).commit();
        rows += page.length;
      }
      const subject = { type: 'export', id: name };
      await recordEvent(tx, { county: actor.county, actor, act, subject, payload: { rows }, at });
    });
    await workbook.commit();
  } catch (error) {
    // The answer has begun: breaking it off is the only way left to say that it is not whole.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  }
  return sent;
}

/** All rows of a list that is read in pages. */
export async function* pagesOf<Row>(
  read: (
    after: Position | null,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: Position | null }>,
): AsyncGenerator<readonly Row[]> {
  let after: Position | null = null;
  do {
    const page: { readonly rows: readonly Row[]; readonly next: Position | null } = await read(after);
    yield page.rows;
    after = page.next;
  } while (after !== null);
}
