import type { CalendarDate, RegisterKind } from '@anju/domain';
import { recordEvent } from '../../platform/events.ts';
import type { Act } from './deliver-feed.ts';
import { listSuppliers, upsertDuty } from './duty-store.ts';
import { departmentOf } from './supplied-kinds.ts';

/** 约定报送周期: how often a department owes a register, and when the next is due. */
export async function agreeDuty(
  { tx, deps, actor }: Act,
  kind: RegisterKind,
  duty: { readonly everyDays: number; readonly nextDue: CalendarDate },
): Promise<void> {
  const { county } = actor;
  const department = departmentOf(kind, await listSuppliers(tx, county));
  await upsertDuty(tx, { county, kind, department, ...duty });
  await recordEvent(tx, {
    county,
    actor,
    act: 'feed.chase',
    subject: { type: 'register', id: kind },
    payload: { did: 'agree', department, everyDays: duty.everyDays, nextDue: duty.nextDue },
    at: deps.clock.now(),
  });
}
