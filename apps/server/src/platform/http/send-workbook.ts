import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { estimateHeight } from '@anju/official-forms';
import ExcelJS from 'exceljs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { timeInBeijing } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { type NewEvent, recordEvent } from '../events.ts';
import type { Tx } from '../postgres/database.ts';
import type { Position } from './paging.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** Rows fetched at a time. */
const PAGE = 1000;

/** Title, width in characters, and the cell of a row; `place` is 1-based. */
export type Column<Row> = readonly [string, number, (row: Row, place: number) => string | number | null];

export interface ListExport<Row> {
  /** Names the sheet and the file. */
  readonly name: string;
  /** Stands above the header, after who took it and when. */
  readonly caution?: string;
  /** The heading over all columns of a list that goes out on paper; without it, a table for the screen. */
  readonly heading?: string;
  readonly act: NewEvent['act'];
  /** The event's; the list itself without it. */
  readonly subject?: NewEvent['subject'];
  readonly columns: readonly Column<Row>[];
  readonly count: (tx: Tx) => Promise<number>;
  readonly page: (
    tx: Tx,
    part: { readonly after: Position | null; readonly limit: number },
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: Position | null }>;
}

/** Sends a list as a workbook; each page is read in a transaction of its own, so that a slow reader holds none open. */
export function sendWorkbook<Row>(
  deps: Pick<Deps, 'clock'>,
  request: Pick<FastifyRequest, 'actor' | 'inScope'>,
  reply: FastifyReply,
  list: ListExport<Row>,
): Promise<FastifyReply> {
  return sendRows(deps, request, reply, {
    name: list.name,
    file: `${list.name}-${deps.clock.today()}`,
    caution: list.caution ?? '仅限住房保障工作使用',
    heading: list.heading,
    columns: list.columns,
    event: async (tx) => ({
      county: request.actor.county,
      act: list.act,
      subject: list.subject ?? { type: 'export', id: list.name },
      payload: { rows: await list.count(tx) },
    }),
    pages: pagesOf(request, list),
  });
}

export interface SentRows<Row> extends Omit<WrittenSheet<Row>, 'note'> {
  /** Without its ending. */
  readonly file: string;
  /** Stands above the header, after who took it and when. */
  readonly caution: string;
  readonly event: (tx: Tx) => Promise<Omit<NewEvent, 'actor' | 'at'>>;
}

/**
 * Sends rows as a workbook while they are read (requirements A7). The first row says who exported it and when, and
 * the event is there before the first row leaves: who breaks the download off half-way has half of it.
 */
export async function sendRows<Row>(
  deps: Pick<Deps, 'clock'>,
  request: Pick<FastifyRequest, 'actor' | 'inScope'>,
  reply: FastifyReply,
  { file, caution, event, ...sheet }: SentRows<Row>,
): Promise<FastifyReply> {
  const { actor } = request;
  const at = deps.clock.now();
  await request.inScope(async (tx) => recordEvent(tx, { ...(await event(tx)), actor, at }));
  const stream = new PassThrough();
  const note = `导出人：${actor.name}　导出时间：${timeInBeijing(at)}　${caution}`;
  writeWorkbook(stream, { ...sheet, note }).catch((error: unknown) => {
    // The answer has begun: breaking it off is the only way left to say that it is not whole.
    stream.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  return reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file)}.xlsx`)
    .header('cache-control', 'private, no-store')
    .type(XLSX)
    .send(stream);
}

/** Count and only page of a list short enough to be read at once. */
export function wholeList<Row>(
  read: (tx: Tx) => Promise<readonly Row[]>,
): Pick<ListExport<Row>, 'count' | 'page'> {
  return {
    count: async (tx) => (await read(tx)).length,
    page: async (tx) => ({ rows: await read(tx), next: null }),
  };
}

async function* pagesOf<Row>(
  request: Pick<FastifyRequest, 'inScope'>,
  { page }: Pick<ListExport<Row>, 'page'>,
): AsyncGenerator<readonly Row[]> {
  let after: Position | null = null;
  do {
    const part: { readonly after: Position | null; readonly limit: number } = { after, limit: PAGE };
    const read: Awaited<ReturnType<typeof page>> = await request.inScope((tx) => page(tx, part));
    yield read.rows;
    after = read.next;
  } while (after !== null);
}

export interface WrittenSheet<Row> {
  readonly name: string;
  readonly note: string;
  readonly heading?: string | undefined;
  readonly columns: readonly Column<Row>[];
  /** Fetched one after the other. */
  readonly pages: AsyncIterable<readonly Row[]>;
}

/**
 * Writes a workbook into `stream` as fast as its reader takes it and no faster: the next page is not fetched before.
 * Text is written as string cells, so that none can act as a formula. Rejects where the reader has gone.
 */
export async function writeWorkbook<Row>(stream: PassThrough, input: WrittenSheet<Row>): Promise<void> {
  const { name, note, heading, columns } = input;
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
  const above = heading === undefined ? 2 : 3;
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: above }],
    ...(heading === undefined ? {} : { pageSetup: { ...ON_PAPER, printTitlesRow: `${above}:${above}` } }),
  });
  sheet.columns = columns.map(([, width]) => ({ width }));
  if (heading !== undefined) {
    const first = sheet.addRow([heading]);
    sheet.mergeCells(1, 1, 1, columns.length);
    first.font = { bold: true, size: 16 };
    first.alignment = { horizontal: 'center', vertical: 'middle' };
    first.height = 32;
    first.commit();
  }
  const add = (cells: readonly (string | number | null)[], style: Partial<ExcelJS.Style>) => {
    const row = sheet.addRow(cells);
    if (heading !== undefined) {
      row.eachCell({ includeEmpty: true }, (cell) => Object.assign(cell, style));
      const needed = cells.map((cell, n) => estimateHeight(cell, columns[n]?.[1] ?? 0, PRINTED_SIZE));
      row.height = Math.min(Math.max(...needed), TALLEST_ROW);
    }
    row.commit();
  };
  sheet.addRow([note]).commit();
  add(
    columns.map(([title]) => title),
    { ...RULED, font: { bold: true, size: PRINTED_SIZE } },
  );
  let place = 0;
  for await (const rows of input.pages) {
    for (const row of rows) {
      place += 1;
      add(
        columns.map(([, , cell]) => cell(row, place)),
        RULED,
      );
    }
    await readerReady(stream);
  }
  await workbook.commit();
}

/** A4 across, as many pages long as it is. */
const ON_PAPER: Partial<ExcelJS.PageSetup> = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  horizontalCentered: true,
};

/** Points. */
const PRINTED_SIZE = 10;
/** Points; no sheet has a taller one. */
const TALLEST_ROW = 409;
const LINE = { style: 'thin' } as const;
const RULED: Partial<ExcelJS.Style> = {
  font: { size: PRINTED_SIZE },
  alignment: { wrapText: true, vertical: 'middle' },
  border: { top: LINE, bottom: LINE, left: LINE, right: LINE },
};

async function readerReady(stream: PassThrough): Promise<void> {
  // The rows just written reach the stream through a compressor that works on its own threads.
  await new Promise((resolve) => setImmediate(resolve));
  if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), once(stream, 'close')]);
  if (stream.destroyed) throw new Error('the reader has gone');
}
