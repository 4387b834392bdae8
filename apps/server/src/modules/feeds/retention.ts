import { REGISTERS, type RegisterKind } from '@anju/domain';

const DAY_MS = 86_400_000;
const days = (from: Date, count: number): Date => new Date(from.getTime() + count * DAY_MS);

/** A file that nobody confirmed goes after a week. */
export function purgeAfterUpload(at: Date): Date {
  return days(at, 7);
}

/** A delivery is kept until the next one is two weeks overdue: until then a run may need it again. */
export function purgeAfterDelivery(kind: RegisterKind, at: Date): Date {
  return days(at, REGISTERS[kind].dueEveryDays + 14);
}

/** Superseded by a newer one: a week, so that a run that has begun can end. */
export function purgeAfterSuperseded(at: Date): Date {
  return days(at, 7);
}
