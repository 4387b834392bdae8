import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { type ClueFilter, listClues } from './list-store.ts';
import { presentClue } from './present.ts';
import { CLUE_QUERY, filterOf } from './read-routes.ts';
import type { Reader } from './store.ts';

const COLUMNS = [
  ['编号', 20],
  ['收到日期', 12],
  ['受理渠道', 14],
  ['来源', 18],
  ['性质', 10],
  ['实名', 6],
  ['涉及地方', 18],
  ['被反映人', 40],
  ['摘要', 80],
  ['涉及资金（元）', 16],
  ['状态', 10],
  ['处置情况', 16],
  ['承办', 24],
  ['到期', 12],
  ['专项整治', 30],
] as const;
const PAGE = 1000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The filtered register as a workbook, page by page; texts are string cells, so none can act as a formula. */
async function writeClues(
  tx: Tx,
  reader: Reader,
  filter: ClueFilter,
  sheet: ExcelJS.Worksheet,
  today: string,
): Promise<number> {
  let written = 0;
  let after: Position | null = null;
  do {
    const page: Awaited<ReturnType<typeof listClues>> = await listClues(tx, reader, filter, {
      order: 'newest',
      after,
      limit: PAGE,
      today,
    });
    for (const row of page.rows) {
      const item = presentClue(row, today);
      const cells = [
        item.number,
        item.receivedOn,
        item.channelLabel,
        item.source,
        item.kindLabel,
        item.named ? '是' : '否',
        item.place,
        item.persons.map(({ name, post, level }) => [name, post, level].filter(Boolean).join(' ')).join('；'),
        item.summary,
        item.amountFen === null ? '' : (item.amountFen / 100).toFixed(2),
        item.stateLabel,
        item.disposal,
        item.handlerName ?? '',
        item.dueOn ?? '',
        item.campaignTitle ?? '',
      ];
      sheet.addRow(cells).commit();
    }
    written += page.rows.length;
    after = page.next;
  } while (after !== null);
  return written;
}

export function clueExportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/export.xlsx',
    {
      schema: { summary: '导出线索', querystring: z.object(CLUE_QUERY) },
      config: { action: 'clue.export' },
    },
    async (request, reply) => {
      const { actor } = request;
      const now = deps.clock.now();
      const today = deps.clock.today();
      const stream = new PassThrough();
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
      const sheet = workbook.addWorksheet('线索', { views: [{ state: 'frozen', ySplit: 2 }] });
      sheet.columns = COLUMNS.map(([, width]) => ({ width }));
      sheet
        .addRow([`导出人：${actor.name}　导出时间：${now.toISOString()}　内部资料，不得提供给被反映人`])
        .commit();
      sheet.addRow(COLUMNS.map(([title]) => title)).commit();
      const name = encodeURIComponent(`线索-${today}.xlsx`);
      const sent = reply
        .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(stream);
      try {
        await request.inScope(async (tx) => {
          const rows = await writeClues(tx, actor, filterOf(actor, request.query), sheet, today);
          await recordEvent(tx, {
            county: actor.county,
            actor,
            act: 'clue.export',
            subject: { type: 'clues', id: 'export' },
            payload: { rows },
            at: now,
          });
        });
        await workbook.commit();
      } catch (error) {
        // The answer has begun: breaking it off is the only way left to say that it is not whole.
        stream.destroy(error instanceof Error ? error : new Error(String(error)));
      }
      return sent;
    },
  );
}
