import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import { decodeCursor, encodeCursor, PAGE_QUERY, pageOf } from '../../platform/http/paging.ts';
import { sendWorkbook } from '../../platform/http/send-workbook.ts';
import type { App } from '../../platform/http/types.ts';
import { invalidInput } from '../../platform/problem.ts';
import { countExposures, type ExposureRow, listExposures } from './exposure-store.ts';
import { FLAG, inTheFuture, MONTH } from './inputs.ts';
import { presentWithdrawn, WITHDRAWN } from './present-person.ts';
import { recordExposure } from './record-exposure.ts';

const EXPOSURE = z.object({
  id: z.uuid(),
  county: z.string(),
  countyName: z.string(),
  campaignTitle: z.string(),
  exposedOn: z.iso.date(),
  medium: z.string(),
  title: z.string(),
  problemNumbers: z.array(z.string()),
  unitName: z.string(),
  persons: z.number().int(),
  recordedByName: z.string(),
  withdrawn: WITHDRAWN,
  version: z.number().int(),
});
const FILTER = {
  campaign: z.uuid().optional(),
  month: MONTH.optional(),
  withdrawn: FLAG.optional(),
  q: z.string().trim().max(50).optional(),
};
const INPUT = z.object({
  campaignId: z.uuid(),
  exposedOn: DAY_INPUT,
  medium: z.string().trim().min(2).max(60),
  title: z.string().trim().min(2).max(120),
  problemIds: z.array(z.uuid()).max(100),
  /** 被通报单位: needed where no problem of the ledger is behind it. */
  unitName: z.string().trim().max(60).default(''),
  persons: z.number().int().min(0).max(10_000),
});
const COUNTS = z.object({ times: z.number().int(), problems: z.number().int(), persons: z.number().int() });

function present(row: ExposureRow): z.infer<typeof EXPOSURE> {
  return {
    id: row.id,
    county: row.county,
    countyName: row.county_name,
    campaignTitle: row.campaign_title,
    exposedOn: row.exposed_on,
    medium: row.medium,
    title: row.title,
    problemNumbers: [...row.problem_numbers],
    unitName: row.unit_name,
    persons: row.persons,
    recordedByName: row.recorded_by_name,
    withdrawn: presentWithdrawn(row),
    version: row.version,
  };
}

const COLUMNS = [
  ['县市', 12, (row: ExposureRow) => row.county_name],
  ['专项整治', 28, (row: ExposureRow) => row.campaign_title],
  ['曝光日期', 12, (row: ExposureRow) => row.exposed_on],
  ['方式', 20, (row: ExposureRow) => row.medium],
  ['标题', 40, (row: ExposureRow) => row.title],
  ['被通报单位', 28, (row: ExposureRow) => row.unit_name],
  ['问题', 40, (row: ExposureRow) => row.problem_numbers.join('、')],
  ['涉及人数', 10, (row: ExposureRow) => String(row.persons)],
  ['登记人', 12, (row: ExposureRow) => row.recorded_by_name],
  ['撤回原因', 24, (row: ExposureRow) => row.withdrawn_reason ?? ''],
] as const;

/** 通报曝光 (form F4, columns 31–33): each time counts, with the problems and the persons it names. */
export function exposureRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/exposures',
    {
      schema: {
        summary: '通报曝光',
        querystring: z.object({ ...FILTER, ...PAGE_QUERY }),
        response: { 200: pageOf(EXPOSURE).extend({ counts: COUNTS }) },
      },
      config: { action: 'oversight.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { cursor, limit, ...filter } = request.query;
        const { actor } = request;
        const page = await listExposures(tx, actor, filter, { after: decodeCursor(cursor), limit });
        const counts = await countExposures(tx, actor.scope, filter);
        return {
          items: page.rows.map(present),
          nextCursor: encodeCursor(page.next),
          total: counts.times,
          counts,
        };
      }),
  );

  app.get(
    '/api/exposures/export.xlsx',
    {
      schema: { summary: '导出通报曝光', querystring: z.object(FILTER) },
      config: { action: 'problem.export' },
    },
    (request, reply) =>
      sendWorkbook(deps, request, reply, {
        name: '通报曝光',
        act: 'accountability.export',
        columns: COLUMNS,
        count: async (tx) => (await countExposures(tx, request.actor.scope, request.query)).times,
        page: (tx, part) => listExposures(tx, request.actor, request.query, part),
      }),
  );

  app.post(
    '/api/exposures',
    {
      schema: { summary: '登记通报曝光', body: INPUT, response: { 201: z.object({ id: z.uuid() }) } },
      config: { action: 'accountability.manage' },
    },
    async (request, reply) => {
      const { id } = await request.inScope(async (tx) => {
        const result = await recordExposure({ tx, deps, actor: request.actor }, request.body);
        if (result.status === 'done') return result;
        switch (result.reason) {
          case 'in-the-future':
            throw inTheFuture('exposedOn');
          case 'no-campaign':
            throw invalidInput('没有这项专项整治。请重新选择。', [
              { path: 'campaignId', message: '请重新选择' },
            ]);
          case 'other-problems':
            throw invalidInput('有的问题不属于这项专项整治，或已被撤销。请重新选择。', [
              { path: 'problemIds', message: '请重新选择' },
            ]);
          case 'nothing-exposed':
            throw invalidInput('请选择涉及的问题；台账上没有的，请填写被通报单位。', [
              { path: 'unitName', message: '问题和被通报单位至少填一项' },
            ]);
        }
      });
      return reply.code(201).send({ id });
    },
  );
}
