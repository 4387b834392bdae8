import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { removeCalendarDay, setCalendarDay } from './change-calendar.ts';
import { STATUTORY_DAYS, STATUTORY_YEARS } from './statutory-days.ts';
import { listRegionalDaysOf } from './store.ts';

const KIND = z.enum(['off', 'work']);
const DAY = z.object({ day: DAY_INPUT });
const CALENDAR = z.object({
  year: z.number().int(),
  /** False: the yearly notice is not known, only weekdays can be told. */
  covered: z.boolean(),
  days: z.array(
    z.object({
      day: z.iso.date(),
      kind: KIND,
      name: z.string(),
      from: z.enum(['statutory', 'regional']),
      byName: z.string().nullable(),
    }),
  ),
});

export function calendarRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/calendar',
    {
      schema: {
        summary: '工作日历：一年的假日和调休',
        querystring: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
        response: { 200: CALENDAR },
      },
      config: { action: 'calendar.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { year } = request.query;
        const own = await listRegionalDaysOf(tx, request.actor.county, year);
        const replaced = new Set(own.map(({ day }) => day));
        const statutory = STATUTORY_DAYS.filter(
          ({ day }) => day.startsWith(`${year}-`) && !replaced.has(day),
        ).map(({ day, kind, name }) => ({ day, kind, name, from: 'statutory' as const, byName: null }));
        const regional = own.map(({ day, kind, name, by_name }) => ({
          day,
          kind,
          name,
          from: 'regional' as const,
          byName: by_name,
        }));
        return {
          year,
          covered: STATUTORY_YEARS.includes(year),
          days: [...statutory, ...regional].sort((a, b) => (a.day < b.day ? -1 : 1)),
        };
      }),
  );

  app.put(
    '/api/calendar/:day',
    {
      schema: {
        summary: '工作日历：设定本地假日或上班日',
        params: DAY,
        body: z.object({ kind: KIND, name: z.string().trim().min(1).max(30) }),
        response: { 200: z.object({ counties: z.number().int() }) },
      },
      config: { action: 'calendar.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params, body } = request;
        const counties = await setCalendarDay({ tx, deps, actor }, { day: params.day, ...body });
        return { counties: counties.length };
      }),
  );

  app.delete(
    '/api/calendar/:day',
    {
      schema: {
        summary: '工作日历：删去本地设定',
        params: DAY,
        response: { 204: z.null() },
      },
      config: { action: 'calendar.manage' },
    },
    async (request, reply) => {
      const { actor, params } = request;
      const removed = await request.inScope((tx) => removeCalendarDay({ tx, deps, actor }, params.day));
      if (!removed) throw notFound('这一天的本地设定');
      return reply.code(204).send(null);
    },
  );
}
