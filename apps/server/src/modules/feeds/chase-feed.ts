import { REGISTERS, type RegisterKind } from '@anju/domain';
import { recordEvent } from '../../platform/events.ts';
import { conflict } from '../../platform/problem.ts';
import { notify } from '../inbox/index.ts';
import type { Act } from './deliver-feed.ts';
import { dataPersonsOf, listSuppliers, markChased } from './duty-store.ts';
import { ledgerOf } from './freshness.ts';
import { departmentOf } from './supplied-kinds.ts';

/** One open reminder a person and register; it is settled by the delivery. */
export const chaseKey = (kind: RegisterKind, userId: string): string => `feed-chase:${kind}:${userId}`;

/** 催报: a notice to each data person of the department that owes the register. Returns how many were told. */
export async function chaseFeed({ tx, deps, actor }: Act, kind: RegisterKind): Promise<number> {
  const suppliers = await listSuppliers(tx, actor.county);
  const department = departmentOf(kind, suppliers);
  const persons = await dataPersonsOf(tx, actor.county, department);
  if (persons.length === 0) {
    throw conflict(
      'nobody-to-chase',
      `${department}还没有数据专员，无人可催。请联系系统管理员为该部门新建数据专员。`,
    );
  }
  const ledger = await ledgerOf(tx, deps, actor, actor.county);
  const entry = ledger.find((line) => line.kind === kind);
  for (const { id } of persons) {
    await notify(tx, deps, {
      county: actor.county,
      userId: id,
      kind: 'due',
      title: `请报送“${REGISTERS[kind].label}”数据`,
      link: `/feeds?kind=${kind}`,
      dueOn: entry?.dueOn ?? null,
      key: chaseKey(kind, id),
    });
  }
  const at = deps.clock.now();
  await markChased(tx, actor.county, kind, at);
  await recordEvent(tx, {
    county: actor.county,
    actor,
    act: 'feed.chase',
    subject: { type: 'register', id: kind },
    payload: { department, told: persons.length, state: entry?.state ?? 'never' },
    at,
  });
  return persons.length;
}
