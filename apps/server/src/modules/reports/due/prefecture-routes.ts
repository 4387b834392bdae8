import { formsOf, periodLabel, REPORT_NAMES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../../platform/deps.ts';
import type { App } from '../../../platform/http/types.ts';
import { listRunningCampaigns } from '../campaign-store.ts';
import { FORM, FORM_CODE, presentReport, REPORT_ITEM } from '../present-report.ts';
import { type ChaseLetter, chaseReports, lastLetters } from './chase-reports.ts';
import { openDueReports } from './due-reports.ts';
import { reportMatrix } from './report-matrix.ts';

const MONTH = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '应为 2026-06 这样的月份');

const CHOICE = z.object({
  id: z.uuid(),
  title: z.string(),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  forms: z.array(
    z.object({
      form: FORM_CODE,
      name: z.string(),
      every: z.enum(['month', 'half-month', 'once']),
      dueOn: z.iso.date().nullable(),
    }),
  ),
});

const LETTERS = z.object({
  letters: z.array(
    z.object({
      county: z.string(),
      countyName: z.string(),
      reportIds: z.array(z.uuid()),
      paragraphs: z.array(z.string()),
    }),
  ),
});

export function prefectureRoutes(app: App, deps: Deps): void {
  const read = { action: 'report.read' } as const;

  app.get(
    '/api/reports/campaigns',
    {
      schema: {
        summary: '报表：正在进行的专项整治',
        response: { 200: z.object({ items: z.array(CHOICE) }) },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const campaigns = await listRunningCampaigns(tx, request.actor.scope);
        const once = new Map(campaigns.map((campaign) => [campaign.id, campaign]));
        return {
          items: [...once.values()].map(({ id, title, starts_on, ends_on, content }) => ({
            id,
            title,
            startsOn: starts_on,
            endsOn: ends_on,
            forms: formsOf(content).map(({ form, every, dueOn }) => ({
              form,
              name: REPORT_NAMES[form],
              every,
              dueOn: every === 'once' ? (dueOn ?? ends_on) : null,
            })),
          })),
        };
      }),
  );

  app.get(
    '/api/reports/matrix',
    {
      schema: {
        summary: '报送情况：各县市一个月的报表',
        querystring: z.object({ campaign: z.uuid(), month: MONTH }),
        response: {
          200: z.object({
            columns: z.array(
              z.object({ form: FORM, name: z.string(), period: z.string(), periodLabel: z.string() }),
            ),
            rows: z.array(
              z.object({ county: z.string(), name: z.string(), cells: z.array(REPORT_ITEM.nullable()) }),
            ),
            late: z.number().int(),
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { scope } = request.actor;
        await openDueReports(tx, deps, scope);
        const { campaign, month } = request.query;
        const { columns, rows } = await reportMatrix(tx, scope, campaign, month);
        const today = deps.clock.today();
        const shown = rows.map(({ county, name, cells }) => ({
          county,
          name,
          cells: cells.map((cell) => (cell === null ? null : presentReport(cell, today))),
        }));
        return {
          columns: columns.map(({ form, period }) => ({
            form,
            name: REPORT_NAMES[form],
            period,
            periodLabel: periodLabel(period),
          })),
          rows: shown,
          late: shown.flatMap(({ cells }) => cells).filter((cell) => cell?.late === true).length,
        };
      }),
  );

  app.post(
    '/api/reports/chase',
    {
      schema: {
        summary: '催报：提醒所有逾期未报的县市',
        body: z.object({ campaign: z.uuid() }),
        response: { 200: LETTERS },
      },
      config: { action: 'report.review' },
    },
    (request) =>
      request.inScope(async (tx) =>
        printable(await chaseReports({ tx, deps, actor: request.actor }, request.body.campaign)),
      ),
  );

  app.get(
    '/api/reports/chase-letters',
    {
      schema: {
        summary: '催报通知：最近一次催报、至今仍逾期的，可再打印',
        querystring: z.object({ campaign: z.uuid() }),
        response: { 200: LETTERS },
      },
      config: { action: 'report.review' },
    },
    (request) =>
      request.inScope(async (tx) =>
        printable(await lastLetters({ tx, deps, actor: request.actor }, request.query.campaign)),
      ),
  );
}

const printable = (letters: readonly ChaseLetter[]) => ({
  letters: letters.map((letter) => ({
    ...letter,
    reportIds: [...letter.reportIds],
    paragraphs: [...letter.paragraphs],
  })),
});
