import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { countClues, listClues } from './list-store.ts';
import { presentClue } from './present.ts';
import { CLUE_QUERY, filterOf } from './read-routes.ts';

type Item = ReturnType<typeof presentClue>;

const COLUMNS = [
  ['编号', 20, (item: Item) => item.number],
  ['收到日期', 12, (item: Item) => item.receivedOn],
  ['受理渠道', 14, (item: Item) => item.channelLabel],
  ['来源', 18, (item: Item) => item.source],
  ['性质', 10, (item: Item) => item.kindLabel],
  ['实名', 6, (item: Item) => (item.named ? '是' : '否')],
  ['涉及地方', 18, (item: Item) => item.place],
  ['被反映人', 40, (item: Item) => personsText(item)],
  ['摘要', 80, (item: Item) => item.summary],
  ['涉及资金（元）', 16, (item: Item) => (item.amountFen === null ? '' : (item.amountFen / 100).toFixed(2))],
  ['状态', 10, (item: Item) => item.stateLabel],
  ['处置情况', 16, (item: Item) => item.disposal],
  ['承办', 24, (item: Item) => item.handlerName],
  ['到期', 12, (item: Item) => item.dueOn],
  ['专项整治', 30, (item: Item) => item.campaignTitle],
] as const;

const personsText = ({ persons }: Item): string =>
  persons.map(({ name, post, level }) => [name, post, level].filter(Boolean).join(' ')).join('；');

export function clueExportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/clues/export.xlsx',
    {
      schema: { summary: '导出线索', querystring: z.object(CLUE_QUERY) },
      config: { action: 'clue.export' },
    },
    (request, reply) => {
      const { actor } = request;
      const today = deps.clock.today();
      const filter = filterOf(actor, request.query);
      return sendWorkbook(deps, request, reply, {
        name: '线索',
        caution: '内部资料，不得提供给被反映人',
        act: 'clue.export',
        subject: { type: 'clues', id: 'export' },
        columns: COLUMNS,
        count: (tx) => countClues(tx, actor, filter, today),
        page: async (tx, part) => {
          const { rows, next } = await listClues(tx, actor, filter, { order: 'newest', ...part, today });
          return { rows: rows.map((row) => presentClue(row, today)), next };
        },
      });
    },
  );
}
