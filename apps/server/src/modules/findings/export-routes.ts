import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { type FindingFilter, listFindings } from './list-store.ts';
import { presentFinding } from './present.ts';
import { FINDING_QUERY, filterOf } from './routes.ts';

const COLUMNS = [
  ['户编号', 18],
  ['承租人', 12],
  ['小区', 16],
  ['房号', 12],
  ['成员', 12],
  ['疑点', 22],
  ['结果', 10],
  ['把握', 8],
  ['状态', 10],
  ['变化', 8],
  ['说明', 60],
  ['承办', 16],
  ['期限', 12],
] as const;
const PAGE = 1000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The filtered desk as a workbook, page by page; every value is a string cell, so no text can act as a formula. */
async function writeFindings(
  tx: Tx,
  filter: FindingFilter,
  sheet: ExcelJS.Worksheet,
  today: string,
): Promise<number> {
  let written = 0;
  let after: Position | null = null;
  do {
    const page: Awaited<ReturnType<typeof listFindings>> = await listFindings(tx, filter, {
      order: 'household',
      after,
      limit: PAGE,
      today,
    });
    for (const row of page.rows) {
      const item = presentFinding(row, today);
      const cells = [
        item.householdCode,
        item.applicantName,
        item.estate ?? '',
        item.room ?? '',
        item.memberName ?? '',
        item.ruleTitle,
        item.statusLabel,
        item.confidenceLabel,
        item.stateLabel,
        item.changeLabel,
        item.reason,
        item.assignedName ?? '',
        item.dueOn ?? '',
      ];
      sheet.addRow(cells).commit();
    }
    written += page.rows.length;
    after = page.next;
  } while (after !== null);
  return written;
}

export function findingExportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/findings/export.xlsx',
    {
      schema: { summary: '导出疑点', querystring: z.object(FINDING_QUERY) },
      config: { action: 'finding.export' },
    },
    async (request, reply) => {
      const { actor } = request;
      const now = deps.clock.now();
      const today = deps.clock.today();
      const stream = new PassThrough();
      const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true });
      const sheet = workbook.addWorksheet('疑点', { views: [{ state: 'frozen', ySplit: 2 }] });
      sheet.columns = COLUMNS.map(([, width]) => ({ width }));
      sheet.addRow([`导出人：${actor.name}　导出时间：${now.toISOString()}　仅限住房保障工作使用`]).commit();
      sheet.addRow(COLUMNS.map(([title]) => title)).commit();
      const sent = reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`疑点-${today}.xlsx`)}`,
        )
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(stream);
      try {
        await request.inScope(async (tx) => {
          const rows = await writeFindings(tx, filterOf(actor.scope, request.query), sheet, today);
          await recordEvent(tx, {
            county: actor.county,
            actor,
            act: 'finding.export',
            subject: { type: 'findings', id: 'export' },
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
