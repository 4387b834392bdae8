import {
  addDays,
  addWorkingDays,
  type CalendarDate,
  type ClueDeadline,
  isOpen,
  prefectureOf,
  trimRegionCode,
  UNDECIDED_DAYS,
  undecidedDays,
  type WorkCalendar,
  workerAt,
} from '@anju/domain';
import type { Deps } from '../../platform/deps.ts';
import { eachCounty, listCounties } from '../../platform/jobs/job-store.ts';
import { inScope, type Tx, withScope } from '../../platform/postgres/database.ts';
import { loadCalendar } from '../calendar/index.ts';
import { refreshBarred } from './barred.ts';
import { deadlinesOf, reckonDue } from './deadlines.ts';
import { listUncompared, lockUncompared } from './duplicate-store.ts';
import { compareWithOthers } from './find-duplicates.ts';
import { handlerOf } from './handlers.ts';
import { type ClueNotice, settleClue, tellRole } from './notices.ts';
import {
  insertReminder,
  listToRemind,
  listUnsettled,
  markSettled,
  type ReminderKey,
  type ReminderStep,
} from './reminder-store.ts';
import { readForReckoning, type StoredClue } from './store.ts';
import { tellHandler } from './tell-handler.ts';

type SweepDeps = Pick<Deps, 'db' | 'clock' | 'ids' | 'config'>;

/** No limit is longer than the prefecture's grace and three working days ahead of it, holidays between. */
const HORIZON_DAYS = 20;
/** A leader has so many working days before the level above hears of it. */
const ESCALATION_WORKING_DAYS = 5;
const COMPARED_AN_HOUR = 2000;

export interface Swept {
  readonly told: number;
  readonly compared: number;
  readonly barred: number;
}

/**
 * What nobody does by hand, every hour: who must not see which clue is made anew, clues that came in otherwise are
 * searched for duplicates, and time limits are told of, each step once.
 */
export async function sweepClues(deps: SweepDeps): Promise<Swept> {
  const counties = await listCounties(deps.db);
  const swept = { told: 0, compared: 0, barred: 0 };
  await eachCounty(deps.db, async (county) => {
    swept.barred += await inScope(deps.db, county, (tx) => refreshBarred(tx, county));
    swept.told += await inScope(deps.db, county, (tx) => remindCounty(tx, deps, county, counties));
    swept.compared += await compareWaiting(deps, county);
  });
  return swept;
}

/**
 * Clues that came in otherwise than through the form. Each in a transaction of its own, as where it is corrected: who
 * compares holds one clue and its pairs, so that two who compare share one pair and can't wait for each other.
 */
async function compareWaiting(deps: SweepDeps, county: string): Promise<number> {
  let compared = 0;
  const waiting = await inScope(deps.db, county, (tx) => listUncompared(tx, county, COMPARED_AN_HOUR));
  for (const id of waiting)
    compared += await inScope(deps.db, county, async (tx) => {
      const clue = await lockUncompared(tx, county, id);
      if (clue === null) return 0;
      await compareWithOthers(tx, deps, clue);
      return 1;
    });
  return compared;
}

async function remindCounty(
  tx: Tx,
  deps: SweepDeps,
  county: string,
  counties: readonly string[],
): Promise<number> {
  const calendar = await loadCalendar(tx, county);
  const today = deps.clock.today();
  let told = 0;
  for (const id of await listToRemind(tx, county, { horizon: addDays(today, HORIZON_DAYS), today })) {
    const clue = await readForReckoning(tx, { county, id });
    if (clue === null) continue;
    const deadlines = await deadlinesOf(tx, clue, calendar, today);
    await reckonDue(tx, deps, clue);
    for (const deadline of deadlines)
      told += await remindOf(tx, deps, clue, deadline, stepOf(deadline, clue, calendar, today, counties));
    told += await remindUndecided(tx, deps, clue, today);
    await settleMet(tx, deps, clue, { deadlines, today, counties });
  }
  return told;
}

const tooLongUndecided = (clue: StoredClue, today: CalendarDate): boolean => {
  const { state, kind, received_on: receivedOn, reopened_on: reopenedOn } = clue;
  return (undecidedDays({ state, kind, receivedOn, reopenedOn }, today) ?? 0) >= UNDECIDED_DAYS;
};

/** What no law says when to decide on still comes before the desk and the leader, once each time it came in. */
async function remindUndecided(
  tx: Tx,
  deps: SweepDeps,
  clue: StoredClue,
  today: CalendarDate,
): Promise<number> {
  if (!tooLongUndecided(clue, today)) return 0;
  const reminder = { deadline: 'undecided', step: 'warning', at: deps.clock.now() } as const;
  const day = clue.reopened_on ?? clue.received_on;
  if (!(await insertReminder(tx, clue, { ...reminder, day }))) return 0;
  const says = `待受理已满 ${UNDECIDED_DAYS} 日（本单位提醒）`;
  const notice = { kind: 'warning', says, key: keyOf('undecided', 'warning'), dueOn: null } as const;
  await tellRole(tx, deps, clue, { role: workerAt(clue.county) }, notice);
  await tellRole(tx, deps, clue, { role: 'leader' }, { ...notice, key: UNDECIDED_LEADER });
  return 1;
}

/** What has to be said of a limit by now; null for nothing. */
function stepOf(
  deadline: ClueDeadline,
  clue: StoredClue,
  calendar: WorkCalendar,
  today: CalendarDate,
  counties: readonly string[],
): ReminderStep | null {
  if (deadline.state === 'soon') return 'warning';
  if (deadline.state !== 'late') return null;
  const above = prefectureOf(clue.county);
  const graceEnds = addWorkingDays(calendar, deadline.day, ESCALATION_WORKING_DAYS).day;
  return today > graceEnds && above !== clue.county && counties.includes(above) ? 'prefecture' : 'leader';
}

async function remindOf(
  tx: Tx,
  deps: SweepDeps,
  clue: StoredClue,
  deadline: ClueDeadline,
  step: ReminderStep | null,
): Promise<number> {
  // What reached the level above has passed the leader too, also where the server stood still meanwhile.
  const steps: readonly ReminderStep[] =
    step === null ? [] : step === 'prefecture' ? ['leader', step] : [step];
  let told = 0;
  for (const one of steps) {
    const { key, day } = deadline;
    if (!(await insertReminder(tx, clue, { deadline: key, day, step: one, at: deps.clock.now() }))) continue;
    await tell(tx, deps, clue, deadline, one);
    told += 1;
  }
  return told;
}

const keyOf = (deadline: ReminderKey, step: ReminderStep): string => `clue-due-${deadline}-${step}`;
const UNDECIDED_LEADER = `${keyOf('undecided', 'warning')}-leader`;
const lateAtDesk = (deadline: ReminderKey): string => `${keyOf(deadline, 'leader')}-desk`;

async function tell(
  tx: Tx,
  deps: SweepDeps,
  clue: StoredClue,
  deadline: ClueDeadline,
  step: ReminderStep,
): Promise<void> {
  const key = keyOf(deadline.key, step);
  const dueOn = deadline.day;
  if (step === 'warning') {
    const soon = { kind: 'due', says: `即将到期（${deadline.label}）`, key, dueOn } as const;
    await tellWhoActs(tx, deps, clue, deadline, soon);
    return;
  }
  const notice = { kind: 'warning', says: `已逾期（${deadline.label}）`, key, dueOn } as const;
  if (step === 'leader') {
    await settleClue(tx, deps, clue, [keyOf(deadline.key, 'warning')]);
    await tellWhoActs(tx, deps, clue, deadline, { ...notice, key: lateAtDesk(deadline.key) });
    await tellRole(tx, deps, clue, { role: 'leader' }, notice);
  } else
    await atPrefecture(tx, clue, (county) =>
      tellRole(tx, deps, { ...clue, county }, { role: 'prefecture-supervisor' }, notice),
    );
}

/** What whoever looks into a clue can meet; of the other limits, such as telling the reporter, only the desk can. */
const OF_HANDLER: ReadonlySet<ReminderKey> = new Set(['finish', 'demanded']);

/** Tells whoever can meet the limit now. */
async function tellWhoActs(
  tx: Tx,
  deps: SweepDeps,
  clue: StoredClue,
  { key }: ClueDeadline,
  notice: ClueNotice,
): Promise<void> {
  const handler = clue.state === 'inquiring' && OF_HANDLER.has(key) ? handlerOf(clue) : null;
  if (handler !== null) await tellHandler(tx, deps, clue, handler, notice);
  else await tellRole(tx, deps, clue, { role: workerAt(clue.county) }, notice);
}

/** Writes into the inbox of the level above, which the county itself can't see. */
async function atPrefecture(
  tx: Tx,
  clue: StoredClue,
  work: (county: string) => Promise<void>,
): Promise<void> {
  const county = prefectureOf(clue.county);
  await withScope(tx, trimRegionCode(county), () => work(county));
}

/** Closes the notices about limits that were met since. */
async function settleMet(
  tx: Tx,
  deps: SweepDeps,
  clue: StoredClue,
  now: {
    readonly deadlines: readonly ClueDeadline[];
    readonly today: CalendarDate;
    readonly counties: readonly string[];
  },
): Promise<void> {
  const open = new Set<ReminderKey>(now.deadlines.filter(isOpen).map(({ key }) => key));
  if (tooLongUndecided(clue, now.today)) open.add('undecided');
  for (const { deadline, step } of await listUnsettled(tx, clue)) {
    if (open.has(deadline)) continue;
    const beside = deadline === 'undecided' ? UNDECIDED_LEADER : lateAtDesk(deadline);
    const keys = [keyOf(deadline, step), beside];
    if (step !== 'prefecture') await settleClue(tx, deps, clue, keys);
    else if (now.counties.includes(prefectureOf(clue.county)))
      await atPrefecture(tx, clue, (county) => settleClue(tx, deps, { ...clue, county }, keys));
    await markSettled(tx, clue, deadline);
  }
}
