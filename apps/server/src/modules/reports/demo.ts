import { isOfficialForm } from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import type { Demonstration } from '../../platform/module.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { DEMONSTRATION_BY_FILE, DEMONSTRATION_NEIGHBOUR } from '../organisations/index.ts';
import { readDemonstrationFile, receiveDemonstrationSummary } from './demo-files.ts';
import { lock, send, sendBack, sendSummariesAbove } from './demo-send.ts';
import { openDueReports } from './due/due-reports.ts';
import { listReports, type ReportRow } from './report-store.ts';

/**
 * The forms and summaries of the months before in the demonstration's counties, by the same acts as people do: sent a
 * day before they were due, and locked by the prefecture but for the newest forms. Of the forms that were due last, the
 * first county sent none, the second sent one late and got the other back, and of the third one file is missing.
 */
export async function reportDemonstration(deps: Deps, demonstration: Demonstration): Promise<void> {
  await reportFirst(deps, demonstration);
  await reportNeighbour(deps, demonstration);
  await reportByFile(deps, demonstration);
  await sendSummariesAbove(deps, demonstration);
}

interface Past {
  /** What was due in a county, the oldest first. */
  readonly past: readonly ReportRow[];
  /** The two days on which forms were due last, `last` the later one. */
  readonly newest: string | undefined;
  readonly last: string | undefined;
}

async function pastOf(deps: Deps, county: string): Promise<Past> {
  const today = deps.clock.today();
  const past = await inScope(deps.db, county, async (tx) => {
    await openDueReports(tx, deps, county);
    return (await listReports(tx, { scope: county })).filter(({ due_on: due }) => due < today);
  });
  const dueDays = past.filter(({ form }) => isOfficialForm(form)).map(({ due_on: due }) => due);
  const days = [...new Set(dueDays)].sort();
  return { past, newest: days.at(-2), last: days.at(-1) };
}

async function reportFirst(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { past, newest, last = '' } = await pastOf(deps, demonstration.county);
  for (const row of past.filter(({ due_on: due }) => due < last)) {
    await send(deps, demonstration, row);
    if (row.due_on !== newest) await lock(deps, demonstration, row);
  }
}

const LATE_DAYS = 3;

async function reportNeighbour(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { past, last } = await pastOf(deps, DEMONSTRATION_NEIGHBOUR);
  for (const row of past) {
    if (row.due_on !== last) {
      await send(deps, demonstration, row);
      await lock(deps, demonstration, row);
    } else if (row.form === 'F1') await send(deps, demonstration, row, LATE_DAYS);
    else {
      await send(deps, demonstration, row);
      await sendBack(deps, demonstration, row, '整改完成数与问题清单对不上，请核对后重报（演示）');
    }
  }
}

/** All that it reports comes as files: forms are read in, summaries taken in as they are. */
async function reportByFile(deps: Deps, demonstration: Demonstration): Promise<void> {
  const { past, last } = await pastOf(deps, DEMONSTRATION_BY_FILE);
  const forms = past.filter(({ form }) => isOfficialForm(form));
  const months = [...new Set(forms.map(({ period }) => period))].sort();
  for (const row of forms) {
    if (row.due_on === last && row.form === 'F1') continue;
    await readDemonstrationFile(deps, demonstration, row, months);
    if (row.due_on !== last) await lock(deps, demonstration, row);
  }
  for (const row of past.filter(({ form }) => !isOfficialForm(form))) {
    await receiveDemonstrationSummary(deps, demonstration, row);
    await lock(deps, demonstration, row);
  }
}
