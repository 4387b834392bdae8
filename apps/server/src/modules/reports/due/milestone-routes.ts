import { z } from 'zod';
import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/types.ts';
import { STANDING } from '../present-report.ts';
import { readMilestones } from './milestones.ts';
import { isLate, STANDINGS } from './report-matrix.ts';

const DUE = z.object({
  /** Null while its period has not begun. */
  id: z.uuid().nullable(),
  title: z.string(),
  dueOn: z.iso.date(),
  standing: STANDING,
  standingLabel: z.string(),
  /** Past its due day and not with the level above. */
  late: z.boolean(),
  /** Chased, or the subject of a 督办 notice. */
  reminded: z.boolean(),
});

const MILESTONES = z.object({
  days: z.array(z.object({ nominalDue: z.iso.date(), titles: z.array(z.string()) })),
  rows: z.array(z.object({ county: z.string(), name: z.string(), cells: z.array(z.array(DUE)) })),
});

export function milestoneRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/reports/milestones',
    {
      schema: {
        summary: '各县市报送节点：一项专项整治从头到尾',
        querystring: z.object({ campaign: z.uuid() }),
        response: { 200: MILESTONES },
      },
      config: { action: 'report.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { scope } = request.actor;
        const { days, rows } = await readMilestones(tx, scope, request.query.campaign, deps.clock.today());
        return {
          days: days.map((day) => ({ ...day, titles: [...day.titles] })),
          rows: rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) =>
              cell.map((due) => ({
                ...due,
                standingLabel: STANDINGS[due.standing],
                late: isLate(due.standing),
              })),
            ),
          })),
        };
      }),
  );
}
