import { type ShiftedDay, whyNotWhole } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { loadCalendar } from './load-calendar.ts';
import {
  countiesUnder,
  listRegionalDays,
  putCompleteYear,
  putRegionalDay,
  removeCompleteYear,
} from './store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock'>;
  readonly actor: Actor;
}

export type YearCompleted =
  | { readonly status: 'done'; readonly counties: number }
  | { readonly status: 'refused'; readonly reason: 'known-already' | 'not-whole'; readonly detail: string };

/** Enters the days of a year and says that it is complete; a prefecture's for each of its counties. */
export async function completeYear(
  { tx, deps, actor }: Context,
  year: number,
  days: readonly ShiftedDay[],
): Promise<YearCompleted> {
  const calendar = await loadCalendar(tx, actor.county);
  if (calendar.covers(year))
    return {
      status: 'refused',
      reason: 'known-already',
      detail: `${year} 年的放假安排已经完整，不必再确认。`,
    };
  const why = whyNotWhole(year, [...(await listRegionalDays(tx, actor.county)), ...days]);
  if (why !== null) return { status: 'refused', reason: 'not-whole', detail: why };
  const counties = await countiesUnder(tx, actor.scope);
  const by = { name: actor.name, at: deps.clock.now() };
  for (const day of days) await putRegionalDay(tx, counties, day, by);
  await putCompleteYear(tx, counties, year, by);
  await record({ tx, deps, actor }, year, { did: 'complete', days: days.length, counties: counties.length });
  return { status: 'done', counties: counties.length };
}

/** Takes it back: due days of that year are to be checked by a person again. The days stay. */
export async function reopenYear({ tx, deps, actor }: Context, year: number): Promise<boolean> {
  const counties = await countiesUnder(tx, actor.scope);
  if (!(await removeCompleteYear(tx, counties, year))) return false;
  await record({ tx, deps, actor }, year, { did: 'reopen', counties: counties.length });
  return true;
}

async function record(
  { tx, deps, actor }: Context,
  year: number,
  payload: { readonly did: string; readonly counties: number; readonly days?: number },
): Promise<void> {
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'calendar.manage',
    subject: { type: 'calendar-year', id: String(year) },
    payload: { ...payload },
    at: deps.clock.now(),
  });
}
