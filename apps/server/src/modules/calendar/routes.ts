import { calendarDate } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { DAY_INPUT } from '../../platform/http/day-input.ts';
import type { App } from '../../platform/http/types.ts';
import { conflict, invalidInput, notFound } from '../../platform/problem.ts';
import { removeCalendarDay, setCalendarDay } from './change-calendar.ts';
import { completeYear, reopenYear } from './complete-year.ts';
import { STATUTORY_DAYS, STATUTORY_YEARS } from './statutory-days.ts';
import { listRegionalDaysOf, readCompletedBy } from './store.ts';

const KIND = z.enum(['off', 'work']);
const DAY = z.object({ day: DAY_INPUT });
const YEAR = z.object({ year: z.coerce.number().int().min(2000).max(2100) });
const NAME = z.string().trim().min(1).max(30);
const CALENDAR = z.object({
  year: z.number().int(),
  /** False: the yearly notice is not known, only weekdays can be told. */
  covered: z.boolean(),
  /** Who said that all days are entered, where the built-in data do not know the year. */
  completedBy: z.string().nullable(),
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
        querystring: YEAR,
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
        const completedBy = await readCompletedBy(tx, request.actor.county, year);
        return {
          year,
          covered: STATUTORY_YEARS.includes(year) || completedBy !== null,
          completedBy,
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
        body: z.object({ kind: KIND, name: NAME }),
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

  app.put(
    '/api/calendar/years/:year',
    {
      schema: {
        summary: '工作日历：录入一年的放假安排并确认完整',
        params: YEAR,
        body: z.object({ days: z.array(z.object({ day: DAY_INPUT, kind: KIND, name: NAME })).max(366) }),
        response: { 200: z.object({ counties: z.number().int() }) },
      },
      config: { action: 'calendar.manage' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, params, body } = request;
        const days = body.days.map((one) => ({ ...one, day: calendarDate(one.day) }));
        const elsewhere = days.findIndex(({ day }) => !day.startsWith(`${params.year}-`));
        if (elsewhere >= 0)
          throw invalidInput(`有日期不在 ${params.year} 年。请核对。`, [
            { path: `days.${elsewhere}.day`, message: `不在 ${params.year} 年` },
          ]);
        const result = await completeYear({ tx, deps, actor }, params.year, days);
        if (result.status === 'refused') throw conflict(result.reason, result.detail);
        return { counties: result.counties };
      }),
  );

  app.delete(
    '/api/calendar/years/:year',
    {
      schema: { summary: '工作日历：撤回一年已完整的确认', params: YEAR, response: { 204: z.null() } },
      config: { action: 'calendar.manage' },
    },
    async (request, reply) => {
      const { actor, params } = request;
      const reopened = await request.inScope((tx) => reopenYear({ tx, deps, actor }, params.year));
      if (!reopened) throw notFound('这一年已完整的确认');
      return reply.code(204).send(null);
    },
  );
}
