import { PassThrough } from 'node:stream';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { countyNames } from '../organisations/index.ts';
import { countFindings, type FindingFilter, type FindingRow, listFindings } from './list-store.ts';
import { presentFinding } from './present.ts';
import { FINDING_QUERY, filterOf } from './routes.ts';
import { streamWorkbook } from './stream-workbook.ts';

const COLUMNS = [
  ['县市', 12],
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

type InScope = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** The filtered desk page by page, each in a transaction of its own: a slow reader holds none open. */
async function* pagesOf(
  inScope: InScope,
  filter: FindingFilter,
  today: string,
): AsyncGenerator<readonly (readonly string[])[]> {
  const nameOf = await inScope((tx) => countyNames(tx, filter.scope));
  let after: Position | null = null;
  do {
    const position: Position | null = after;
    const page: Awaited<ReturnType<typeof listFindings>> = await inScope((tx) =>
      listFindings(tx, filter, { order: 'household', after: position, limit: PAGE, today }),
    );
    yield page.rows.map((row) => cellsOf(row, today, nameOf));
    after = page.next;
  } while (after !== null);
}

function cellsOf(row: FindingRow, today: string, nameOf: (county: string) => string): readonly string[] {
  const item = presentFinding(row, today, nameOf);
  return [
    item.countyName,
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
      const filter = filterOf(actor, request.query);
      // Before the first row leaves: who breaks the download off half-way has half of it.
      await request.inScope(async (tx) =>
        recordEvent(tx, {
          county: actor.county,
          actor,
          act: 'finding.export',
          subject: { type: 'findings', id: 'export' },
          payload: { rows: await countFindings(tx, filter, today) },
          at: now,
        }),
      );
      const stream = new PassThrough();
      streamWorkbook(stream, {
        name: '疑点',
        note: `导出人：${actor.name}　导出时间：${now.toISOString()}　仅限住房保障工作使用`,
        columns: COLUMNS,
        pages: pagesOf((work) => request.inScope(work), filter, today),
      }).catch((error: unknown) => {
        // The answer has begun: breaking it off is the only way left to say that it is not whole.
        stream.destroy(error instanceof Error ? error : new Error(String(error)));
      });
      return reply
        .header(
          'content-disposition',
          `attachment; filename*=UTF-8''${encodeURIComponent(`疑点-${today}.xlsx`)}`,
        )
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(stream);
    },
  );
}
