import { calendarDate, daysBetween } from '@anju/domain';
import { daysAgo } from '../../platform/days-ago.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import {
  approveReport,
  lockReportFor,
  type ReportActResult,
  type ReportContext,
  submitReport,
} from './act-on-report.ts';
import { assembleReport, isFormCode } from './assemble-report.ts';
import { openFaults } from './check-report.ts';
import { openDueReports } from './due-reports.ts';
import { explainFault, typeTexts } from './fill-report.ts';
import { listReports, type ReportRow, readReport } from './report-store.ts';

/**
 * The forms of the months before in the demonstration county: filled, signed and sent a day before they were due, and
 * locked by the prefecture but for the newest. What is due last was not sent, so that a late one can be seen as well.
 * By the same acts as people do.
 */
export async function reportDemonstration(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { county } = demonstration;
  const today = deps.clock.today();
  const past = await inScope(deps.db, county, async (tx) => {
    await openDueReports(tx, deps, county);
    return (await listReports(tx, { scope: county })).filter(
      ({ form, due_on: due }) => isFormCode(form) && due < today,
    );
  });
  const dueDays = [...new Set(past.map(({ due_on: due }) => due))].sort();
  const [newest, last] = [dueDays.at(-2), dueDays.at(-1)];
  for (const row of past.filter(({ due_on: due }) => due !== last)) {
    await send(deps, demonstration, row);
    if (row.due_on !== newest) await lock(deps, demonstration, row);
  }
}

/** The server on the day that lies so many days from when the report was due. */
function around(deps: Deps, { due_on: due }: ReportRow, days: number): Deps {
  return daysAgo(deps, daysBetween(calendarDate(due), deps.clock.today()) - days);
}

async function send(deps: Deps, demonstration: Demonstration, row: ReportRow): Promise<void> {
  const { county, id } = row;
  const officer = demonstration.actor('county-officer');
  const leader = demonstration.actor('leader');
  const then = around(deps, row, -1);
  await inScope(deps.db, county, async (tx) => {
    const by = async (actor: ReportContext['actor']): Promise<ReportContext> => {
      const version = (await readReport(tx, county, id))?.version ?? 0;
      return { tx, deps: then, actor, id, version };
    };
    done(await typeTexts(await by(officer), {}));
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

async function lock(deps: Deps, demonstration: Demonstration, row: ReportRow): Promise<void> {
  const actor = demonstration.actor('prefecture-supervisor');
  await inScope(deps.db, actor.scope, async (tx) => {
    const sent = await readReport(tx, row.county, row.id);
    if (sent?.state !== 'submitted') return;
    const context = { tx, deps: around(deps, row, 2), actor, id: row.id, version: sent.version };
    done(await lockReportFor(context));
  });
}

function done(result: ReportActResult): void {
  if (result.status === 'refused')
    throw new Error(`an act of the demonstration was refused: ${JSON.stringify(result)}`);
}
