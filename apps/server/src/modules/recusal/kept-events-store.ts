import { type SqlBool, sql } from 'kysely';
import { clueOpenTo, type Reader } from './kept-from-store.ts';

/**
 * An event (alias `event`) about a clue, or about what came from one, is closed to whom the clue is closed to: what
 * was done, by whom and when would tell of it.
 */
export function eventOpenTo(reader: Reader, event = 'events') {
  const column = (name: string) => sql.ref(`${event}.${name}`);
  const id = sql`${column('subject_id')}::uuid`;
  const county = column('county');
  const problemOf = (table: string, foreign: string) => sql`
    (SELECT p.clue_id FROM ${sql.table(table)} x JOIN problems p ON p.county = x.county AND p.id = ${sql.ref(`x.${foreign}`)}
      WHERE x.county = ${county} AND x.id = ${id})`;
  const caseOf = (table: string) => sql`
    (SELECT coalesce(x.clue_id, p.clue_id) FROM ${sql.table(table)} x
      LEFT JOIN problems p ON p.county = x.county AND p.id = x.problem_id
      WHERE x.county = ${county} AND x.id = ${id})`;
  return sql<SqlBool>`(
    ${column('subject_type')} NOT IN ('clue', 'problem', 'supervision', 'accountability', 'unit-measure',
      'typical-case', 'check-item', 'paper')
    OR NOT EXISTS (SELECT FROM clues k WHERE k.county = ${county} AND NOT ${clueOpenTo(reader, 'k')} AND k.id =
      CASE ${column('subject_type')}
        WHEN 'clue' THEN ${id}
        WHEN 'problem' THEN (SELECT x.clue_id FROM problems x WHERE x.county = ${county} AND x.id = ${id})
        WHEN 'supervision' THEN ${caseOf('supervisions')}
        WHEN 'accountability' THEN ${caseOf('accountability')}
        WHEN 'unit-measure' THEN ${problemOf('unit_measures', 'problem_id')}
        WHEN 'typical-case' THEN ${problemOf('typical_cases', 'problem_id')}
        WHEN 'check-item' THEN ${problemOf('check_items', 'subject_id')}
        ELSE (SELECT coalesce(CASE x.subject_type WHEN 'clue' THEN x.subject_id END, p.clue_id, s.clue_id, sp.clue_id, ip.clue_id)
          FROM papers x
          LEFT JOIN problems p ON x.subject_type = 'problem' AND p.county = x.county AND p.id = x.subject_id
          LEFT JOIN supervisions s ON x.subject_type = 'supervision' AND s.county = x.county AND s.id = x.subject_id
          LEFT JOIN problems sp ON sp.county = s.county AND sp.id = s.problem_id
          LEFT JOIN check_items i ON x.subject_type = 'check-item' AND i.county = x.county AND i.id = x.subject_id
          LEFT JOIN problems ip ON ip.county = i.county AND ip.id = i.subject_id
          WHERE x.county = ${county} AND x.id = ${id})
      END))`;
}
