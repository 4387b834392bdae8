import type { FrameEntry, SelfCheck } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { lookBackDue, problemPlace } from '../campaigns/index.ts';

/** What a sample is drawn from. */
export type FrameScope =
  | {
      readonly kind: 'household';
      readonly county: string;
      /** County, town or community. */
      readonly region: string;
      /** One estate alone, by its name. */
      readonly estate: string | null;
    }
  | {
      readonly kind: 'problem';
      readonly county: string;
      readonly region: string;
      readonly campaignId: string;
    }
  | {
      readonly kind: 'look-back';
      readonly county: string;
      readonly region: string;
      readonly campaignId: string;
      /** The last closing day that is due, inclusive. */
      readonly closedLongAgo: string;
    };

/** The list as it stands now. Labels are what may be published: codes and estates, no names, no room numbers. */
export async function readFrame(tx: Tx, scope: FrameScope): Promise<readonly FrameEntry[]> {
  if (scope.kind === 'household') {
    const estate = scope.estate === null ? sql`true` : sql`t.estate_name = ${scope.estate}`;
    const { rows } = await sql<FrameEntry>`
      SELECT h.id, concat_ws(' ', h.code, t.estate_name) AS label
      FROM households h
      LEFT JOIN tenancies t ON t.county = h.county AND t.household_id = h.id AND t.replaced_at IS NULL
      WHERE h.county = ${scope.county} AND h.state = 'active' AND h.region LIKE ${`${scope.region}%`} AND ${estate}
      ORDER BY h.id`.execute(tx);
    return rows;
  }
  const states = scope.kind === 'look-back' ? lookBackDue(scope.closedLongAgo) : sql`p.state <> 'withdrawn'`;
  const { rows } = await sql<FrameEntry>`
    SELECT p.id, p.number AS label FROM problems p
    WHERE p.county = ${scope.county} AND p.campaign_id = ${scope.campaignId}::uuid
      AND ${problemPlace} LIKE ${`${scope.region}%`} AND ${states}
    ORDER BY p.id`.execute(tx);
  return rows;
}

export interface Subject {
  readonly id: string;
  readonly region: string;
  readonly self_check: SelfCheck;
}

/**
 * What the unit's own check says of the drawn, before anybody goes there. Of a household: a problem of its on the ledger
 * is being rectified until that is reported; a finding confirmed is a problem unless the one made of it is rectified; a
 * finding still open, or never compared, is no self-check.
 */
export async function readSubjects(
  tx: Tx,
  kind: FrameScope['kind'],
  county: string,
  ids: readonly string[],
): Promise<readonly Subject[]> {
  if (kind === 'household') {
    const { rows } = await sql<Subject>`
      SELECT h.id, h.region, CASE
        WHEN EXISTS (SELECT FROM problems p
          WHERE p.county = h.county AND p.household_id = h.id
            AND p.state IN ('registered', 'rectifying')) THEN 'rectifying'
        WHEN EXISTS (SELECT FROM findings f WHERE f.county = h.county AND f.household_id = h.id
          AND f.state = 'confirmed' AND NOT EXISTS (SELECT FROM problems p
            WHERE p.county = f.county AND p.finding_id = f.id AND p.state IN ('rectified', 'closed'))) THEN 'problem'
        WHEN EXISTS (SELECT 1 FROM findings f WHERE f.county = h.county AND f.household_id = h.id
          AND f.change NOT IN ('cleared', 'exited') AND f.state NOT IN ('confirmed', 'explained', 'wrong-person', 'stale-data'))
          THEN 'none'
        WHEN EXISTS (SELECT 1 FROM runs r WHERE r.county = h.county AND r.finished_at IS NOT NULL
          AND r.finished_at >= h.changed_at) THEN 'clean'
        ELSE 'none' END AS self_check
      FROM households h WHERE h.county = ${county} AND h.id = ANY(${[...ids]}::uuid[])`.execute(tx);
    return rows;
  }
  const { rows } = await sql<Subject>`
    SELECT id, region, CASE WHEN state IN ('rectified', 'closed') THEN 'rectified' ELSE 'rectifying' END AS self_check
    FROM problems WHERE county = ${county} AND id = ANY(${[...ids]}::uuid[])`.execute(tx);
  return rows;
}
