import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { campaignBeside } from './beside-store.ts';

export interface LateProblem {
  readonly county: string;
  readonly id: string;
  readonly number: string;
  /** See campaignBeside. */
  readonly campaign_beside: string;
  readonly clue_id: string | null;
  readonly state: 'registered' | 'rectifying' | 'rectified';
  readonly deadline: string;
}

/** The counties that carry problems: asked before any scope is known. */
export async function listTenants(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ county: string }>`SELECT county FROM tenants ORDER BY county`.execute(tx);
  return rows.map(({ county }) => county);
}

/** Problems of a county that are not closed and due on or before a day. */
export async function listDueProblems(
  tx: Tx,
  county: string,
  until: string,
): Promise<readonly LateProblem[]> {
  const { rows } = await sql<LateProblem>`
    SELECT p.county, p.id, p.number, ${campaignBeside('p')} AS campaign_beside, p.clue_id, p.state, p.deadline
    FROM problems p
    WHERE county = ${county} AND state IN ('registered', 'rectifying', 'rectified') AND deadline <= ${until}::date
    ORDER BY deadline, id`.execute(tx);
  return rows;
}
