import { F3, type Fault, fileNameOf } from '@anju/official-forms';
import { z } from 'zod';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { natureLabel } from '../exits/index.ts';
import { readReporter } from './campaign-store.ts';
import { XLSX } from './files/download-report.ts';
import { computeF3 } from './forms/compute-f3.ts';
import { readSourceRef } from './forms/source-ref.ts';

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
  faults: z.array(
    z.object({
      /** Position in `rows` of the one that is to be mended. */
      row: z.number().int().nullable(),
      cell: z.string().nullable(),
      code: z.string(),
      message: z.string(),
    }),
  ),
});

/** Form F3 on any day, outside a campaign: what the exit ledger says so far. */
async function f3Until(tx: Tx, actor: Actor, period: { readonly until: string; readonly today: string }) {
  const reporter = await readReporter(tx, actor.county);
  const computed = await computeF3({
    tx,
    county: actor.scope,
    to: period.until,
    unit: reporter.unit,
    reportDate: period.today,
  });
  const parsed = F3.parse(computed.data);
  if (!parsed.ok) throw new Error('the exit ledger does not fit form F3');
  return { data: parsed.value, sources: computed.sources, faults: F3.check(parsed.value) };
}

function rowOf({ path }: Fault): number | null {
  const row = /^rows\.(\d+)\./.exec(path ?? '')?.[1];
  return row === undefined ? null : Number(row);
}

export function f3Routes(app: App, deps: Deps): void {
  app.get(
    '/api/reports/f3',
    { schema: { querystring: UNTIL, response: { 200: F3_VIEW } }, config: { action: 'report.read' } },
    (request) =>
      request.inScope(async (tx) => {
        const today = deps.clock.today();
        const until = request.query.until ?? today;
        const { data, sources, faults } = await f3Until(tx, request.actor, { until, today });
        const rows = await Promise.all(
          data.rows.map(async (row, at) => ({
            ...row,
            natureLabel: natureLabel(row.nature),
            exitIds: (await sources.of(`rows.${at}.shouldExit`)).map((ref) => readSourceRef(ref).id),
          })),
        );
        return {
          title: F3.title,
          unit: data.header.unitName,
          until,
          rows,
          faults: faults.map((fault) => ({
            row: rowOf(fault),
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
        const { data, faults } = await f3Until(tx, request.actor, { until, today });
        await recordEvent(tx, {
          county: request.actor.county,
          actor: request.actor,
          act: 'report.download',
          subject: { type: 'form', id: 'F3' },
          payload: { until, rows: data.rows.length, faults: faults.length },
          at: deps.clock.now(),
        });
        const name = fileNameOf('F3', data.header);
        // The form itself may not be marked.
        return { bytes: await F3.write(data), name: faults.length === 0 ? name : `草稿-${name}` };
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(workbook.name)}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(Buffer.from(workbook.bytes));
    },
  );
}
