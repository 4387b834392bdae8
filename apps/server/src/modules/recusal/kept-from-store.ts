import { type SqlBool, sql } from 'kysely';
import type { Actor } from '../../platform/actor.ts';

/** Whose eyes it is read with: the person, and where they work. */
export type Reader = Pick<Actor, 'id' | 'organisation' | 'departmentId'>;

/**
 * A clue, or the row of a case in `recusals` (alias `clue`), that does not concern the reader: who is named in it, who
 * is kin of somebody named, and whoever works at the accused office or below it never learns of it. The list of users,
 * those of the levels above among them, is made anew every hour; the office is asked besides, for those who came there
 * since.
 */
export function clueOpenTo(reader: Reader, clue = 'c') {
  const column = (name: string) => sql.ref(`${clue}.${name}`);
  return sql<SqlBool>`(NOT (${reader.id}::uuid = ANY(${column('barred_users')}))
    AND (${column('accused_organisation')} IS NULL
      OR NOT starts_with(${reader.organisation}, ${column('accused_organisation')}))
    AND (${column('accused_department_id')} IS NULL
      OR ${column('accused_department_id')} IS DISTINCT FROM ${reader.departmentId}::uuid))`;
}

/** What names a clue or a problem in `column` of alias `row` is closed to whom that case is closed to. */
const aboutOpenCase = (reader: Reader, row: string, column: string) =>
  sql<SqlBool>`NOT EXISTS (SELECT FROM recusals k
    WHERE k.county = ${sql.ref(`${row}.county`)} AND k.case_id = ${sql.ref(`${row}.${column}`)}
      AND ${keptFrom(reader)})`;

/** What came from a clue or is about one (`clue_id` of alias `row`) is closed to whom the clue is closed to. */
export const aboutOpenClue = (reader: Reader, row: string) => aboutOpenCase(reader, row, 'clue_id');

/** What is about a problem (`column` of alias `row`) is closed to whom the problem is closed to. */
export const aboutOpenProblem = (reader: Reader, row: string, column = 'problem_id') =>
  aboutOpenCase(reader, row, column);

/** As `aboutOpenClue`, for a level above, whose own rows may be about a clue of any county that begins with `region`. */
export const aboutOpenClueBelow = (reader: Reader, row: string, region: string) =>
  sql<SqlBool>`NOT EXISTS (SELECT FROM recusals k
    WHERE starts_with(k.county, ${region}) AND k.case_id = ${sql.ref(`${row}.clue_id`)}
      AND ${keptFrom(reader)})`;

/** A row of `recusals` (alias `k`) by which a case is kept from the reader. */
export const keptFrom = (reader: Reader) => sql<SqlBool>`NOT ${clueOpenTo(reader, 'k')}`;
