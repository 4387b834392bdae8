import {
  type CampaignFormCode,
  decideReportAct,
  isPrefecture,
  periodLabel,
  REPORT_NAMES,
  REPORT_STATES,
} from '@anju/domain';
import { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import type { App } from '../../../platform/http/types.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { notFound } from '../../../platform/problem.ts';
import { barredInRollUp } from '../barred.ts';
import { readReporter } from '../campaign-store.ts';
import { openFaults, reportFaults } from '../check-report.ts';
import { settingOf } from '../compute-report.ts';
import { reportFileName, writeReport, XLSX } from '../files/download-report.ts';
import { asPrinted, formOf, optionsOf } from '../form-of.ts';
import { MOST_RECORDS, RECORDS } from '../open-report.ts';
import { FORM_CODE, presentReport, REPORT_ITEM, VIEW } from '../present-report.ts';
import { describeRecords } from '../record-store.ts';
import { answerReport, barredProblem } from '../report-problems.ts';
import { findReport, type ReportRow } from '../report-store.ts';
import { comparedFigures } from './compared-figures.ts';
import { blankFaults } from './join-blanks.ts';
import { changedSince, rollUp } from './roll-up.ts';
import { rollUpFaults } from './roll-up-faults.ts';
import type { RollUp } from './rolled-up.ts';
import { takeRollUp } from './take-roll-up.ts';

const PERIOD = z.string().regex(/^\d{4}-\d{2}(?:-\d{1,2})?$/, '应为 2026-06 这样的一期');
const OF = z.object({ campaign: z.uuid(), form: FORM_CODE, period: PERIOD });
const OWN = z.object({
  reportId: z.uuid(),
  stateLabel: z.string(),
  version: z.number().int(),
  /** Counties that sent again since it was put together. */
  changed: z.array(z.string()),
});

/** 汇总: the counties' forms as one, to look at, to take away, and as the prefecture's own report. */
export function rollUpRoutes(app: App, deps: Deps): void {
  const read = { action: 'report.read' } as const;

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
            /** Null where a county's form tells of a case that is kept from the reader. */
            view: VIEW.nullable(),
            barred: z.number().int(),
            /** Counties whose form came as a file, so that no records say which cases it tells of. */
            files: z.array(z.string()),
            included: z.array(
              z.object({
                county: z.string(),
                name: z.string(),
                reportId: z.uuid().nullable(),
                no: z.number().int().nullable(),
                /** Null for the prefecture's own records. */
                stateLabel: z.string().nullable(),
                asFile: z.boolean(),
                figures: z.array(z.number()),
              }),
            ),
            figureNames: z.array(z.string()),
            missing: z.array(REPORT_ITEM),
            /** Figures that a county left blank, so that the sums are incomplete; one sentence each. */
            blanks: z.array(z.string()),
            /** What the checks say of the joined form and nobody has explained, each with the cell that it names. */
            faults: z.array(z.object({ key: z.string(), cell: z.string().nullable(), message: z.string() })),
            /** What the prefecture handled itself and is counted in; null where there is nothing. */
            ownRecords: RECORDS.nullable(),
            /** False where counties started the campaign by themselves: then it is no report of this level. */
            takesPart: z.boolean(),
            /** The prefecture's own report put together from these; null where that was not done, or is not to be. */
            own: OWN.nullable(),
            mayTake: z.boolean(),
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
        const own = await findOwn(tx, request.actor, rollUpOf(request.query));
        const barred = await barredInRollUp(tx, result, request.actor);
        return {
          form,
          formName: REPORT_NAMES[form],
          period,
          periodLabel: periodLabel(period),
          campaignTitle: result.campaign.title,
          view: barred > 0 ? null : rollUpView(result),
          barred,
          files: result.included
            .filter(({ county }) => result.told.files.includes(county))
            .map(({ name }) => name),
          included: result.included.map(({ county, name, reportId, no, state, asFile, data }) => ({
            county,
            name,
            reportId,
            no,
            stateLabel: state === null ? null : REPORT_STATES[state],
            asFile,
            figures: comparedFigures(form).map(({ of }) => of(data)),
          })),
          figureNames: comparedFigures(form).map(({ name }) => name),
          missing: result.missing.map((row) => presentReport(row, deps.clock.today())),
          blanks: blankFaults(result).map(({ message }) => message),
          faults: barred > 0 ? [] : await presentFaults(tx, deps, { ...request.actor, period }, result, own),
          ownRecords: await presentRecords(tx, request.actor, result),
          takesPart: result.takesPart,
          own: own === null ? null : presentOwn(own, result),
          mayTake: result.takesPart && mayTake(request.actor, own),
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
        if ((await barredInRollUp(tx, result, actor)) > 0) throw barredProblem();
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
        const name = reportFileName({
          code,
          campaign,
          basis: settingOf(campaign, code)?.basis ?? 'period',
          period: query.period,
          unit,
          reportDate,
          mark: '汇总',
        });
        return { name, bytes: await writeReport(formOf(code), data, optionsOf(campaign, code)) };
      });
      return reply
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
        .header('cache-control', 'private, no-store')
        .type(XLSX)
        .send(Buffer.from(file.bytes));
    },
  );

  app.post(
    '/api/reports/roll-up',
    {
      schema: {
        summary: '汇总：取数，作为本级的报表送审签',
        body: OF.extend({ version: z.number().int().nullable() }),
        response: { 200: z.object({ id: z.uuid(), version: z.number().int() }) },
      },
      config: { action: 'report.fill' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor, body } = request;
        const { id, result } = await takeRollUp({ tx, deps, actor }, rollUpOf(body), body.version);
        const { version } = answerReport(result);
        if (id === null) throw notFound('这张表');
        return { id, version };
      }),
  );
}

async function findOwn(
  tx: Tx,
  { county }: Actor,
  of: ReturnType<typeof rollUpOf>,
): Promise<ReportRow | null> {
  return isPrefecture(county) ? await findReport(tx, { county, ...of }) : null;
}

const presentOwn = (own: ReportRow, joined: RollUp): z.infer<typeof OWN> => ({
  reportId: own.id,
  stateLabel: REPORT_STATES[own.state],
  version: own.version,
  changed: changedSince(own, joined).map(({ name }) => name),
});

function mayTake(actor: Actor, own: ReportRow | null): boolean {
  const { county } = actor;
  const standing = { county, state: own?.state ?? 'draft', filledBy: own?.filled_by ?? null } as const;
  return isPrefecture(county) && typeof decideReportAct(standing, 'fill', actor) === 'object';
}

async function presentRecords(
  tx: Tx,
  actor: Actor,
  { ownRecords }: RollUp,
): Promise<z.infer<typeof RECORDS> | null> {
  if (ownRecords === null) return null;
  const shown = ownRecords.slice(0, MOST_RECORDS);
  return {
    total: ownRecords.length,
    records: [...(await describeRecords(tx, actor.county, shown, actor))],
  };
}

async function presentFaults(
  tx: Tx,
  deps: Deps,
  at: Parameters<typeof rollUpFaults>[2],
  joined: RollUp,
  own: ReportRow | null,
) {
  if (joined.included.length === 0) return [];
  const faults = reportFaults(await rollUpFaults(tx, deps, at, joined), {}, own?.explanations ?? {});
  return openFaults(faults).map(({ key, cell, message }) => ({ key, cell, message }));
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
