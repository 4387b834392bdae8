import type { CalendarDate, RegisterKind } from '@anju/domain';
import { recordEvent } from '../../platform/events.ts';
import { invalidInput } from '../../platform/problem.ts';
import { giveRegister } from '../organisations/index.ts';
import { scheduleBatches } from './batch-store.ts';
import type { Act } from './deliver-feed.ts';
import { listSuppliers, upsertDuty } from './duty-store.ts';
import { purgeAfterDue, purgeAfterSuperseded } from './retention.ts';
import { departmentOf } from './supplied-kinds.ts';

/**
 * 约定报送: which department owes a register, how often, and when the next is due. Without a department it stays with
 * the one that owes it. Throws Problem invalid-input for a department the county does not have.
 */
export async function agreeDuty(
  { tx, deps, actor }: Act,
  kind: RegisterKind,
  duty: {
    readonly departmentId?: string | undefined;
    readonly everyDays: number;
    readonly nextDue: CalendarDate;
  },
): Promise<void> {
  const { county } = actor;
  const { departmentId, everyDays, nextDue } = duty;
  if (departmentId !== undefined && !(await giveRegister(tx, { county, departmentId, kind })))
    throw invalidInput('没有这个部门，或已停用。请重新选择报送部门。', [
      { path: 'departmentId', message: '没有这个部门' },
    ]);
  const department = departmentOf(kind, await listSuppliers(tx, county));
  await upsertDuty(tx, { county, kind, department, everyDays, nextDue });
  await scheduleBatches(
    tx,
    { county, kind },
    {
      newest: purgeAfterDue(kind, deps.clock.today(), nextDue),
      others: purgeAfterSuperseded(deps.clock.now()),
    },
  );
  await recordEvent(tx, {
    county,
    actor,
    act: 'feed.chase',
    subject: { type: 'register', id: kind },
    payload: { did: 'agree', department, everyDays, nextDue },
    at: deps.clock.now(),
  });
}
