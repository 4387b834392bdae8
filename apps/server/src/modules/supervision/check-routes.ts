import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook, wholeList } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { conflict, notFound } from '../../platform/problem.ts';
import {
  CHECK_STATES,
  type CheckRow,
  countChecks,
  type ItemRow,
  isFrameKeptFrom,
  listChecks,
  listItems,
  readCheck,
  readFrozenFrame,
} from './check-store.ts';
import { CHECK, ITEM, KIND, presentCheck, presentItem } from './present-check.ts';

const ID = z.object({ id: z.uuid() });
const FILTER = {
  campaign: z.uuid().optional(),
  kind: KIND.optional(),
  state: z.enum(CHECK_STATES).optional(),
  q: z.string().trim().max(50).optional(),
};
const ENTRY = z.object({ id: z.string(), label: z.string() });
/** Everything that an outsider needs to draw again: see docs/how-to/redraw-a-sample.md. */
const BUNDLE = z.object({
  method: z.string(),
  title: z.string(),
  frame: z.array(ENTRY),
  frameHash: z.string(),
  size: z.number().int(),
  seedSource: z.string(),
  seedOn: z.iso.date().nullable(),
  frozenAt: z.iso.datetime(),
  seed: z.string().nullable(),
  seedProof: z.string().nullable(),
  drawnAt: z.iso.datetime().nullable(),
  drawn: z.array(ENTRY.extend({ rank: z.number().int() })),
  voided: z.boolean(),
});

const COLUMNS = [
  ['次序', 8, (row: ItemRow) => String(row.rank)],
  ['对象', 32, (row: ItemRow) => row.label],
  ['自查', 12, (row: ItemRow) => presentItem(row).selfCheckLabel],
  ['抽查', 12, (row: ItemRow) => presentItem(row).spotCheckLabel ?? ''],
  ['比对', 10, (row: ItemRow) => presentItem(row).verdictLabel],
  ['说明', 40, (row: ItemRow) => row.remark],
  ['核查日期', 12, (row: ItemRow) => row.checked_on ?? ''],
  ['核查人', 12, (row: ItemRow) => row.checked_by_name ?? ''],
  ['移送文号', 20, (row: ItemRow) => row.transfer_letter ?? ''],
  ['移送日期', 12, (row: ItemRow) => row.transferred_on ?? ''],
] as const;

async function theCheck(tx: Tx, reader: Actor, id: string): Promise<CheckRow> {
  const row = await readCheck(tx, reader, id);
  if (row === null) throw notFound('这次抽查');
  return row;
}

/** 抽查: the list, one check with its sample, and what anybody draws it again with. */
export function checkRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/checks',
    {
      schema: {
        summary: '抽查列表',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(CHECK) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const { actor } = request;
        const page = await listChecks(tx, actor, filter, { after: decodeCursor(cursor), limit });
        return {
          items: page.rows.map((row) => presentCheck(row, actor)),
          nextCursor: encodeCursor(page.next),
          total: await countChecks(tx, actor.scope, filter),
        };
      }),
  );

  app.get(
    '/api/checks/:id',
    {
      schema: {
        summary: '抽查详情',
        params: ID,
        response: { 200: CHECK.extend({ items: z.array(ITEM) }) },
      },
      config: { action: 'campaign.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const row = await theCheck(tx, request.actor, request.params.id);
        const items = await listItems(tx, request.actor, row.id);
        return { ...presentCheck(row, request.actor), items: items.map(presentItem) };
      }),
  );

  app.get(
    '/api/checks/:id/bundle',
    {
      schema: { summary: '抽查复算数据', params: ID, response: { 200: BUNDLE } },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await theCheck(tx, actor, request.params.id);
        if (await isFrameKeptFrom(tx, actor, row.id))
          throw conflict('barred', '名单里有按回避规定您不能查看的问题，请由其他同事下载复算数据。');
        const items = await listItems(tx, { ...actor, scope: row.county }, row.id);
        return {
          method: row.method,
          title: row.title,
          frame: (await readFrozenFrame(tx, row.id)).map(({ id, label }) => ({ id, label })),
          frameHash: row.frame_hash.toString('hex'),
          size: row.size,
          seedSource: row.seed_source,
          seedOn: row.seed_on,
          frozenAt: row.frozen_at.toISOString(),
          seed: row.seed,
          seedProof: row.seed_proof,
          drawnAt: row.drawn_at?.toISOString() ?? null,
          drawn: items.map(({ subject_id: id, label, rank }) => ({ id, label, rank })),
          voided: row.voided_at !== null,
        };
      }),
  );

  app.get(
    '/api/checks/:id/export.xlsx',
    {
      schema: { summary: '导出抽查样本与结果', params: ID },
      config: { action: 'problem.export' },
    },
    async (request, reply) => {
      const { actor } = request;
      const check = await request.inScope((tx) => theCheck(tx, actor, request.params.id));
      return await sendWorkbook(deps, request, reply, {
        name: `抽查-${check.title}`.replaceAll(/[\\/?*[\]:]/g, '').slice(0, 31),
        act: 'supervision.export',
        columns: COLUMNS,
        ...wholeList((tx) => listItems(tx, actor, check.id)),
      });
    },
  );
}
