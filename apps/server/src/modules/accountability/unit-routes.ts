import { UNIT_MEASURES, type UnitMeasure } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput } from '../../platform/problem.ts';
import { FLAG, inTheFuture, MONTH } from './inputs.ts';
import { presentWithdrawn, WITHDRAWN } from './present-person.ts';
import { recordUnit } from './record-unit.ts';
import { countUnits, listUnits, type UnitRow } from './unit-store.ts';

const UNIT = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignTitle: z.string(),
  problemId: z.uuid().nullable(),
  problemNumber: z.string().nullable(),
  unitName: z.string(),
  measure: z.string(),
  measureLabel: z.string(),
  decidedOn: z.iso.date(),
  documentNo: z.string(),
  decidedBy: z.string(),
  recordedByName: z.string(),
  withdrawn: WITHDRAWN,
  version: z.number().int(),
});
const MEASURE = z.enum(['reviewed', 'notified']);
const FILTER = {
  campaign: z.uuid().optional(),
  month: MONTH.optional(),
  measure: MEASURE.optional(),
  withdrawn: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
};
const INPUT = z.object({
  problemId: z.uuid(),
  unitName: z.string().trim().min(2).max(60),
  measure: MEASURE,
  decidedOn: DAY_INPUT,
  documentNo: z.string().trim().min(2).max(60),
  decidedBy: z.string().trim().min(2).max(60),
});

const label = (measure: UnitMeasure) => UNIT_MEASURES[measure];

function present(row: UnitRow): z.infer<typeof UNIT> {
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignTitle: row.campaign_title,
    problemId: row.problem_id,
    problemNumber: row.problem_number,
    unitName: row.unit_name,
    measure: row.measure,
    measureLabel: label(row.measure),
    decidedOn: row.decided_on,
    documentNo: row.document_no,
    decidedBy: row.decided_by,
    recordedByName: row.recorded_by_name,
    withdrawn: presentWithdrawn(row),
    version: row.version,
  };
}

const COLUMNS = [
  ['县市', 12, (row: UnitRow) => row.county_name],
  ['专项整治', 28, (row: UnitRow) => row.campaign_title],
  ['问题', 18, (row: UnitRow) => row.problem_number ?? ''],
  ['单位', 24, (row: UnitRow) => row.unit_name],
  ['处理', 10, (row: UnitRow) => label(row.measure)],
  ['决定日期', 12, (row: UnitRow) => row.decided_on],
  ['决定机关', 20, (row: UnitRow) => row.decided_by],
  ['文号', 20, (row: UnitRow) => row.document_no],
  ['登记人', 12, (row: UnitRow) => row.recorded_by_name],
  ['撤回原因', 24, (row: UnitRow) => row.withdrawn_reason ?? ''],
] as const;

/** 单位 检查 / 通报 (form F4, columns 3 and 4). */
export function unitRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/unit-measures',
    {
      schema: {
        summary: '单位处理',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(UNIT) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const { actor } = request;
        const page = await listUnits(tx, actor, filter, { after: decodeCursor(cursor), limit });
        return {
          items: page.rows.map(present),
          nextCursor: encodeCursor(page.next),
          total: await countUnits(tx, actor, filter),
        };
      }),
  );

  app.get(
    '/api/unit-measures/export.xlsx',
    {
      schema: { summary: '导出单位处理', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '单位处理',
        act: 'accountability.export',
        columns: COLUMNS,
        count: (tx) => countUnits(tx, request.actor, request.query),
        page: (tx, part) => listUnits(tx, request.actor, request.query, part),
      }),
  );

  app.post(
    '/api/unit-measures',
    {
      schema: { summary: '登记单位处理', body: INPUT, response: { 201: z.object({ id: z.uuid() }) } },
      config: { action: 'accountability.manage' },
    },
    async (request, reply) => {
      const { id } = await request.inScope(async (tx) => {
        const result = await recordUnit({ tx, deps, actor: request.actor }, request.body);
        if (result.status === 'done') return result;
        switch (result.reason) {
          case 'in-the-future':
            throw inTheFuture('decidedOn');
          case 'no-problem':
            throw invalidInput('没有找到这个问题，或它已被撤销。请重新选择。', [
              { path: 'problemId', message: '请重新选择' },
            ]);
          case 'already-recorded':
            throw conflict(
              'already-recorded',
              '这份文件对该单位的处理已登记过，没有重复登记。请在列表中查看。',
            );
        }
      });
      return reply.code(201).send({ id });
    },
  );
}
