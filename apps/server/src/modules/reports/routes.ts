import { F3, fileNameOf } from '@anju/official-forms';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { natureLabel } from '../exits/index.ts';
import { prepareF3 } from './prepare-f3.ts';

const UNTIL = z.object({ until: DAY_INPUT.optional() });
const F3_VIEW = z.object({
  title: z.string(),
  unit: z.string(),
  until: z.iso.date(),
  rows: z.array(
    z.object({
      county: z.string(),
      project: z.string(),
      nature: z.enum(['1A', '1B', '2', '3']),
      natureLabel: z.string(),
      shouldExit: z.number().int(),
      exited: z.number().int(),
      measures: z.string(),
      plannedDate: z.string(),
      exitIds: z.array(z.uuid()),
    }),
  ),
  faults: z.array(z.object({ cell: z.string().nullable(), code: z.string(), message: z.string() })),
});

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function reportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/reports/f3',
    { schema: { querystring: UNTIL, response: { 200: F3_VIEW } }, config: { action: 'report.read' } },
    (request) =>
      request.inScope(async (tx) => {
        const today = deps.clock.today();
        const until = request.query.until ?? today;
        const { data, rows, faults } = await prepareF3(tx, request.actor, { until, reportDate: today });
        return {
          title: F3.title,
          unit: data.header.unitName,
          until,
          rows: rows.map((row) => ({
            ...row,
            natureLabel: natureLabel(row.nature),
            exitIds: [...row.exitIds],
          })),
          faults: faults.map((fault) => ({
            cell: fault.cell ?? null,
            code: fault.code,
            message: fault.message,
          })),
        };
      }),
  );

  app.get(
    '/api/reports/f3.xlsx',
    { schema: { querystring: UNTIL }, config: { action: 'report.read' } },
    async (request, reply) => {
      const today = deps.clock.today();
      const until = request.query.until ?? today;
      const workbook = await request.inScope(async (tx) => {
        const { data, rows, faults } = await prepareF3(tx, request.actor, { until, reportDate: today });
        await recordEvent(tx, {
          county: request.actor.county,
          actor: request.actor,
          act: 'report.download',
          subject: { type: 'form', id: 'F3' },
          payload: { until, rows: rows.length, faults: faults.length },
          at: deps.clock.now(),
        });
        return { bytes: await F3.write(data), name: fileNameOf('F3', data.header) };
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(workbook.name)}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(Buffer.from(workbook.bytes));
    },
  );
}
