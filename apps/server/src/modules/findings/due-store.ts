import { SETTLED_STATES } from '@anju/domain';
import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';

/** Findings that one place, or the reviewers, still have to deal with by one day. */
export interface DueGroup {
  /** Null: they wait for a reviewer. */
  readonly assignee: string | null;
  readonly name: string;
  readonly dueOn: string;
}

/** What a county's desk still asks for and is due on or before a day, by who has it and when it is due. */
export async function listDueGroups(tx: Tx, county: string, until: string): Promise<readonly DueGroup[]> {
  const { rows } = await sql<DueGroup>`
    SELECT g.assignee, coalesce(o.name, g.assignee, '审核人') AS name, g.due_on AS "dueOn"
    FROM (
      SELECT DISTINCT CASE WHEN state = 'proposed' THEN NULL ELSE assigned_to END AS assignee, due_on
      FROM findings
      WHERE county = ${county} AND state <> ALL(${[...SETTLED_STATES]}::text[])
        AND change NOT IN ('cleared', 'exited') AND due_on <= ${until}::date
        AND (state = 'proposed' OR assigned_to IS NOT NULL)) g
    LEFT JOIN organisations o ON o.county = ${county} AND o.code = g.assignee
    ORDER BY g.due_on, g.assignee`.execute(tx);
  return rows;
}
