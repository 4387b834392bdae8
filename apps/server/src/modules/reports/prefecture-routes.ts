import { type CampaignFormCode, periodLabel, REPORT_NAMES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { chaseReports } from './chase-reports.ts';
import { comparedFigures } from './compared-figures.ts';
import { reportFileName, writeReport, XLSX } from './download-report.ts';
import { openDueReports } from './due-reports.ts';
import { asPrinted, formOf, optionsOf } from './form-of.ts';
import { FORM, FORM_CODE, presentReport, REPORT_ITEM, VIEW } from './present-report.ts';
import { reportMatrix } from './report-matrix.ts';
import { listRunningCampaigns, readReporter } from './report-store.ts';
import { type RollUp, rollUp } from './roll-up.ts';

const MONTH = z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, '应为 2026-06 这样的月份');
const PERIOD = z.string().regex(/^\d{4}-\d{2}(?:-\d{1,2})?$/, '应为 2026-06 这样的一期');
const OF = z.object({ campaign: z.uuid(), form: FORM_CODE, period: PERIOD });

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
            forms: content.forms.map(({ form, every, dueOn }) => ({
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
        response: {
          200: z.object({
            letters: z.array(
              z.object({
                county: z.string(),
                countyName: z.string(),
                reportIds: z.array(z.uuid()),
                paragraphs: z.array(z.string()),
              }),
            ),
          }),
        },
      },
      config: { action: 'report.review' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const letters = await chaseReports({ tx, deps, actor: request.actor }, request.body.campaign);
        return {
          letters: letters.map((letter) => ({
            ...letter,
            reportIds: [...letter.reportIds],
            paragraphs: [...letter.paragraphs],
          })),
        };
      }),
  );

  app.get(
    '/api/reports/roll-up',
    {
      schema: {
        summary: '汇总：各县市上报的一张表合成一张',
        querystring: OF,
        response: {
          200: z.object({
            form: FORM_CODE,
            formName: z.string(),
            period: z.string(),
            periodLabel: z.string(),
            campaignTitle: z.string(),
            view: VIEW,
            included: z.array(
              z.object({
                county: z.string(),
                name: z.string(),
                reportId: z.uuid().nullable(),
                no: z.number().int().nullable(),
                figures: z.array(z.number()),
              }),
            ),
            figureNames: z.array(z.string()),
            missing: z.array(REPORT_ITEM),
            ownRecords: z.boolean(),
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { form, period } = request.query;
        const result = await rollUp(tx, deps, request.actor, rollUpOf(request.query));
        if (result === null) throw notFound('这张表');
        return {
          form,
          formName: REPORT_NAMES[form],
          period,
          periodLabel: periodLabel(period),
          campaignTitle: result.campaign.title,
          view: rollUpView(result),
          included: result.included.map(({ county, name, reportId, no, data }) => ({
            county,
            name,
            reportId,
            no,
            figures: comparedFigures(form).map(({ of }) => of(data)),
          })),
          figureNames: comparedFigures(form).map(({ name }) => name),
          missing: result.missing.map((row) => presentReport(row, deps.clock.today())),
          ownRecords: result.ownRecords,
        };
      }),
  );

  app.get(
    '/api/reports/roll-up.xlsx',
    { schema: { summary: '汇总：下载表格', querystring: OF }, config: read },
    async (request, reply) => {
      const { actor, query } = request;
      const file = await request.inScope(async (tx) => {
        const result = await rollUp(tx, deps, actor, rollUpOf(query));
        if (result === null) throw notFound('这张表');
        await recordEvent(tx, {
          county: actor.county,
          actor,
          act: 'report.download',
          subject: { type: 'campaign', id: query.campaign },
          payload: { form: query.form, period: query.period, mark: '汇总', counties: result.included.length },
          at: deps.clock.now(),
        });
        const { unit } = await readReporter(tx, actor.county);
        const { campaign, code, data } = result;
        const reportDate = deps.clock.today();
        const name = reportFileName({ code, campaign, period: query.period, unit, reportDate, mark: '汇总' });
        return { name, bytes: await writeReport(formOf(code), data, campaign) };
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(Buffer.from(file.bytes));
    },
  );
}

const rollUpOf = (query: { campaign: string; form: CampaignFormCode; period: string }) => ({
  campaignId: query.campaign,
  form: query.form,
  period: query.period,
});

/** The joined form as a page shows it; its cells open no records: those are the counties'. */
function rollUpView({ campaign, code, data }: RollUp): z.infer<typeof VIEW> {
  const form = formOf(code);
  const options = optionsOf(campaign, code);
  const view = form.view(asPrinted(form, data, options), options);
  return {
    widths: [...view.widths],
    rowCount: view.rowCount,
    cells: view.cells.map(({ paths: _, ...cell }) => ({ ...cell, path: null, corrected: false })),
  };
}
