import { calendarDate, daysBetween, isOfficialForm } from '@anju/domain';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { DEMONSTRATION_PREFECTURE } from '../organisations/index.ts';
import {
  approveReport,
  lockReportFor,
  type ReportActResult,
  type ReportContext,
  returnReport,
  submitReport,
} from './act-on-report.ts';
import { assembleReport } from './assemble-report.ts';
import { openFaults } from './check-report.ts';
import { explainFault, typeTexts } from './fill-report.ts';
import { findReport, type ReportRow, readReport } from './report-store.ts';
import { listStageCampaigns, readStageCampaign } from './stage/stage-store.ts';
import { summaryDueDays } from './stage/summary-due.ts';
import { takeStageFigures } from './stage/take-stage-figures.ts';

/** The server on the day that lies so many days from when the report was due. */
export function around(deps: Deps, { due_on: due }: Pick<ReportRow, 'due_on'>, days: number): Deps {
  return daysAgo(deps, daysBetween(calendarDate(due), deps.clock.today()) - days);
}

/** Filled by the county's officer, signed by its leader and sent, so many days after it was due; a day before by itself. */
export async function send(
  deps: Deps,
  demonstration: Demonstration,
  row: ReportRow,
  days = -1,
): Promise<void> {
  const { county, id } = row;
  const officer = demonstration.actor('county-officer', county);
  const leader = demonstration.actor('leader', county);
  const then = around(deps, row, days);
  await inScope(deps.db, county, async (tx) => {
    const by = async (actor: ReportContext['actor']): Promise<ReportContext> => {
      const version = (await readReport(tx, county, id))?.version ?? 0;
      return { tx, deps: then, actor, id, version };
    };
    done(await fill(await by(officer), row));
    const filled = await readReport(tx, county, id);
    const report = filled === null ? null : await assembleReport(tx, then, filled);
    for (const { key, explainable } of openFaults(report?.faults ?? [])) {
      if (!explainable) return;
      done(await explainFault(await by(officer), { key, reason: '已与台账核对，数字属实（演示）' }));
    }
    done(await approveReport(await by(leader), '同意上报（演示）'));
    done(await submitReport(await by(officer)));
  });
}

async function fill(context: ReportContext, row: ReportRow): Promise<ReportActResult> {
  const { tx, version } = context;
  if (isOfficialForm(row.form)) return await typeTexts(context, { typed: {}, sends: true });
  const key = { scope: row.county, county: row.county, campaignId: row.campaign_id };
  const campaign = await readStageCampaign(tx, key);
  const report = campaign?.content.stageReports.find(({ dueOn }) => dueOn === row.period);
  if (campaign === null || report === undefined) throw new Error('a summary of no campaign');
  return await takeStageFigures(context, campaign, report, version);
}

/** The prefecture's own summaries that were due: taken by its supervisor, signed by its leader, sent. */
export async function sendSummariesAbove(deps: Deps, demonstration: Demonstration): Promise<void> {
  const actor = demonstration.actor('prefecture-supervisor');
  const leader = demonstration.actor('leader', DEMONSTRATION_PREFECTURE);
  const { county } = actor;
  await inScope(deps.db, actor.scope, async (tx) => {
    for (const campaign of await listStageCampaigns(tx, county))
      for (const [report, dueOn] of await summaryDueDays(tx, campaign)) {
        if (dueOn >= deps.clock.today()) continue;
        const then = around(deps, { due_on: dueOn }, -1);
        done(await takeStageFigures({ tx, deps: then, actor }, campaign, report, null));
        const key = { county, campaignId: campaign.id, form: report.kind, period: report.dueOn };
        const by = async (person: ReportContext['actor']): Promise<ReportContext> => {
          const row = await findReport(tx, key);
          return { tx, deps: then, actor: person, id: row?.id ?? '', version: row?.version ?? 0 };
        };
        done(await approveReport(await by(leader), '同意上报（演示）'));
        done(await submitReport(await by(actor)));
      }
  });
}

/** What the prefecture does with a report that was sent, two days after it was due. */
async function review(
  deps: Deps,
  demonstration: Demonstration,
  row: ReportRow,
  act: (context: ReportContext) => Promise<ReportActResult>,
): Promise<void> {
  const actor = demonstration.actor('prefecture-supervisor');
  await inScope(deps.db, actor.scope, async (tx) => {
    const sent = await readReport(tx, row.county, row.id);
    if (sent?.state !== 'submitted') return;
    done(await act({ tx, deps: around(deps, row, 2), actor, id: row.id, version: sent.version }));
  });
}

export const lock = (deps: Deps, demonstration: Demonstration, row: ReportRow): Promise<void> =>
  review(deps, demonstration, row, lockReportFor);

export const sendBack = (
  deps: Deps,
  demonstration: Demonstration,
  row: ReportRow,
  remarks: string,
): Promise<void> => review(deps, demonstration, row, (context) => returnReport(context, remarks));

/** Throws where the act was refused. */
export function done(result: ReportActResult): void {
  if (result.status === 'refused')
    throw new Error(`an act of the demonstration was refused: ${JSON.stringify(result)}`);
}
