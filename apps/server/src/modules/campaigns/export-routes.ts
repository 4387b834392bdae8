import type { CalendarDate } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import { readCampaignRow } from './campaign-store.ts';
import { listProblems, type ProblemFilter } from './list-store.ts';
import { presentProblem, reckon } from './present-problem.ts';
import { PROBLEM_QUERY, problemFilter } from './problem-query.ts';
import { KIND_LABELS } from './result-routes.ts';
import { listResults, type ResultKind } from './result-store.ts';
import { streamWorkbook } from './stream-workbook.ts';

const ID = z.object({ id: z.uuid() });

const PROBLEM_COLUMNS = [
  ['序号', 6],
  ['编号', 18],
  ['县市', 12],
  ['问题类别', 22],
  ['整治内容', 30],
  ['具体描述', 50],
  ['来源', 14],
  ['涉及地方', 20],
  ['发现日期', 12],
  ['涉及资金（元）', 14],
  ['整改任务', 30],
  ['责任单位（责任人）', 20],
  ['整改人员', 16],
  ['整改进度', 30],
  ['整改时限', 12],
  ['整改情况', 40],
  ['追缴资金（元）', 14],
  ['状态', 10],
  ['销号日期', 12],
  ['销号人', 10],
] as const;

const PAGE = 1000;
const yuan = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));

/** The filtered ledger, page by page. Withdrawn entries go along with their state: a list hides nothing. */
async function writeProblems(
  tx: Tx,
  filter: ProblemFilter,
  today: CalendarDate,
  add: (cells: readonly (string | number | null)[]) => void,
): Promise<number> {
  let written = 0;
  let after: Position | null = null;
  do {
    const page: Awaited<ReturnType<typeof listProblems>> = await listProblems(tx, filter, {
      order: 'found',
      after,
      limit: PAGE,
      days: reckon(today),
    });
    for (const row of page.rows) {
      written += 1;
      const item = presentProblem(row, today);
      add([
        written,
        item.number,
        item.countyName,
        item.categoryLabel,
        item.itemText ?? '',
        item.description,
        item.source,
        item.place,
        item.foundOn,
        yuan(item.amountFen),
        item.task,
        item.responsible,
        item.staff,
        item.progress,
        item.deadline ?? '',
        item.rectification,
        yuan(item.recoveredFen),
        item.stateLabel,
        item.closedOn ?? '',
        item.closedByName ?? '',
      ]);
    }
    after = page.next;
  } while (after !== null);
  return written;
}

const RESULT_COLUMNS = [
  ['序号', 6],
  ['县市', 12],
  ['类型', 10],
  ['名称', 40],
  ['文号', 24],
  ['主要内容', 60],
  ['日期', 12],
  ['项目数', 8],
] as const;

async function writeResults(
  tx: Tx,
  of: { readonly scope: string; readonly campaign: string; readonly kinds: readonly ResultKind[] },
  add: (cells: readonly (string | number | null)[]) => void,
): Promise<number> {
  const rows = (await listResults(tx, of.scope, of.campaign, undefined)).filter(({ kind }) =>
    of.kinds.includes(kind),
  );
  for (const [n, row] of rows.entries()) {
    const kind = KIND_LABELS[row.kind];
    add([n + 1, row.county_name, kind, row.title, row.document_no, row.content, row.on, row.projects]);
  }
  return rows.length;
}

export function exportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/problems/export.xlsx',
    {
      schema: { summary: '导出整改台账', querystring: z.object(PROBLEM_QUERY) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      streamWorkbook(deps, request, reply, {
        title: '整改台账',
        columns: PROBLEM_COLUMNS,
        act: 'problem.export',
        subject: { type: 'problems', id: 'export' },
        write: (tx, add) =>
          writeProblems(tx, problemFilter(request.actor, request.query), deps.clock.today(), add),
      }),
  );

  app.get(
    '/api/campaigns/:id/problem-list.xlsx',
    { schema: { summary: '导出问题（整改）清单', params: ID }, config: { action: 'problem.export' } },
    async (request, reply) => {
      const { actor } = request;
      await findCampaign(request, request.params.id);
      return await streamWorkbook(deps, request, reply, {
        title: '问题（整改）清单',
        columns: PROBLEM_COLUMNS,
        act: 'problem.export',
        subject: { type: 'campaign', id: request.params.id },
        write: (tx, add) =>
          writeProblems(tx, problemFilter(actor, { campaign: request.params.id }), deps.clock.today(), add),
      });
    },
  );

  const lists = [
    { path: 'institution-list.xlsx', title: '制度清单', kinds: ['institution'] },
    { path: 'achievement-list.xlsx', title: '成果清单', kinds: ['achievement', 'publication'] },
  ] as const;
  for (const { path, title, kinds } of lists) {
    app.get(
      `/api/campaigns/:id/${path}`,
      { schema: { summary: `导出${title}`, params: ID }, config: { action: 'problem.export' } },
      async (request, reply) => {
        const { scope } = request.actor;
        await findCampaign(request, request.params.id);
        return await streamWorkbook(deps, request, reply, {
          title,
          columns: RESULT_COLUMNS,
          act: 'result.export',
          subject: { type: 'campaign', id: request.params.id },
          write: (tx, add) => writeResults(tx, { scope, campaign: request.params.id, kinds }, add),
        });
      },
    );
  }
}

/** Before the answer begins: an unknown campaign is refused as everywhere. */
async function findCampaign(
  request: {
    readonly actor: { readonly scope: string };
    inScope<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  },
  id: string,
): Promise<void> {
  const found = await request.inScope((tx) => readCampaignRow(tx, request.actor.scope, id));
  if (found === null) throw notFound('这项专项整治');
}
