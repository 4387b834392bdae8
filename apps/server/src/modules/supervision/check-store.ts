import type { CheckKind, FrameEntry, SeedKind, SelfCheck, SpotCheck } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenProblem, keptFrom } from '../recusal/index.ts';
import type { Reader } from './case-store.ts';

/** A spot check without its frame, which may be long. */
export interface CheckRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly kind: CheckKind;
  readonly title: string;
  readonly frame_size: number;
  readonly frame_hash: Buffer;
  readonly seed_kind: SeedKind;
  readonly seed_source: string;
  readonly seed_on: string | null;
  readonly seed: string | null;
  readonly seed_proof: string | null;
  readonly size: number;
  readonly method: string;
  readonly frozen_at: Date;
  /** Null for lists frozen before it was kept and not on record. */
  readonly frozen_by: string | null;
  readonly by_name: string;
  readonly drawn_at: Date | null;
  readonly drawn_by_name: string | null;
  readonly voided_at: Date | null;
  readonly voided_by_name: string | null;
  readonly void_reason: string | null;
  readonly replaces: string | null;
  readonly replaced_by: string | null;
  readonly checked: number;
  readonly mismatches: number;
  readonly transferred: number;
  readonly version: number;
}

/** In SQL what `mustTransfer(judgeCheckItem(self, spot))` says of a `check_items i`. */
export const MISMATCH = sql<SqlBool>`(i.spot_check = 'problem' AND i.self_check IN ('clean', 'rectified', 'none')
  OR i.spot_check = 'clean' AND i.self_check IN ('problem', 'rectifying'))`;

/** A drawn problem is kept from whom the problem is kept from. */
const openItem = (reader: Reader) => aboutOpenProblem(reader, 'i', 'subject_id');

const columns = (reader: Reader) => {
  const items = (what: RawBuilder<SqlBool>) => sql`(SELECT count(*)::int FROM check_items i
    WHERE i.county = c.county AND i.check_id = c.id AND ${openItem(reader)} AND ${what})`;
  return sql`
  c.county, t.name AS county_name, c.id, c.campaign_id, m.title AS campaign_title, c.kind, c.title,
  jsonb_array_length(c.frame) AS frame_size, c.frame_hash, c.seed_kind, c.seed_source, c.seed_on, c.seed,
  c.seed_proof, c.size, c.method, c.frozen_at, c.frozen_by, c.by_name, c.drawn_at, c.drawn_by_name, c.voided_at,
  c.voided_by_name, c.void_reason, c.replaces,
  (SELECT n.id FROM checks n WHERE n.county = c.county AND n.replaces = c.id) AS replaced_by,
  ${items(sql<SqlBool>`i.spot_check IS NOT NULL`)} AS checked,
  ${items(MISMATCH)} AS mismatches,
  ${items(sql<SqlBool>`i.transfer_letter IS NOT NULL`)} AS transferred,
  c.version`;
};

const FROM = sql`
  checks c
  JOIN tenants t ON t.county = c.county
  JOIN campaigns m ON m.county = c.county AND m.id = c.campaign_id`;

export const CHECK_STATES = ['frozen', 'drawn', 'void'] as const;
export type CheckState = (typeof CHECK_STATES)[number];

export function checkState(row: Pick<CheckRow, 'voided_at' | 'drawn_at'>): CheckState {
  if (row.voided_at !== null) return 'void';
  return row.drawn_at === null ? 'frozen' : 'drawn';
}

/** Whether its dice are to be announced by another person than `reader`, who froze the list. */
export function isSeedForAnother(
  row: Pick<CheckRow, 'seed_kind' | 'frozen_by' | 'voided_at' | 'drawn_at'>,
  reader: { readonly id: string },
): boolean {
  return checkState(row) === 'frozen' && row.seed_kind === 'dice' && row.frozen_by === reader.id;
}

const IN_STATE: Readonly<Record<CheckState, RawBuilder<SqlBool>>> = {
  frozen: sql<SqlBool>`c.voided_at IS NULL AND c.drawn_at IS NULL`,
  drawn: sql<SqlBool>`c.voided_at IS NULL AND c.drawn_at IS NOT NULL`,
  void: sql<SqlBool>`c.voided_at IS NOT NULL`,
};

export interface CheckFilter {
  readonly campaign?: string | undefined;
  readonly kind?: CheckKind | undefined;
  readonly state?: CheckState | undefined;
  readonly q?: string | undefined;
}

function conditions(scope: string, filter: CheckFilter): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`c.county LIKE ${`${scope.slice(0, 6)}%`}`];
  if (filter.campaign !== undefined) parts.push(sql`c.campaign_id = ${filter.campaign}::uuid`);
  if (filter.kind !== undefined) parts.push(sql`c.kind = ${filter.kind}`);
  if (filter.state !== undefined) parts.push(IN_STATE[filter.state]);
  if (filter.q !== undefined && filter.q !== '') {
    parts.push(sql`c.title LIKE ${`%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`}`);
  }
  return sql.join(parts, sql` AND `);
}

/** One page, the newest first. */
export async function listChecks(
  tx: Tx,
  reader: Reader,
  filter: CheckFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly CheckRow[]; readonly next: Position | null }> {
  const beyond = page.after === null ? sql`true` : sql`c.id < ${page.after.id}::uuid`;
  const { rows } = await sql<CheckRow>`
    SELECT ${columns(reader)} FROM ${FROM} WHERE ${conditions(reader.scope, filter)} AND ${beyond}
    ORDER BY c.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: '', id: last.id } : null;
  return { rows: shown, next };
}

export async function countChecks(tx: Tx, scope: string, filter: CheckFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM ${FROM} WHERE ${conditions(scope, filter)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

export async function readCheck(tx: Tx, reader: Reader, id: string): Promise<CheckRow | null> {
  const { rows } = await sql<CheckRow>`
    SELECT ${columns(reader)} FROM ${FROM} WHERE c.id = ${id}::uuid`.execute(tx);
  return rows[0] ?? null;
}

export async function lockCheck(tx: Tx, reader: Reader, id: string): Promise<CheckRow | null> {
  const { rows } = await sql<CheckRow>`
    SELECT ${columns(reader)} FROM ${FROM} WHERE c.id = ${id}::uuid FOR UPDATE OF c`.execute(tx);
  return rows[0] ?? null;
}

/** Whether a problem on the frozen list is kept from the reader: the whole list is not for them. */
export async function isFrameKeptFrom(tx: Tx, reader: Reader, id: string): Promise<boolean> {
  const { rows } = await sql`
    SELECT FROM checks c, jsonb_to_recordset(c.frame) AS entry (id uuid)
    JOIN recusals k ON k.case_id = entry.id
    WHERE c.id = ${id}::uuid AND k.county = c.county AND ${keptFrom(reader)} LIMIT 1`.execute(tx);
  return rows.length > 0;
}

export async function readFrozenFrame(tx: Tx, id: string): Promise<readonly FrameEntry[]> {
  const { rows } = await sql<{ frame: readonly FrameEntry[] }>`
    SELECT frame FROM checks WHERE id = ${id}::uuid`.execute(tx);
  return rows[0]?.frame ?? [];
}

export async function insertCheck(
  tx: Tx,
  check: {
    readonly county: string;
    readonly id: string;
    readonly campaignId: string;
    readonly kind: CheckKind;
    readonly title: string;
    readonly frame: readonly FrameEntry[];
    /** Lower-case hexadecimal. */
    readonly frameHash: string;
    readonly seedKind: SeedKind;
    readonly seedSource: string;
    readonly seedOn: string;
    readonly size: number;
    readonly method: string;
    readonly replaces: string | null;
    readonly by: { readonly id: string; readonly name: string };
    readonly at: Date;
  },
): Promise<void> {
  await sql`
    INSERT INTO checks (county, id, campaign_id, kind, title, frame, frame_hash, seed_kind, seed_source, seed_on,
      size, method, replaces, frozen_at, frozen_by, by_name, created_at)
    VALUES (${check.county}, ${check.id}, ${check.campaignId}, ${check.kind}, ${check.title},
      ${JSON.stringify(check.frame)}::jsonb, ${Buffer.from(check.frameHash, 'hex')}, ${check.seedKind},
      ${check.seedSource}, ${check.seedOn}::date, ${check.size}, ${check.method}, ${check.replaces}, ${check.at},
      ${check.by.id}, ${check.by.name}, ${check.at})`.execute(tx);
}

/** One-shot: what is drawn or void stays as it is. @returns false where that was the case */
export async function markDrawn(
  tx: Tx,
  id: string,
  draw: { readonly seed: string; readonly proof: string; readonly byName: string; readonly at: Date },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    UPDATE checks SET seed = ${draw.seed}, seed_proof = ${draw.proof}, drawn_at = ${draw.at},
      drawn_by_name = ${draw.byName}, version = version + 1
    WHERE id = ${id}::uuid AND seed IS NULL AND voided_at IS NULL`.execute(tx);
  return Number(numAffectedRows ?? 0) === 1;
}

export async function markVoid(
  tx: Tx,
  id: string,
  by: { readonly reason: string; readonly name: string; readonly at: Date },
): Promise<void> {
  await sql`
    UPDATE checks SET voided_at = ${by.at}, voided_by_name = ${by.name}, void_reason = ${by.reason},
      version = version + 1
    WHERE id = ${id}::uuid`.execute(tx);
}

export interface ItemRow {
  readonly county: string;
  readonly id: string;
  readonly check_id: string;
  readonly region: string;
  readonly subject_id: string;
  readonly label: string;
  readonly rank: number;
  readonly self_check: SelfCheck;
  readonly spot_check: SpotCheck | null;
  readonly remark: string;
  readonly checked_on: string | null;
  readonly checked_by_name: string | null;
  readonly transfer_letter: string | null;
  readonly transferred_on: string | null;
  readonly transferred_by_name: string | null;
  readonly version: number;
  readonly check_title: string;
  readonly check_kind: CheckKind;
  readonly check_void: boolean;
  readonly campaign_id: string;
  /** The problem that was put on the ledger from it. */
  readonly problem_id: string | null;
  /** How many papers show what was found. */
  readonly papers: number;
  readonly problem_number: string | null;
}

const ITEM_COLUMNS = sql`
  i.*, c.title AS check_title, c.kind AS check_kind, c.voided_at IS NOT NULL AS check_void, c.campaign_id,
  p.id AS problem_id, p.number AS problem_number,
  (SELECT count(*)::int FROM papers a WHERE a.subject_type = 'check-item' AND a.subject_id = i.id) AS papers`;
const ITEM_FROM = sql`
  check_items i
  JOIN checks c ON c.county = i.county AND c.id = i.check_id
  LEFT JOIN LATERAL (SELECT q.id, q.number FROM problems q
    WHERE q.county = i.county AND q.check_item_id = i.id AND q.state <> 'withdrawn' LIMIT 1) p ON true`;

/** The sample in the order in which it was drawn; of it what lies in the reader's scope and is not kept from them. */
export async function listItems(tx: Tx, reader: Reader, checkId: string): Promise<readonly ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    SELECT ${ITEM_COLUMNS} FROM ${ITEM_FROM}
    WHERE i.check_id = ${checkId}::uuid AND i.region LIKE ${`${reader.scope}%`} AND ${openItem(reader)}
    ORDER BY i.rank`.execute(tx);
  return rows;
}

export async function lockItem(tx: Tx, reader: Reader, id: string): Promise<ItemRow | null> {
  const { rows } = await sql<ItemRow>`
    SELECT ${ITEM_COLUMNS} FROM ${ITEM_FROM}
    WHERE i.id = ${id}::uuid AND i.region LIKE ${`${reader.scope}%`} AND ${openItem(reader)}
    FOR UPDATE OF i`.execute(tx);
  return rows[0] ?? null;
}

export async function insertItems(
  tx: Tx,
  items: readonly {
    readonly county: string;
    readonly id: string;
    readonly check_id: string;
    readonly region: string;
    readonly subject_id: string;
    readonly label: string;
    readonly rank: number;
    readonly self_check: SelfCheck;
  }[],
): Promise<void> {
  await sql`
    INSERT INTO check_items (county, id, check_id, region, subject_id, label, rank, self_check)
    SELECT county, id, check_id, region, subject_id, label, rank, self_check
    FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS rows (county char(6), id uuid, check_id uuid,
      region varchar, subject_id uuid, label text, rank integer, self_check text)`.execute(tx);
}

export async function updateItem(
  tx: Tx,
  id: string,
  change:
    | {
        readonly spotCheck: SpotCheck;
        readonly remark: string;
        readonly checkedOn: string;
        readonly by: string;
        readonly byName: string;
      }
    | { readonly letter: string; readonly on: string; readonly byName: string },
): Promise<void> {
  const set =
    'letter' in change
      ? sql`transfer_letter = ${change.letter}, transferred_on = ${change.on}::date,
          transferred_by_name = ${change.byName}`
      : sql`spot_check = ${change.spotCheck}, remark = ${change.remark},
          checked_on = ${change.checkedOn}::date, checked_by = ${change.by}::uuid,
          checked_by_name = ${change.byName}`;
  await sql`UPDATE check_items SET ${set}, version = version + 1 WHERE id = ${id}::uuid`.execute(tx);
}
