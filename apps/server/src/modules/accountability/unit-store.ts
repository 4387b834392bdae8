import type { UnitMeasure } from '@anju/domain';
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';
import type { Position } from '../../platform/http/paging.ts';
import type { Tx } from '../../platform/postgres/database.ts';
import { aboutOpenProblem } from '../recusal/index.ts';

export interface UnitRow {
  readonly county: string;
  readonly county_name: string;
  readonly id: string;
  readonly campaign_id: string;
  readonly campaign_title: string;
  readonly problem_id: string | null;
  readonly problem_number: string | null;
  readonly unit_name: string;
  readonly measure: UnitMeasure;
  readonly decided_on: string;
  readonly document_no: string;
  readonly decided_by: string;
  readonly recorded_by_name: string;
  readonly created_at: Date;
  readonly withdrawn_at: Date | null;
  readonly withdrawn_by_name: string | null;
  readonly withdrawn_reason: string | null;
  readonly version: number;
}

export interface UnitFilter {
  readonly campaign?: string | undefined;
  readonly month?: string | undefined;
  readonly measure?: UnitMeasure | undefined;
  readonly withdrawn?: boolean | undefined;
  readonly q?: string | undefined;
}

const FROM = sql`
  unit_measures u
  JOIN tenants t ON t.county = u.county
  JOIN campaigns m ON m.county = u.county AND m.id = u.campaign_id
  LEFT JOIN problems p ON p.county = u.county AND p.id = u.problem_id`;

function conditions(reader: Actor, filter: UnitFilter): RawBuilder<SqlBool> {
  const parts = [sql<SqlBool>`u.region LIKE ${`${reader.scope}%`}`, aboutOpenProblem(reader, 'u')];
  if (filter.campaign !== undefined) parts.push(sql`u.campaign_id = ${filter.campaign}::uuid`);
  if (filter.month !== undefined) parts.push(sql`to_char(u.decided_on, 'YYYY-MM') = ${filter.month}`);
  if (filter.measure !== undefined) parts.push(sql`u.measure = ${filter.measure}`);
  parts.push(filter.withdrawn === true ? sql`u.withdrawn_at IS NOT NULL` : sql`u.withdrawn_at IS NULL`);
  if (filter.q !== undefined && filter.q !== '') {
    const words = `%${filter.q.replaceAll(/[\\%_]/g, '\\$&')}%`;
    parts.push(sql`(u.unit_name LIKE ${words} OR u.document_no LIKE ${words})`);
  }
  return sql.join(parts, sql` AND `);
}

/** One page, the newest decision first. */
export async function listUnits(
  tx: Tx,
  reader: Actor,
  filter: UnitFilter,
  page: { readonly after: Position | null; readonly limit: number },
): Promise<{ readonly rows: readonly UnitRow[]; readonly next: Position | null }> {
  const beyond =
    page.after === null
      ? sql`true`
      : sql`(u.decided_on::text, u.id) < (${page.after.key}, ${page.after.id}::uuid)`;
  const { rows } = await sql<UnitRow>`
    SELECT u.*, t.name AS county_name, m.title AS campaign_title, p.number AS problem_number
    FROM ${FROM} WHERE ${conditions(reader, filter)} AND ${beyond}
    ORDER BY u.decided_on::text DESC, u.id DESC LIMIT ${page.limit + 1}`.execute(tx);
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  const next = rows.length > page.limit && last !== undefined ? { key: last.decided_on, id: last.id } : null;
  return { rows: shown, next };
}

export async function countUnits(tx: Tx, reader: Actor, filter: UnitFilter): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    SELECT count(*) AS count FROM ${FROM} WHERE ${conditions(reader, filter)}`.execute(tx);
  return Number(rows[0]?.count ?? 0);
}

/** @returns false where the same decision against the unit is recorded already */
export async function insertUnit(
  tx: Tx,
  unit: {
    readonly county: string;
    readonly id: string;
    readonly region: string;
    readonly campaignId: string;
    readonly problemId: string;
    readonly unitName: string;
    readonly measure: UnitMeasure;
    readonly decidedOn: string;
    readonly documentNo: string;
    readonly decidedBy: string;
    readonly byName: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    INSERT INTO unit_measures (county, id, region, campaign_id, problem_id, unit_name, measure, decided_on,
      document_no, decided_by, recorded_by_name, created_at)
    VALUES (${unit.county}, ${unit.id}, ${unit.region}, ${unit.campaignId}, ${unit.problemId}, ${unit.unitName},
      ${unit.measure}, ${unit.decidedOn}::date, ${unit.documentNo}, ${unit.decidedBy}, ${unit.byName}, ${unit.at})
    ON CONFLICT (county, campaign_id, unit_name, measure, document_no) WHERE withdrawn_at IS NULL DO NOTHING`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0) === 1;
}
