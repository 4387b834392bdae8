import type { Actor } from '../../platform/actor.ts';
import { BYTE_ORDER_MARK, csvLine } from '../../platform/csv.ts';
import type { Deps } from '../../platform/deps.ts';
import { recordEvent } from '../../platform/events.ts';
import type { Position } from '../../platform/http/paging.ts';
import { inScope } from '../../platform/postgres/database.ts';
import { type HouseholdFilter, type HouseholdPage, type HouseholdRow, listHouseholds } from './list-store.ts';

const PAGE = 500;

const HEADER = [
  '户编号',
  '申请人',
  '人数',
  '状态',
  '保障类别',
  '小区',
  '房号',
  '建筑面积（㎡）',
  '月租金（元）',
  '到期日期',
  '累计欠租（月）',
];

function line(row: HouseholdRow): string {
  return csvLine([
    row.code,
    row.applicant_name,
    row.members_count,
    row.state === 'active' ? '在保' : '已退出',
    row.category,
    row.estate_name,
    row.room,
    row.floor_area_cm2 === null ? null : row.floor_area_cm2 / 10_000,
    row.monthly_rent_fen === null ? null : row.monthly_rent_fen / 100,
    row.end_on,
    row.arrears_months,
  ]);
}

/** Who took the list along, and when, in the event and in the file's first line (A7). */
export async function recordExport(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  filter: HouseholdFilter,
): Promise<void> {
  const { search, scope: _, ...narrowed } = filter;
  await inScope(deps.db, actor.scope, (tx) =>
    recordEvent(tx, {
      county: actor.county,
      actor,
      act: 'household.export',
      subject: { type: 'household-list', id: actor.scope },
      payload: {
        region: narrowed.region ?? null,
        estate: narrowed.estate ?? null,
        state: narrowed.state ?? null,
        category: narrowed.category ?? null,
        searched: search !== undefined,
      },
      at: deps.clock.now(),
    }),
  );
}

/** The filtered list as CSV, page by page: memory does not grow with the county. */
export async function* exportHouseholds(
  deps: Pick<Deps, 'db' | 'clock'>,
  actor: Actor,
  filter: HouseholdFilter,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK +
    csvLine([`导出人：${actor.name}`, `导出日期：${deps.clock.today()}`, '证件号、电话不导出']) +
    csvLine(HEADER);
  let after: Position | null = null;
  do {
    const position: Position | null = after;
    const page: HouseholdPage = await inScope(deps.db, actor.scope, (tx) =>
      listHouseholds(tx, filter, { order: 'code', after: position, limit: PAGE }),
    );
    yield page.rows.map(line).join('');
    after = page.next;
  } while (after !== null);
}
