import {
  addDays,
  type CalendarDate,
  calendarDate,
  daysBetween,
  isStale,
  REGISTERS,
  type RegisterKind,
} from '@anju/domain';
import type { Actor } from '../../platform/actor.ts';
import { dayInBeijing } from '../../platform/clock.ts';
import type { Deps } from '../../platform/deps.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { countiesOf, countySince } from '../organisations/index.ts';
import { type DutyRow, listChases, listDuties, listSuppliers } from './duty-store.ts';
import { type FeedRow, newestFeeds } from './store.ts';
import { departmentOf, kindsOf } from './supplied-kinds.ts';

/** `stale`: a delivery is not due, but what was delivered last is too old to be compared with. */
export type FreshnessState = 'never' | 'fresh' | 'due-soon' | 'overdue' | 'stale';

/** One line of a county's ledger: which department delivered what, as of which date, and when the next is due (E5). */
export interface LedgerEntry {
  readonly kind: RegisterKind;
  readonly label: string;
  readonly department: string;
  readonly lastAsOf: CalendarDate | null;
  readonly lastDeliveredAt: string | null;
  readonly dueOn: CalendarDate;
  readonly state: FreshnessState;
  readonly rows: number | null;
  /** Of the newest batch. */
  readonly files: readonly { readonly name: string; readonly asOf: string; readonly rows: number }[];
  readonly everyDays: number;
  readonly chasedAt: string | null;
}

/** A department is told this long before. */
const SOON_DAYS = 7;

/**
 * When the next delivery is due: the day fixed for it, or so many days after the last one.
 * @param last the day of the last delivery; of the county's first day in the system where none ever came
 */
export function dueDate(
  duty: Pick<DutyRow, 'next_due'> | undefined,
  last: CalendarDate,
  everyDays: number,
): CalendarDate {
  return duty === undefined ? addDays(last, everyDays) : calendarDate(duty.next_due);
}

/** @param asOf of the oldest list delivered; null where nothing was */
export function freshnessOf(
  kind: RegisterKind,
  { asOf, dueOn }: { readonly asOf: CalendarDate | null; readonly dueOn: CalendarDate },
  today: CalendarDate,
): FreshnessState {
  if (daysBetween(dueOn, today) > 0) return 'overdue';
  if (asOf === null) return 'never';
  if (isStale(kind, asOf, today)) return 'stale';
  return daysBetween(today, dueOn) <= SOON_DAYS ? 'due-soon' : 'fresh';
}

function entryOf(
  kind: RegisterKind,
  parts: {
    readonly feeds: readonly FeedRow[];
    readonly duty: DutyRow | undefined;
    readonly chased: Date | undefined;
    readonly department: string;
    readonly since: CalendarDate;
    readonly today: CalendarDate;
  },
): LedgerEntry {
  const { feeds, duty, chased, department, since, today } = parts;
  const delivered = feeds.map((feed) => feed.finished_at).filter((at) => at !== null);
  const deliveredAt = delivered.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null;
  const everyDays = duty?.every_days ?? REGISTERS[kind].dueEveryDays;
  const dueOn = dueDate(duty, deliveredAt === null ? since : dayInBeijing(deliveredAt), everyDays);
  // A register is as old as its oldest list, as the comparison judges it.
  const oldest = feeds.map((feed) => feed.as_of).toSorted()[0];
  const asOf = oldest === undefined ? null : calendarDate(oldest);
  return {
    kind,
    label: REGISTERS[kind].label,
    department,
    lastAsOf: asOf,
    lastDeliveredAt: deliveredAt?.toISOString() ?? null,
    dueOn,
    state: freshnessOf(kind, { asOf, dueOn }, today),
    rows: feeds.length === 0 ? null : feeds.reduce((sum, feed) => sum + (feed.rows_read ?? 0), 0),
    files: feeds.map((feed) => ({ name: feed.file_name, asOf: feed.as_of, rows: feed.rows_read ?? 0 })),
    everyDays,
    chasedAt: chased?.toISOString() ?? null,
  };
}

/** A county's ledger of the registers that this person may see. */
export async function ledgerOf(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Pick<Actor, 'roles' | 'department'>,
  county: string,
): Promise<readonly LedgerEntry[]> {
  const suppliers = await listSuppliers(tx, county);
  const feeds = await newestFeeds(tx, county, { withFile: false });
  const duties = await listDuties(tx, county);
  const chases = await listChases(tx, county);
  const since = dayInBeijing(await countySince(tx, county));
  const today = deps.clock.today();
  return kindsOf(actor, suppliers).map((kind) =>
    entryOf(kind, {
      feeds: feeds.filter((feed) => feed.kind === kind),
      duty: duties.find((duty) => duty.kind === kind),
      chased: chases.get(kind),
      department: departmentOf(kind, suppliers),
      since,
      today,
    }),
  );
}

/** What is past its day, or too old to be compared with. What never came is not late before its first day. */
export const isLate = ({ state }: Pick<LedgerEntry, 'state'>): boolean =>
  state === 'overdue' || state === 'stale';

/** The last day on which a line in the red was still in order; null for the others. */
export function lastGoodDay({ kind, state, dueOn, lastAsOf }: LedgerEntry): CalendarDate | null {
  if (state === 'overdue') return dueOn;
  return state === 'stale' && lastAsOf !== null ? addDays(lastAsOf, REGISTERS[kind].freshForDays) : null;
}

/** A line with the county it is owed to. */
export type CountyEntry = LedgerEntry & { readonly county: string; readonly countyName: string };

/** The ledgers of all counties of a 辖区, one below the other. */
export async function ledgersOf(
  tx: Tx,
  deps: Pick<Deps, 'clock'>,
  actor: Pick<Actor, 'roles' | 'department'>,
  scope: string,
): Promise<readonly CountyEntry[]> {
  const entries: CountyEntry[] = [];
  for (const { county, name } of await countiesOf(tx, scope)) {
    const ledger = await ledgerOf(tx, deps, actor, county);
    entries.push(...ledger.map((entry) => ({ ...entry, county, countyName: name })));
  }
  return entries;
}
