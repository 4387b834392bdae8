import type { ShiftedDay } from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { countiesUnder, putRegionalDay, readRegionalDay, removeRegionalDay } from './store.ts';

interface Context {
  readonly tx: Tx;
  readonly deps: Pick<Deps, 'clock'>;
  readonly actor: Actor;
}

/** Puts a regional holiday or a shifted working day into the calendar; a prefecture's into each of its counties'. */
export async function setCalendarDay(
  { tx, deps, actor }: Context,
  day: { readonly day: string; readonly kind: ShiftedDay['kind']; readonly name: string },
): Promise<readonly string[]> {
  const counties = await countiesUnder(tx, actor.scope);
  const at = deps.clock.now();
  await putRegionalDay(tx, counties, day, { name: actor.name, at });
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'calendar.manage',
    subject: { type: 'calendar-day', id: day.day },
    payload: { did: 'set', kind: day.kind, name: day.name, counties: counties.length },
    at,
  });
  return counties;
}

/** Takes a regional day out again; false where there is none. */
export async function removeCalendarDay({ tx, deps, actor }: Context, day: string): Promise<boolean> {
  const found = await readRegionalDay(tx, actor.county, day);
  if (found === null) return false;
  const counties = await countiesUnder(tx, actor.scope);
  await removeRegionalDay(tx, counties, found);
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'calendar.manage',
    subject: { type: 'calendar-day', id: day },
    payload: { did: 'remove', name: found.name, counties: counties.length },
    at: deps.clock.now(),
  });
  return true;
}
