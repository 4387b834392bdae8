import { decideReportAct, REPORT_STATES, type ReportAct, type StageReport } from '@anju/domain';
import { perMille, printRate, writePaper } from '@anju/official-forms';
import { z } from 'zod';
import type { Actor } from '../../../platform/actor.ts';
import type { Deps } from '../../../platform/deps.ts';
import { recordEvent } from '../../../platform/events.ts';
import { sendDocx } from '../../../platform/http/send-docx.ts';
import type { App } from '../../../platform/http/types.ts';
import type { Tx } from '../../../platform/postgres/database.ts';
import { forbidden, notFound } from '../../../platform/problem.ts';
import { barredProblems } from '../barred.ts';
import { answerReport, barredProblem } from '../report-problems.ts';
import { type PreparedStage, prepareStage, storedStage } from './prepare-stage.ts';
import {
  listStageCampaigns,
  listStageRows,
  readStageCampaign,
  type StageCampaign,
  type StageRow,
} from './stage-store.ts';
import { summaryDueDays } from './summary-due.ts';
import { takeStageFigures } from './take-stage-figures.ts';

const STATE = z.enum(['draft', 'approved', 'submitted', 'returned', 'locked']);
const ITEM = z.object({
  county: z.string(),
  countyName: z.string(),
  campaignId: z.uuid(),
  campaignTitle: z.string(),
  kind: z.enum(['stage', 'final']),
  title: z.string(),
  /** As the plan says it, and the working day by which it must be sent. */
  day: z.iso.date(),
  dueOn: z.iso.date(),
  reportId: z.uuid().nullable(),
  state: STATE.nullable(),
  stateLabel: z.string(),
  late: z.boolean(),
  /** Of the figures that were taken, or null. */
  takenOn: z.iso.date().nullable(),
  found: z.number().int().nullable(),
  closed: z.number().int().nullable(),
  rate: z.string(),
  filledByName: z.string().nullable(),
  approvedByName: z.string().nullable(),
  submittedAt: z.iso.datetime().nullable(),
  /** When it came to the level above as a document; the papers are with the report. */
  receivedOn: z.iso.date().nullable(),
  remarks: z.string(),
  copyTo: z.array(z.string()),
  mayTake: z.boolean(),
  /** By the level above, as a document. */
  mayReceive: z.boolean(),
  version: z.number().int().nullable(),
});

const BLOCK = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['section', 'part', 'paragraph', 'line']), text: z.string() }),
  z.object({
    kind: z.literal('table'),
    caption: z.string(),
    header: z.array(z.string()),
    rows: z.array(z.array(z.string())),
    figures: z.array(z.boolean()),
  }),
]);
const PAPER = z.object({
  title: z.array(z.string()),
  to: z.string(),
  unit: z.string(),
  day: z.iso.date(),
  copyTo: z.array(z.string()),
  blocks: z.array(BLOCK),
  basis: z.enum(['today', 'taken']),
});

const KEY = z.object({
  county: z.string().regex(/^\d{6}$/),
  campaignId: z.uuid(),
  day: z.iso.date(),
});
const COUNTY_DIGITS = 6;

/** Figures of part of a county must not be taken for the county's. */
function wholeCounty(actor: Actor): void {
  if (actor.scope.length > COUNTY_DIGITS)
    throw forbidden('阶段总结按全县汇总，乡镇、社区人员不能查看。请联系县级经办。');
}

/** The summaries of campaigns (阶段性总结, 专项报告): which are due, the draft, its figures, the paper. */
export function stageReportRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/reports/stage',
    {
      schema: { response: { 200: z.object({ items: z.array(ITEM) }) } },
      config: { action: 'report.read' },
    },
    (request) =>
      request.inScope(async (tx) => {
        wholeCounty(request.actor);
        const campaigns = await listStageCampaigns(tx, request.actor.scope);
        const items: z.infer<typeof ITEM>[] = [];
        for (const campaign of campaigns) items.push(...(await itemsOf(tx, deps, campaign, request.actor)));
        return { items: items.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0)) };
      }),
  );

  app.get(
    '/api/reports/stage/:county/:campaignId/:day',
    { schema: { params: KEY, response: { 200: PAPER } }, config: { action: 'report.read' } },
    (request) =>
      request.inScope(async (tx) => {
        const { campaign, report } = await find(tx, request.actor, request.params);
        const { paper, basis } = await openStage(tx, deps, request.actor, { campaign, report });
        return {
          title: [...paper.title],
          to: paper.to,
          unit: paper.unit,
          day: paper.day,
          copyTo: [...paper.copyTo],
          basis,
          blocks: paper.blocks.map((block) =>
            block.kind === 'table'
              ? {
                  kind: block.kind,
                  caption: block.caption,
                  header: [...block.header],
                  rows: block.rows.map((row) => [...row]),
                  figures: block.columns.map((column) => column.figures === true),
                }
              : block,
          ),
        };
      }),
  );

  app.post(
    '/api/reports/stage/:county/:campaignId/:day/figures',
    {
      schema: {
        params: KEY,
        body: z.object({ version: z.number().int().nullable() }),
        response: { 200: z.object({ version: z.number().int() }) },
      },
      config: { action: 'report.fill' },
    },
    (request) =>
      request.inScope(async (tx) => {
        const { campaign, report } = await find(tx, request.actor, request.params);
        const context = { tx, deps, actor: request.actor };
        const { version } = answerReport(
          await takeStageFigures(context, campaign, report, request.body.version),
        );
        return { version };
      }),
  );

  app.get(
    '/api/reports/stage/:county/:campaignId/:day/paper.docx',
    { schema: { params: KEY }, config: { action: 'report.read' } },
    async (request, reply) => {
      const { paper, name } = await request.inScope(async (tx) => {
        const { campaign, report } = await find(tx, request.actor, request.params);
        const prepared = await openStage(tx, deps, request.actor, { campaign, report });
        await recordEvent(tx, {
          county: campaign.county,
          actor: request.actor,
          act: 'report.download',
          subject: { type: 'form', id: report.kind },
          payload: { campaign: campaign.id, period: report.dueOn, basis: prepared.basis },
          at: deps.clock.now(),
        });
        return { paper: prepared.paper, name: nameOf(campaign, report, prepared.paper.day) };
      });
      return sendDocx(reply, name, await writePaper(paper));
    },
  );
}

/** The paper, for whom nothing that it tells of is kept from. */
async function openStage(
  tx: Tx,
  deps: Deps,
  actor: Actor,
  of: { readonly campaign: StageCampaign; readonly report: StageReport },
): Promise<PreparedStage> {
  const prepared = await prepareStage(tx, of.campaign, of.report, deps.clock.today());
  if ((await barredProblems(tx, prepared.problemIds, actor)) > 0) throw barredProblem();
  return prepared;
}

async function find(
  tx: Tx,
  actor: Actor,
  key: z.infer<typeof KEY>,
): Promise<{ readonly campaign: StageCampaign; readonly report: StageReport }> {
  wholeCounty(actor);
  const campaign = await readStageCampaign(tx, { scope: actor.scope, ...key });
  const report = campaign?.content.stageReports.find((one) => one.dueOn === key.day);
  if (campaign === null || report === undefined) throw notFound('这份阶段总结');
  return { campaign, report };
}

async function itemsOf(
  tx: Tx,
  deps: Deps,
  campaign: StageCampaign,
  actor: Actor,
): Promise<z.infer<typeof ITEM>[]> {
  const rows = await listStageRows(tx, { county: campaign.county, campaignId: campaign.id });
  const dueDays = await summaryDueDays(tx, campaign);
  const today = deps.clock.today();
  return campaign.content.stageReports.map((report) => {
    const row = rows.find((one) => one.period === report.dueOn && one.form === report.kind) ?? null;
    const dueOn = row?.dueOn ?? dueDays.get(report) ?? report.dueOn;
    return itemOf(campaign, report, { row, dueOn, today, actor });
  });
}

function itemOf(
  campaign: StageCampaign,
  report: StageReport,
  of: {
    readonly row: StageRow | null;
    readonly dueOn: string;
    readonly today: string;
    readonly actor: Actor;
  },
): z.infer<typeof ITEM> {
  const { row, dueOn, today, actor } = of;
  const stored = storedStage(row);
  const sent = row?.state === 'submitted' || row?.state === 'locked';
  const standing = { county: campaign.county, state: row?.state ?? 'draft', filledBy: row?.filledBy ?? null };
  const line = (act: ReportAct) => decideReportAct(standing, act, actor);
  return {
    county: campaign.county,
    countyName: campaign.countyName,
    campaignId: campaign.id,
    campaignTitle: campaign.title,
    kind: report.kind,
    title: report.title,
    day: report.dueOn,
    dueOn,
    reportId: row?.id ?? null,
    state: row?.state ?? null,
    stateLabel: stored === null && !sent ? '未起草' : REPORT_STATES[row?.state ?? 'draft'],
    late: !sent && dueOn < today,
    takenOn: stored?.day ?? null,
    found: stored?.figures.found ?? null,
    closed: stored?.figures.closed ?? null,
    rate: stored === null ? '' : printRate(perMille(stored.figures.closed, stored.figures.found)),
    filledByName: row?.filledByName ?? null,
    approvedByName: row?.approvedByName ?? null,
    submittedAt: row?.submittedAt?.toISOString() ?? null,
    receivedOn: sent ? (row?.receivedOn ?? null) : null,
    remarks: row?.remarks ?? '',
    copyTo: [...(stored?.copyTo ?? campaign.content.copyTo)],
    mayTake: typeof line('fill') === 'object',
    mayReceive: row !== null && typeof line('accept-file') === 'object',
    version: row?.version ?? null,
  };
}

const nameOf = (campaign: StageCampaign, report: StageReport, day: string) =>
  `${[campaign.countyName + campaign.title, report.title, campaign.bureau, day]
    .map((part) =>
      part
        .replace(/[\\/:*?"<>|\s]+/g, ' ')
        .trim()
        .slice(0, 40),
    )
    .join('-')}.docx`;
