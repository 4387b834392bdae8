import { type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';

/** Whose eyes it is read with: the person, and where they work. */
export type Reader = Pick<Actor, 'id' | 'organisation' | 'departmentId'>;

/**
 * A clue (alias `clue`) that does not concern the reader: who is named in it, who is kin of somebody named, and
 * whoever works at the accused office or below it never learns of it. The list of users, those of the levels above
 * among them, is made anew every hour; the office is asked besides, for those who came there since.
 */
export function clueOpenTo(reader: Reader, clue = 'c') {
  const column = (name: string) => sql.ref(`${clue}.${name}`);
  return sql<SqlBool>`(NOT (${reader.id}::uuid = ANY(${column('barred_users')}))
    AND (${column('accused_organisation')} IS NULL
      OR NOT starts_with(${reader.organisation}, ${column('accused_organisation')}))
    AND (${column('accused_department_id')} IS NULL
      OR ${column('accused_department_id')} IS DISTINCT FROM ${reader.departmentId}::uuid))`;
}

/** What came from a clue or is about one (`clue_id` of alias `row`) is closed to whom the clue is closed to. */
export function aboutOpenClue(reader: Reader, row: string) {
  return sql<SqlBool>`NOT EXISTS (SELECT FROM clues k
    WHERE k.county = ${sql.ref(`${row}.county`)} AND k.id = ${sql.ref(`${row}.clue_id`)}
      AND NOT ${clueOpenTo(reader, 'k')})`;
}

/** The same for a level above, whose own rows may be about a clue of any county that begins with `region`. */
export function aboutOpenClueBelow(reader: Reader, row: string, region: string) {
  return sql<SqlBool>`NOT EXISTS (SELECT FROM clues k
    WHERE starts_with(k.county, ${region}) AND k.id = ${sql.ref(`${row}.clue_id`)}
      AND NOT ${clueOpenTo(reader, 'k')})`;
}

/** What is about a problem (`column` of alias `row`) is closed to whom the problem is closed to. */
export function aboutOpenProblem(reader: Reader, row: string, column = 'problem_id') {
  return sql<SqlBool>`NOT EXISTS (SELECT FROM problems q
    WHERE q.county = ${sql.ref(`${row}.county`)} AND q.id = ${sql.ref(`${row}.${column}`)}
      AND NOT ${aboutOpenClue(reader, 'q')})`;
}
