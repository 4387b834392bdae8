import { addDays, type ReportState, UNSENT_STATES } from '@anju/domain';
import { z } from 'zod';
import type { Deps } from '../../platform/deps.ts';
import type { App } from '../../platform/http/types.ts';
import { notFound } from '../../platform/problem.ts';
import { assembleReport } from './assemble-report.ts';
import { barredCases, barredIn } from './barred.ts';
import { readCampaign } from './campaign-store.ts';
import { openFaults } from './check-report.ts';
import { leafDifferences } from './compare-forms.ts';
import { computeReport, countsOn, untrueCluesOf } from './compute-report.ts';
import { countedAs } from './counted-as.ts';
import { openDueReports } from './due/due-reports.ts';
import { runningPeriod } from './due/running-period.ts';
import { listVersionPapers } from './files/paper-store.ts';
import { listTypicalCases } from './forms/figures-store.ts';
import {
  DIFFERENCES,
  findReportOf,
  ID,
  linkFaults,
  MOST_RECORDS,
  RECORDS,
  readAssembled,
  refsUnder,
  SCALAR,
} from './open-report.ts';
import {
  actsNow,
  DETAIL,
  FORM,
  presentCorrections,
  presentNote,
  presentReport,
  presentVersion,
  presentView,
  REPORT_ITEM,
  typedFieldsOf,
} from './present-report.ts';
import { describeRecords } from './record-store.ts';
import { barredProblem } from './report-problems.ts';
import { listReports, type ReportRow } from './report-store.ts';
import { countedElsewhere } from './roll-up/counted-twice.ts';
import { movedParts } from './roll-up/moved-parts.ts';
import { valueAt } from './stable-path.ts';
import { listReportNotes, listVersions } from './version-store.ts';

const STATES = {
  open: UNSENT_STATES,
  late: UNSENT_STATES,
  pending: UNSENT_STATES,
  sent: ['submitted', 'locked'],
  all: [...UNSENT_STATES, 'submitted', 'locked'],
} satisfies Record<string, readonly ReportState[]>;

function typedOf({ typed: { cases, stage: _, rollUp: __, ...texts } }: ReportRow) {
  return cases === undefined ? texts : { ...texts, cases: [...cases] };
}

export function reportReadRoutes(app: App, deps: Deps): void {
  const read = { action: 'report.read' } as const;

  app.get(
    '/api/reports/due',
    {
      schema: {
        summary: '报表：要报和已报',
        querystring: z.object({
          /** `late` and `pending`: of what is open, what is past its day and what is not. */
          show: z.enum(['open', 'late', 'pending', 'sent', 'all']).default('open'),
          form: FORM.optional(),
          county: z
            .string()
            .regex(/^\d{6}$/)
            .optional(),
        }),
        response: {
          200: z.object({
            items: z.array(REPORT_ITEM.extend({ campaignTitle: z.string() })),
            unsureYears: z.array(z.number().int()),
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { show, form, county } = request.query;
        const { scope } = request.actor;
        // Opening what is due is the calendar's doing, not the reader's.
        const unsure = await openDueReports(tx, deps, scope);
        // Row security keeps a county of somebody else's out.
        const today = deps.clock.today();
        const rows = await listReports(tx, {
          scope: county ?? scope,
          form,
          states: STATES[show],
          ...(show === 'late' ? { dueTo: addDays(today, -1) } : {}),
          ...(show === 'pending' ? { dueFrom: today } : {}),
        });
        const items = rows.map((row) => ({
          ...presentReport(row, today, unsure.get(row.due_on) ?? []),
          campaignTitle: row.campaign_title,
        }));
        return { items, unsureYears: [...new Set(items.flatMap(({ unsureYears }) => unsureYears))] };
      }),
  );

  app.get(
    '/api/reports/:id/check',
    {
      schema: {
        summary: '报表：校验结果',
        params: ID,
        response: { 200: z.object({ open: z.number().int(), total: z.number().int() }) },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const report = await assembleReport(
          tx,
          deps,
          await findReportOf(tx, request.actor, request.params.id),
        );
        const faults = report?.faults ?? [];
        return { open: openFaults(faults).length, total: faults.length };
      }),
  );

  app.get(
    '/api/reports/:id',
    {
      schema: {
        summary: '报表：表样、校验、更正、各版',
        params: ID,
        querystring: z.object({ no: z.coerce.number().int().min(1).optional() }),
        response: { 200: DETAIL },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await findReportOf(tx, actor, request.params.id);
        const campaign = await readCampaign(tx, row.county, row.campaign_id);
        if (campaign === null) throw notFound('这项专项整治');
        const report = await readAssembled(tx, deps, row, request.query.no);
        const barred = await barredIn(tx, row, report, actor);
        const shown = barred > 0 ? null : report;
        const cases =
          row.form === 'F4'
            ? await listTypicalCases(tx, { ...row, campaignId: campaign.id }, row.period, actor)
            : [];
        const papers = barred > 0 ? [] : await listVersionPapers(tx, row);
        const standing = request.query.no === undefined && row.approved !== null;
        const chosen = row.typed.cases ?? cases.slice(0, 3).map(({ id }) => id);
        return {
          ...presentReport(row, deps.clock.today(), report?.period.unsureYears),
          partsMoved: standing ? [...(await movedParts(tx, row))] : [],
          countedTwice: standing && shown !== null ? [...(await countedElsewhere(tx, shown))] : [],
          campaign: { id: campaign.id, title: campaign.title, scope: campaign.content.scope },
          from: report?.period.from ?? null,
          to: report?.period.to ?? null,
          countsOn:
            report?.basis === 'records' &&
            report.code !== 'F6' &&
            deps.clock.today() > report.period.to &&
            countsOn(campaign, report.period),
          signableFrom: runningPeriod(report, deps.clock.today())?.from ?? null,
          nominalDue: report?.period.nominalDue ?? null,
          basis: report?.setting.basis ?? null,
          nothingAs: report?.options.nothingAs ?? null,
          untrueClues: report?.code === 'F4' ? untrueCluesOf(report.setting) : null,
          dataFrom: report?.basis ?? null,
          receivedName: row.received_name,
          files: report?.told.files.length ?? 0,
          typed: typedOf(row),
          typedFields: report === null ? [] : typedFieldsOf(report),
          cases: cases.map((one) => ({ ...one, chosen: chosen.includes(one.id) })),
          view: shown === null ? null : presentView(shown),
          barred,
          corrections: shown === null ? [] : presentCorrections(shown),
          faults: shown === null ? [] : await linkFaults(tx, shown, shown.faults, actor),
          openFaults: openFaults(shown?.faults ?? []).length,
          versions: (await listVersions(tx, row)).map((one) => presentVersion(one, papers)),
          notes: (await listReportNotes(tx, row)).map((note) => presentNote(note, barred === 0)),
          allowedActs: [...actsNow(row, report, actor, deps.clock.today())],
        };
      }),
  );

  app.get(
    '/api/reports/:id/cells/:path',
    {
      schema: {
        summary: '报表：一格背后的记录',
        params: ID.extend({ path: z.string().max(200) }),
        querystring: z.object({ no: z.coerce.number().int().min(1).optional() }),
        response: {
          200: RECORDS.extend({
            label: z.string(),
            value: SCALAR,
            computed: SCALAR,
            money: z.boolean(),
            correctable: z.boolean(),
            countedAs: z.enum(['records', 'sums', 'persons']),
          }),
        },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const { id, path } = request.params;
        const row = await findReportOf(tx, actor, id);
        const report = await readAssembled(tx, deps, row, request.query.no);
        if (report === null) throw notFound('这一格');
        if ((await barredCases(tx, report, actor)) > 0) throw barredProblem();
        const value = valueAt(report.data, path);
        if (value === undefined) throw notFound('这一格');
        const refs = await refsUnder(report, path);
        const computed =
          report.basis === 'frozen'
            ? report.corrections.find((one) => one.path === path)?.computed
            : report.basis === 'counties'
              ? value
              : valueAt((await computeReport(tx, deps, report)).data, path);
        const scalar = (one: unknown) => (typeof one === 'string' || typeof one === 'number' ? one : null);
        return {
          label: report.form.label(path) ?? path,
          value: scalar(value),
          // Telephones are never shown whole.
          computed: row.form === 'F6' ? scalar(value) : scalar(computed ?? value),
          money: path.endsWith('Fen'),
          correctable: report.basis === 'records' && report.sources.has(path) && row.form !== 'F6',
          countedAs: countedAs(path),
          total: refs.length,
          records: [...(await describeRecords(tx, row.county, refs.slice(0, MOST_RECORDS), actor, path))],
        };
      }),
  );

  app.get(
    '/api/reports/:id/compare',
    {
      schema: {
        summary: '报表：两版之间的差别',
        params: ID,
        // 0: the report as it stands now.
        querystring: z.object({ a: z.coerce.number().int().min(0), b: z.coerce.number().int().min(0) }),
        response: { 200: z.object({ differences: DIFFERENCES }) },
      },
      config: read,
    },
    (request) =>
      request.inScope(async (tx) => {
        const { actor } = request;
        const row = await findReportOf(tx, actor, request.params.id);
        const at = (no: number) => readAssembled(tx, deps, row, no === 0 ? undefined : no);
        const [left, right] = [await at(request.query.a), await at(request.query.b)];
        if (left === null || right === null) throw notFound('这一版');
        for (const one of [left, right]) if ((await barredCases(tx, one, actor)) > 0) throw barredProblem();
        return { differences: [...leafDifferences(left.form, left, right)] };
      }),
  );
}
