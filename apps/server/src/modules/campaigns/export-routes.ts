import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { sendWorkbook, wholeList } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { notFound } from '../../platform/problem.ts';
import { type CampaignRow, readCampaignRow } from './campaign-store.ts';
import { countProblems, listProblems, type ProblemFilter } from './list-store.ts';
import { presentProblem, reckon } from './present-problem.ts';
import { PROBLEM_QUERY, problemFilter } from './problem-query.ts';
import { KIND_LABELS } from './result-routes.ts';
import { listResults, type ResultRow } from './result-store.ts';

const ID = z.object({ id: z.uuid() });

type Item = ReturnType<typeof presentProblem>;

const yuan = (fen: number | null): string => (fen === null ? '' : (fen / 100).toFixed(2));

const PROBLEM_COLUMNS = [
  ['序号', 6, (_: Item, place: number) => place],
  ['编号', 18, (item: Item) => item.number],
  ['县市', 12, (item: Item) => item.countyName],
  ['问题类别', 22, (item: Item) => item.categoryLabel],
  ['整治内容', 30, (item: Item) => item.itemText],
  ['具体描述', 50, (item: Item) => item.description],
  ['来源', 14, (item: Item) => item.source],
  ['涉及地方', 20, (item: Item) => item.place],
  ['发现日期', 12, (item: Item) => item.foundOn],
  ['涉及资金（元）', 14, (item: Item) => yuan(item.amountFen)],
  ['整改任务', 30, (item: Item) => item.task],
  ['责任单位（责任人）', 20, (item: Item) => item.responsible],
  ['整改人员', 16, (item: Item) => item.staff],
  ['整改进度', 30, (item: Item) => item.progress],
  ['整改时限', 12, (item: Item) => item.deadline],
  ['整改情况', 40, (item: Item) => item.rectification],
  ['追缴资金（元）', 14, (item: Item) => yuan(item.recoveredFen)],
  ['状态', 10, (item: Item) => item.stateLabel],
  ['销号日期', 12, (item: Item) => item.closedOn],
  ['销号人', 10, (item: Item) => item.closedByName],
] as const;

/** Of the ledger, what goes up on paper (source 1): what was found, the 五落实, and what came of it. */
const PROBLEM_LIST_COLUMNS = [
  ['序号', 5, (_: Item, place: number) => place],
  ['县市', 9, (item: Item) => item.countyName],
  ['问题类别', 16, (item: Item) => item.categoryLabel],
  ['具体描述', 30, (item: Item) => item.description],
  ['整改任务', 18, (item: Item) => item.task],
  ['责任单位（责任人）', 19, (item: Item) => item.responsible],
  ['整改人员', 9, (item: Item) => item.staff],
  ['整改进度及情况', 24, (item: Item) => item.rectification || item.progress],
  ['整改时限', 11, (item: Item) => item.deadline],
  ['状态', 9, (item: Item) => item.stateLabel],
  ['销号日期', 11, (item: Item) => item.closedOn],
] as const;

const RESULT_COLUMNS = [
  ['序号', 6, (_: ResultRow, place: number) => place],
  ['县市', 12, (row: ResultRow) => row.county_name],
  ['类型', 10, (row: ResultRow) => KIND_LABELS[row.kind]],
  ['名称', 40, (row: ResultRow) => row.title],
  ['文号', 24, (row: ResultRow) => row.document_no],
  ['主要内容', 60, (row: ResultRow) => row.content],
  ['日期', 12, (row: ResultRow) => row.on],
  ['项目数', 8, (row: ResultRow) => row.projects],
] as const;

export function exportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/problems/export.xlsx',
    {
      schema: { summary: '导出整改台账', querystring: z.object(PROBLEM_QUERY) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '整改台账',
        act: 'problem.export',
        subject: { type: 'problems', id: 'export' },
        ...problemList(deps, problemFilter(request.actor, request.query)),
      }),
  );

  app.get(
    '/api/campaigns/:id/problem-list.xlsx',
    { schema: { summary: '导出问题（整改）清单', params: ID }, config: { action: 'problem.export' } },
    async (request, reply) => {
      const { title } = await findCampaign(request, request.params.id);
      return await sendWorkbook(deps, request, reply, {
        name: '问题（整改）清单',
        heading: `${title}问题（整改）清单`,
        act: 'problem.export',
        subject: { type: 'campaign', id: request.params.id },
        ...problemList(deps, problemFilter(request.actor, { campaign: request.params.id })),
        columns: PROBLEM_LIST_COLUMNS,
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
        const { id } = request.params;
        const campaign = await findCampaign(request, id);
        const isOfList = ({ kind }: ResultRow) => kinds.some((one) => one === kind);
        return await sendWorkbook(deps, request, reply, {
          name: title,
          heading: `${campaign.title}${title}`,
          act: 'result.export',
          subject: { type: 'campaign', id },
          columns: RESULT_COLUMNS,
          ...wholeList(async (tx) => (await listResults(tx, scope, id, undefined)).filter(isOfList)),
        });
      },
    );
  }
}

/** The filtered ledger. Withdrawn entries go along with their state: a list hides nothing. */
function problemList(deps: Deps, filter: ProblemFilter) {
  const today = deps.clock.today();
  const days = reckon(today);
  return {
    columns: PROBLEM_COLUMNS,
    count: (tx: Tx) => countProblems(tx, filter, days),
    page: async (tx: Tx, part: Pick<Parameters<typeof listProblems>[2], 'after' | 'limit'>) => {
      const { rows, next } = await listProblems(tx, filter, { order: 'found', ...part, days });
      return { rows: rows.map((row) => presentProblem(row, today)), next };
    },
  };
}

/** Before the answer begins: an unknown campaign is refused as everywhere. */
async function findCampaign(
  request: {
    readonly actor: { readonly scope: string };
    inScope<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  },
  id: string,
): Promise<CampaignRow> {
  const found = await request.inScope((tx) => readCampaignRow(tx, request.actor.scope, id));
  if (found === null) throw notFound('这项专项整治');
  return found;
}
