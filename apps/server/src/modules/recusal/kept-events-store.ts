import { sql } from 'kysely';
import type { Tx } from '../../platform/postgres/database.ts';
import { keptFrom, type Reader } from './kept-from-store.ts';

/**
 * Ids of the clues that are kept from the reader, and of all that came from one: what was done with it, by whom and
 * when would tell of it. Read beforehand and not joined to the events: it is nothing at all for most readers, and the
 * list of events stays in the order of its index.
 */
export async function listKeptSubjects(tx: Tx, reader: Reader): Promise<readonly string[]> {
  const cases = await sql<{ county: string; id: string }>`
    SELECT k.county, k.case_id AS id FROM recusals k WHERE ${keptFrom(reader)}`.execute(tx);
  if (cases.rows.length === 0) return [];
  const kept = sql`jsonb_to_recordset(${JSON.stringify(cases.rows)}::jsonb) AS k (county char(6), id uuid)`;
  const { rows } = await sql<{ id: string }>`
    WITH cases AS (SELECT county, id FROM ${kept}),
    subjects AS (
      SELECT county, id FROM cases
      UNION SELECT s.county, s.id FROM supervisions s
        JOIN cases c ON c.county = s.county AND c.id IN (s.clue_id, s.problem_id)
      UNION SELECT i.county, i.id FROM check_items i JOIN cases c ON c.county = i.county AND c.id = i.subject_id)
    SELECT id FROM subjects
    UNION SELECT a.id FROM accountability a
      JOIN cases c ON c.county = a.county AND c.id IN (a.clue_id, a.problem_id)
    UNION SELECT u.id FROM unit_measures u JOIN cases c ON c.county = u.county AND c.id = u.problem_id
    UNION SELECT y.id FROM typical_cases y JOIN cases c ON c.county = y.county AND c.id = y.problem_id
    UNION SELECT e.id FROM exits e JOIN cases c ON c.county = e.county AND c.id = e.problem_id
    UNION SELECT x.id FROM papers x JOIN subjects s ON s.county = x.county AND s.id = x.subject_id`.execute(
    tx,
  );
  return rows.map(({ id }) => id);
}
